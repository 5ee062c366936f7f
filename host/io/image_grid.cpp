#include "host/io/image_grid.hpp"

#include <cstddef>

#include <vtkImageData.h>

namespace howship {

Grid grid_of(vtkImageData* image) {
  Grid grid;
  int extent[6];
  image->GetExtent(extent);
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    grid.extent[a] = extent[2 * axis + 1] - extent[2 * axis];
    grid.spacing[a] = image->GetSpacing()[axis];
    grid.origin[a] = image->GetOrigin()[axis] + extent[2 * axis] * grid.spacing[a];
  }
  return grid;
}

}  // namespace howship
