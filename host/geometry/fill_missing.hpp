#pragma once

#include <cstddef>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// Gives voxels without a value the mean of their neighbours that have one, layer by layer from the edge of the known
/// inwards.
/// \param missing active voxels without a value
/// \return those that no chain of neighbours joins to a value
std::vector<std::size_t> fill_from_neighbours(const VoxelDomain& domain, std::vector<std::size_t> missing,
                                              std::vector<float>& values);

}  // namespace howship
