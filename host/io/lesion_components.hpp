#pragma once

#include <cstdint>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// Connected parts of a set of voxels.
struct Components {
  std::vector<std::int32_t> label;  ///< per stored voxel: -1 outside the set, else 0 .. count-1
  std::int32_t count = 0;
};

/// Parts that hang together through open faces (aperture > 0) between voxels of the set, numbered by their first
/// stored voxel.
/// \param selected per stored voxel: nonzero inside the set; voxels without bone must be zero
Components find_components(const VoxelDomain& domain, const std::vector<std::uint8_t>& selected);

}  // namespace howship
