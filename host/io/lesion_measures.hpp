#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "howship/domain.hpp"
#include "howship/results.hpp"

#include "host/io/lesion_components.hpp"
#include "host/io/lesions.hpp"

namespace howship {

/// Volume of bone that a stored voxel stands for [mm3].
double bone_volume(const VoxelDomain& domain, std::size_t voxel);

/// Connected parts of the voxels that make up lesions (LesionTracker), specks left out.
Components find_lesion_parts(const VoxelDomain& domain, const Baseline& baseline, const Snapshot& snapshot);

/// Sizes, place, density and class of each part; not its id, what concerns the cortex, and its past.
std::vector<Lesion> measure_lesions(const VoxelDomain& domain, const Baseline& baseline, const Snapshot& snapshot,
                                    const Components& parts);

/// Sets mean_bmd and bmd_change from the voxels that bear the lesion's id.
/// \param id per stored voxel; at least one voxel has the lesion's
void measure_density(const VoxelDomain& domain, const Baseline& baseline, const Snapshot& snapshot,
                     const std::vector<std::int32_t>& id, Lesion& lesion);

}  // namespace howship
