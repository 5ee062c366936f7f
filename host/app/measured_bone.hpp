#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"

#include "host/app/bone_source.hpp"
#include "host/app/healthy_bone.hpp"
#include "host/geometry/cell_overlap.hpp"

namespace howship {

/// BV/TV of every stored voxel as a CT or the cells of a mesh show it, in [0.01, 0.95]; empty when the case asks for
/// neither. The bone is then in balance at what it has at each place.
/// \param cells shares of the mesh's cells in the voxels; needed for a density of cells only
/// \param warnings gets what was cut off or taken on trust
/// \throws InputError when there is nothing that could be measured; FileError
std::vector<float> measure_bone(const GeometryCase& geometry, const DensityCase& density, const BoneSource& source,
                                const VoxelDomain& domain, const CellOverlap* cells, const HealthyBone& healthy,
                                std::vector<std::string>& warnings);

}  // namespace howship
