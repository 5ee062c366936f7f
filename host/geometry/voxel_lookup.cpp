#include "host/geometry/voxel_lookup.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

std::uint64_t key_of(int x, int y, int z) {
  constexpr int bits = 21;  // voxelize() allows no more
  return (static_cast<std::uint64_t>(z) << (2 * bits)) | (static_cast<std::uint64_t>(y) << bits) |
         static_cast<std::uint64_t>(x);
}

}  // namespace

VoxelLookup::VoxelLookup(const VoxelDomain& domain) : domain_(domain) {
  bricks_.reserve(domain.bricks());
  for (std::size_t b = 0; b < domain.bricks(); ++b) {
    const Index3& at = domain.brick_coordinates[b];
    bricks_.emplace(key_of(at[0], at[1], at[2]), static_cast<std::int32_t>(b));
  }
}

std::size_t VoxelLookup::active(const Index3& index) const {
  for (int axis = 0; axis < 3; ++axis)
    if (index[axis] < 0 || index[axis] >= domain_.grid.extent[axis]) return nowhere;
  const auto found = bricks_.find(key_of(index[0] / brick_edge, index[1] / brick_edge, index[2] / brick_edge));
  if (found == bricks_.end()) return nowhere;
  const std::size_t voxel =
      static_cast<std::size_t>(found->second) * brick_size +
      static_cast<std::size_t>(lane_of(index[0] % brick_edge, index[1] % brick_edge, index[2] % brick_edge));
  return domain_.active(voxel) ? voxel : nowhere;
}

std::size_t VoxelLookup::nearest_active(const Vec3& place, int reach) const {
  Index3 middle{};
  for (int axis = 0; axis < 3; ++axis)
    middle[axis] = static_cast<int>(std::floor(std::clamp(place[axis], -1e6, domain_.grid.extent[axis] + 1e6)));
  std::size_t nearest = nowhere;
  double least = 1e300;
  // Ring by ring; a voxel of a ring further out can still be nearer than a corner of this one.
  for (int ring = 0; ring <= reach; ++ring) {
    if (nearest != nowhere &&
        (ring - 1.0) * (ring - 1.0) *
                std::pow(std::min({domain_.grid.spacing[0], domain_.grid.spacing[1], domain_.grid.spacing[2]}), 2) >
            least)
      break;
    for (int dz = -ring; dz <= ring; ++dz)
      for (int dy = -ring; dy <= ring; ++dy)
        for (int dx = -ring; dx <= ring; ++dx) {
          if (std::max({std::abs(dx), std::abs(dy), std::abs(dz)}) != ring) continue;
          const Index3 index{middle[0] + dx, middle[1] + dy, middle[2] + dz};
          const std::size_t voxel = active(index);
          if (voxel == nowhere) continue;
          double distance = 0.0;
          for (int axis = 0; axis < 3; ++axis)
            distance += std::pow((index[axis] + 0.5 - place[axis]) * domain_.grid.spacing[axis], 2);
          if (distance < least) {
            least = distance;
            nearest = voxel;
          }
        }
  }
  return nearest;
}

}  // namespace howship
