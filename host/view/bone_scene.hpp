#pragma once

#include <vtkRenderer.h>

#include "host/view/bone_shape.hpp"
#include "host/view/layout.hpp"

namespace howship {

/// What a picture shows.
struct Subject {
  const SnapshotVoxels& voxels;
  vtkPolyData* surface;              ///< of the bone
  const std::vector<float>& values;  ///< of the voxels, to colour by
  const std::vector<float>* tumour;  ///< fraction per voxel, or nullptr
};

/// Projection that puts the whole bone into its place of the picture.
Projection fit_bone(const Layout& layout, const Sight& sight, vtkPolyData* surface);

/// Camera and lights.
void set_up_camera(vtkRenderer* renderer, const Layout& layout, const Projection& projection, double depth);

/// The bone itself. \return whether any outline of tumour lies in the picture
bool add_bone(vtkRenderer* renderer, const Subject& subject, const PictureRequest& request, const Layout& layout,
              const ColourScale& scale);

}  // namespace howship
