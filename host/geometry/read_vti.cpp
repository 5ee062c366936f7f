#include <cmath>
#include <cstring>
#include <string>

#include <fmt/format.h>
#include <vtkAlgorithm.h>
#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkDataObject.h>
#include <vtkExecutive.h>
#include <vtkImageData.h>
#include <vtkInformation.h>
#include <vtkMatrix3x3.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkStreamingDemandDrivenPipeline.h>
#include <vtkStructuredPointsReader.h>
#include <vtkXMLImageDataReader.h>

#include "howship/error.hpp"

#include "host/geometry/image_outlet.hpp"
#include "host/geometry/vtk_errors.hpp"
#include "host/geometry/vtk_values.hpp"

namespace howship {

namespace {

/// The active scalars, or the only array there is.
vtkDataArray* scalars_of(const std::filesystem::path& file, vtkDataSetAttributes* data) {
  if (data->GetScalars() != nullptr) return data->GetScalars();
  vtkDataArray* only = nullptr;
  std::string names;
  for (int n = 0; n < data->GetNumberOfArrays(); ++n) {
    vtkDataArray* array = data->GetArray(n);
    if (array == nullptr || array->GetName() == nullptr || std::strcmp(array->GetName(), "vtkGhostType") == 0) continue;
    if (only != nullptr) names += fmt::format(", '{}'", array->GetName());
    if (only == nullptr) names = fmt::format("'{}'", array->GetName());
    only = only == nullptr ? array : only;
  }
  if (names.find(',') != std::string::npos)
    throw InputError(fmt::format("'{}' holds several arrays and none of them is marked as its scalars: {}; keep one",
                                 file.string(), names));
  return only;
}

/// \param reader of a vtkImageData, its file's name set
void read_grid(const std::filesystem::path& file, vtkAlgorithm* reader, ImageOutlet& outlet) {
  VtkErrors errors(reader);
  VtkErrors executive_errors(reader->GetExecutive());
  const VtkShortReads short_reads;
  reader->UpdateInformation();
  const auto damaged = [&] {
    return InputError(
        fmt::format("'{}' cannot be read as VTK image: the file is damaged or of another kind", file.string()));
  };
  if (errors.caught() || executive_errors.caught()) throw damaged();
  // Before the arrays are made: what the header says against what there can be.
  int extent[6]{};
  reader->GetOutputInformation(0)->Get(vtkStreamingDemandDrivenPipeline::WHOLE_EXTENT(), extent);
  Image promised;
  for (int axis = 0; axis < 3; ++axis) {
    const double n = static_cast<double>(extent[2 * axis + 1]) - extent[2 * axis] + 1.0;
    if (!(n >= 1.0) || n > 1e9) throw damaged();
    promised.extent[axis] = static_cast<int>(n);
  }
  require_data(file, promised, 0.25, most_unpacked_per_byte * static_cast<double>(std::filesystem::file_size(file)));

  reader->Update();
  auto* grid = vtkImageData::SafeDownCast(reader->GetOutputDataObject(0));
  if (short_reads.any() || errors.caught() || executive_errors.caught() || grid == nullptr) throw damaged();
  vtkDataArray* at_points = scalars_of(file, grid->GetPointData());
  vtkDataArray* values = at_points != nullptr ? at_points : scalars_of(file, grid->GetCellData());
  if (values == nullptr) throw InputError(fmt::format("'{}' holds no values, only a grid", file.string()));
  Image image;
  grid->GetExtent(extent);
  double origin[3], spacing[3];
  grid->GetOrigin(origin);
  grid->GetSpacing(spacing);
  for (int axis = 0; axis < 3; ++axis) {
    // Values belong to points, or to the cells between them.
    image.extent[axis] = extent[2 * axis + 1] - extent[2 * axis] + (at_points != nullptr ? 1 : 0);
    for (int c = 0; c < 3; ++c) image.step[axis][c] = grid->GetDirectionMatrix()->GetElement(c, axis) * spacing[axis];
  }
  for (int c = 0; c < 3; ++c) {
    image.first[c] = origin[c];
    for (int axis = 0; axis < 3; ++axis)
      image.first[c] += (extent[2 * axis] + (at_points != nullptr ? 0.0 : 0.5)) * image.step[axis][c];
  }
  require_place(file, image);
  outlet.place(image);
  put_values(file, values, image, 1.0, 0.0, outlet);
}

}  // namespace

void read_vti(const std::filesystem::path& file, ImageOutlet& outlet) {
  vtkNew<vtkXMLImageDataReader> reader;
  reader->SetFileName(file.c_str());
  read_grid(file, reader, outlet);
}

void read_legacy_image(const std::filesystem::path& file, ImageOutlet& outlet) {
  vtkNew<vtkStructuredPointsReader> reader;
  reader->SetFileName(file.c_str());
  read_grid(file, reader, outlet);
}

}  // namespace howship
