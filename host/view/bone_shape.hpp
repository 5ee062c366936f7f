#pragma once

#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

#include "howship/results.hpp"

#include "host/view/snapshot_voxels.hpp"

namespace howship {

/// Share of bone at the bone's surface: half, or half of the largest share where the bone is thinner than a voxel.
float surface_share(const SnapshotVoxels& voxels);

/// Closed surface of the bone with point normals, freed from the stairs of the voxels.
vtkSmartPointer<vtkPolyData> bone_surface(const SnapshotVoxels& voxels);

/// The bone where a plane across an axis cuts it.
struct CutFace {
  vtkSmartPointer<vtkPolyData> face;     ///< each cell lies within one voxel
  vtkSmartPointer<vtkPolyData> outline;  ///< of the bone
  vtkSmartPointer<vtkPolyData> tumour;   ///< where its fraction is lesion_tumour_fraction; empty where nothing tells it
};

/// \param axis 0 x, 1 y, 2 z
/// \param at of the plane along the axis [mm]
/// \param tumour fraction per voxel, or nullptr
CutFace cut_bone(const SnapshotVoxels& voxels, int axis, double at, const std::vector<float>* tumour);

}  // namespace howship
