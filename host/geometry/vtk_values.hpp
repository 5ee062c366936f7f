#pragma once

#include <filesystem>

#include <vtkDataArray.h>

#include "host/geometry/image_outlet.hpp"

namespace howship {

/// Puts VTK's values, each as slope value + intercept. \throws InputError unless there is one per voxel of `image`
void put_values(const std::filesystem::path& file, vtkDataArray* values, const Image& image, double slope,
                double intercept, ImageOutlet& outlet);

}  // namespace howship
