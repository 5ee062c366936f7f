#pragma once

#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// Fills domain.wall_distance: distance of each active voxel's centre from the surface, `band` where it is farther
/// [mm]. Voxels mostly outside the bone get 0: what they hold lies at the surface. Where pieces of the surface
/// overlap or touch, what lies within the bone is no wall.
///
/// Where the surface knows the thickness of its shell, fills domain.cortical_thickness as well, with that of the
/// closest point of the surface, and widens the band to the thickest shell. The result does not depend on the number of
/// threads.
void measure_wall_distance(VoxelDomain& domain, const Surface& surface, double band);

}  // namespace howship
