#pragma once

#include "howship/domain.hpp"

namespace howship {

/// Makes a domain stand for exactly `volume` [mm3] by scaling its cut voxels by one factor.
///
/// Rays in a regular pattern see faces that run along the grid by steps of an eighth of a voxel. Bones of labelled
/// voxels have hardly other faces, and a small one may lose a percent. The factor of a domain that resolves its bone is
/// near one; when it would lie beyond 0.8 to 1.25, or cut voxels would have to hold more than they can, nothing is
/// changed.
/// \return whether the domain has the volume now, within 0.01 %
bool conserve_volume(VoxelDomain& domain, double volume);

}  // namespace howship
