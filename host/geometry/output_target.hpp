#pragma once

#include "howship/domain.hpp"
#include "howship/output_mesh.hpp"
#include "howship/surface.hpp"

#include "host/geometry/volume_mesh.hpp"

namespace howship {

/// The user's volume mesh as results are written on it, in its own length unit.
/// \param overlaps  of its cells with the domain's voxels, from CellOverlap
OutputMesh output_target(const VolumeMesh& mesh, VoxelOverlaps overlaps);

/// The user's surface as results are written on it, in its own length unit. A triangle stands for the voxels of bone
/// just beneath it, half a voxel deep, weighed by area; where there are none that deep, for the nearest ones.
/// \param length_unit_mm  of the user's file [mm]
OutputMesh output_target(const Surface& surface, double length_unit_mm, const VoxelDomain& domain);

}  // namespace howship
