#pragma once

#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// Fills domain.wall_distance: distance of each active voxel's centre from the surface, `band` where it is farther
/// [mm]. Voxels mostly outside the bone get 0: what they hold lies at the surface.
void measure_wall_distance(VoxelDomain& domain, const Surface& surface, double band);

}  // namespace howship
