#pragma once

#include <cstdint>
#include <vector>

#include "howship/domain.hpp"

#include "host/geometry/brick_rows.hpp"

namespace howship {

/// Position along a Z-curve: bits of x, y, z interleaved, 21 of each. Bricks near in space come near in memory.
std::uint64_t z_curve(const Index3& brick);

/// Puts the bricks of all rows (z index * rows_y + y index) along a Z-curve, with their neighbours. The rows are
/// consumed.
VoxelDomain arrange(std::vector<BrickRow>&& rows, int rows_y, const Grid& grid);

/// Removes, in place, bricks that hold no bone any more.
void drop_empty_bricks(VoxelDomain& domain);

}  // namespace howship
