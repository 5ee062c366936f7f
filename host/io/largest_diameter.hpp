#pragma once

#include <cstdint>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// Largest diameter of each labelled set of voxels, outer edge to outer edge [mm].
///
/// The largest distance between centres is sought among the outermost voxels along evenly spread directions, which
/// misses less than 1.5 %; half a voxel is added at either end.
/// \param label per stored voxel: -1 outside, else 0 .. count-1
std::vector<double> largest_diameters(const VoxelDomain& domain, const std::vector<std::int32_t>& label,
                                      std::int32_t count);

}  // namespace howship
