#pragma once

#include "howship/domain.hpp"

class vtkImageData;

namespace howship {

/// The voxels that the cells of an image are, wherever its extent begins.
Grid grid_of(vtkImageData* image);

}  // namespace howship
