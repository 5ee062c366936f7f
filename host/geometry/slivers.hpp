#pragma once

#include "howship/domain.hpp"

namespace howship {

/// Lets every voxel with less than `merge_below` of its volume in the bone give that volume to the neighbour behind its
/// widest face, and shuts its faces. A sliver with no such neighbour is dropped. Fractions, apertures of the domain
/// change in place.
///
/// Slivers would make the diffusion stencil stiff (their faces are large for their volume) and hold almost no bone.
void merge_slivers(VoxelDomain& domain, double merge_below);

}  // namespace howship
