#pragma once

#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"

#include "host/systemic/therapies.hpp"

namespace howship {

/// Kills in every voxel what one fraction kills there: all within `radius` of the centre gets the dose, nothing outside
/// it does, and voxels that the sphere cuts get it in part.
/// \param tumour [stored voxels], tumour volume per tissue volume [1]
void irradiate(const TherapyCase& radiotherapy, const VoxelDomain& domain, std::vector<double>& tumour);

}  // namespace howship
