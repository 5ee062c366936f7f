#include "kernels/voxel/coarse_levels.hpp"

#include <map>

namespace howship {

namespace {

/// Bricks of a grid: where they are, and which of their voxels hold bone.
struct Bricks {
  std::vector<Index3> coordinates;
  std::vector<float> active;  ///< [bricks][64]
};

int octant_of(const Index3& brick) {
  return brick[0] % 2 + 2 * (brick[1] % 2) + 4 * (brick[2] % 2);
}

Bricks coarsen(const Bricks& fine, CoarseLevel& level) {
  Bricks coarse;
  std::map<Index3, std::int32_t> place;
  const auto fine_count = static_cast<std::int32_t>(fine.coordinates.size());
  for (const Index3& b : fine.coordinates) {
    const Index3 above{b[0] / 2, b[1] / 2, b[2] / 2};
    if (place.emplace(above, static_cast<std::int32_t>(coarse.coordinates.size())).second)
      coarse.coordinates.push_back(above);  // the finer bricks lie along a Z-curve, hence so do these
  }
  level.bricks = static_cast<int>(coarse.coordinates.size());
  const std::size_t stored = static_cast<std::size_t>(level.bricks) + 1;
  level.neighbours.assign(6 * stored, level.bricks);
  level.children.assign(8 * stored, fine_count);
  level.parents.assign(static_cast<std::size_t>(fine_count) + 1, 8 * level.bricks);
  level.active.assign(stored * brick_size, 0.0F);
  for (std::size_t b = 0; b < coarse.coordinates.size(); ++b)
    for (int side = 0; side < 6; ++side) {
      Index3 other = coarse.coordinates[b];
      other[static_cast<std::size_t>(side / 2)] += side % 2 == 0 ? -1 : 1;
      const auto found = place.find(other);
      if (found != place.end()) level.neighbours[6 * b + static_cast<std::size_t>(side)] = found->second;
    }
  for (std::size_t f = 0; f < fine.coordinates.size(); ++f) {
    const Index3& b = fine.coordinates[f];
    const std::int32_t above = place.at({b[0] / 2, b[1] / 2, b[2] / 2});
    const int octant = octant_of(b);
    level.children[8 * static_cast<std::size_t>(above) + static_cast<std::size_t>(octant)] =
        static_cast<std::int32_t>(f);
    level.parents[f] = 8 * above + octant;
    for (int lane = 0; lane < brick_size; ++lane) {
      if (!(fine.active[f * brick_size + static_cast<std::size_t>(lane)] > 0.0F)) continue;
      const int x = lane % 4 / 2 + 2 * (b[0] % 2), y = lane / 4 % 4 / 2 + 2 * (b[1] % 2),
                z = lane / 16 / 2 + 2 * (b[2] % 2);
      level.active[static_cast<std::size_t>(above) * brick_size + static_cast<std::size_t>(lane_of(x, y, z))] = 1.0F;
    }
  }
  coarse.active = level.active;
  return coarse;
}

}  // namespace

std::vector<CoarseLevel> coarse_levels(const VoxelDomain& domain, int most) {
  std::vector<CoarseLevel> levels;
  Bricks bricks{domain.brick_coordinates, domain.volume_fraction};
  while (static_cast<int>(levels.size()) < most && bricks.coordinates.size() > 1) {
    levels.emplace_back();
    bricks = coarsen(bricks, levels.back());
  }
  return levels;
}

}  // namespace howship
