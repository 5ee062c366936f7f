#pragma once

#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

#include "howship/surface.hpp"

namespace howship {

vtkSmartPointer<vtkPolyData> polygons_of(const Surface& surface);

/// Points and triangles; other cells are left out, and so are triangles that use a point twice.
/// \throws InputError when there are more than 2^31 - 1 of either
Surface surface_of(vtkPolyData* polygons);

}  // namespace howship
