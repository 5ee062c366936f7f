#pragma once

#include <cstdint>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// One coarser grid of the multigrid hierarchy: a voxel stands for 2x2x2 voxels of the next finer grid, a brick for
/// 2x2x2 of its bricks. As on the fine grid, one more, empty brick stands where there is none.
struct CoarseLevel {
  int bricks = 0;                        ///< without the empty one
  std::vector<std::int32_t> neighbours;  ///< [bricks + 1][6] by Side
  std::vector<std::int32_t> children;  ///< [bricks + 1][8] bricks of the finer grid, x fastest; its empty brick if none
  std::vector<std::int32_t> parents;   ///< [finer bricks + 1] of 8 * brick + octant
  std::vector<float> active;           ///< [bricks + 1][64] 1 where any of the eight voxels holds bone, else 0
};

/// Coarser grids of a domain, finest first, down to where one brick is left or `most` levels are reached.
std::vector<CoarseLevel> coarse_levels(const VoxelDomain& domain, int most);

}  // namespace howship
