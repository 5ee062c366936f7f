#pragma once

#include <vector>

#include "howship/backend.hpp"
#include "howship/domain.hpp"
#include "howship/output_mesh.hpp"

namespace howship {

/// Numbers by which a bone is known again: the grid, counts of voxels, and the sums of all arrays of domain and sites,
/// once as they are and once weighted with the voxel's place; the same of the user's own mesh.
/// \param mesh may be null
std::vector<double> measures_of(const VoxelDomain& domain, const TissueSites& sites, const OutputMesh* mesh);

/// Whether two bones are the same but for what another machine's mathematical library may round differently.
bool is_same_bone(const std::vector<double>& one, const std::vector<double>& other);

}  // namespace howship
