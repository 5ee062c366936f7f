#include "host/geometry/slivers.hpp"

#include <vector>

namespace howship {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Stored voxel beside `voxel` on `side`, or nowhere.
std::size_t beside(const VoxelDomain& domain, std::size_t voxel, int side) {
  constexpr int strides[3] = {1, brick_edge, brick_edge * brick_edge};
  const int axis = side / 2;
  const bool up = side % 2 == 1;
  const std::size_t brick = voxel / brick_size;
  const int lane = static_cast<int>(voxel % brick_size);
  const int at = lane / strides[axis] % brick_edge;
  if (up ? at < brick_edge - 1 : at > 0) return up ? voxel + strides[axis] : voxel - strides[axis];
  const std::int32_t other = domain.neighbours[brick][side];
  if (other < 0) return nowhere;
  const int wrap = (brick_edge - 1) * strides[axis];
  return static_cast<std::size_t>(other) * brick_size + static_cast<std::size_t>(up ? lane - wrap : lane + wrap);
}

/// Aperture of the face on `side`: stored with the voxel itself on the lower sides, with the neighbour on the upper.
float* face(VoxelDomain& domain, std::size_t voxel, int side) {
  if (side % 2 == 0) return &domain.aperture[side / 2][voxel];
  const std::size_t other = beside(domain, voxel, side);
  return other == nowhere ? nullptr : &domain.aperture[side / 2][other];
}

}  // namespace

void merge_slivers(VoxelDomain& domain, double merge_below) {
  const auto threshold = static_cast<float>(merge_below);
  const auto is_sliver = [&](float fraction) { return fraction > 0.0F && fraction < threshold; };
  std::vector<std::size_t> slivers;
  std::vector<std::size_t> takers;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!is_sliver(domain.volume_fraction[v])) continue;
    std::size_t taker = nowhere;
    float widest = 0.0F;
    for (int side = 0; side < 6; ++side) {
      const std::size_t other = beside(domain, v, side);
      if (other == nowhere || !(domain.volume_fraction[other] >= threshold)) continue;
      const float* open = face(domain, v, side);
      if (open != nullptr && *open > widest) {
        widest = *open;
        taker = other;
      }
    }
    slivers.push_back(v);
    takers.push_back(taker);
  }
  for (std::size_t s = 0; s < slivers.size(); ++s) {
    if (takers[s] != nowhere) domain.volume_fraction[takers[s]] += domain.volume_fraction[slivers[s]];
    domain.volume_fraction[slivers[s]] = 0.0F;
  }
  // A face is open only between two voxels that hold bone.
#pragma omp parallel for schedule(static)
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    for (int axis = 0; axis < 3; ++axis) {
      if (domain.aperture[axis][v] == 0.0F) continue;
      const std::size_t below = beside(domain, v, 2 * axis);
      if (!domain.active(v) || below == nowhere || !domain.active(below)) domain.aperture[axis][v] = 0.0F;
    }
}

}  // namespace howship
