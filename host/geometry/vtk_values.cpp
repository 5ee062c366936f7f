#include "host/geometry/vtk_values.hpp"

#include <cstddef>

#include <fmt/format.h>
#include <vtkSetGet.h>

#include "howship/error.hpp"

namespace howship {

void put_values(const std::filesystem::path& file, vtkDataArray* values, const Image& image, double slope,
                double intercept, ImageOutlet& outlet) {
  std::size_t count = 1;
  for (int n : image.extent) count *= static_cast<std::size_t>(n);
  if (values->GetNumberOfComponents() != 1)
    throw InputError(
        fmt::format("'{}' holds {} numbers per voxel (colours or vectors); export it with one number per voxel",
                    file.string(), values->GetNumberOfComponents()));
  if (static_cast<std::size_t>(values->GetNumberOfTuples()) != count || !values->HasStandardMemoryLayout())
    throw InputError(fmt::format("'{}' holds {} values for {} voxels: the file is damaged", file.string(),
                                 values->GetNumberOfTuples(), count));
  switch (values->GetDataType()) {
    vtkTemplateMacro(outlet.values(static_cast<const VTK_TT*>(values->GetVoidPointer(0)), count, slope, intercept));
    default:
      throw InputError(fmt::format("'{}' holds values of an unknown type", file.string()));
  }
}

}  // namespace howship
