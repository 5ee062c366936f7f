#include "host/io/vti_reader.hpp"

#include <fmt/format.h>
#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkDataSetAttributes.h>
#include <vtkFieldData.h>
#include <vtkImageData.h>
#include <vtkInformation.h>
#include <vtkInformationStringKey.h>
#include <vtkNew.h>
#include <vtkXMLImageDataReader.h>

#include "howship/error.hpp"

#include "host/io/image_grid.hpp"

namespace howship {
namespace {

ImageFile::Array array_of(vtkDataArray* source) {
  ImageFile::Array array;
  if (source->HasInformation() && source->GetInformation()->Has(vtkDataArray::UNITS_LABEL())) {
    array.unit = source->GetInformation()->Get(vtkDataArray::UNITS_LABEL());
  }
  array.values.reserve(static_cast<std::size_t>(source->GetNumberOfTuples()));
  for (vtkIdType i = 0; i < source->GetNumberOfTuples(); ++i) array.values.push_back(source->GetTuple1(i));
  return array;
}

}  // namespace

ImageFile read_vti(const std::filesystem::path& file) {
  vtkNew<vtkXMLImageDataReader> reader;
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown) || reader->CanReadFile(file.c_str()) == 0) {
    throw FileError(fmt::format("{}: is no readable .vti file; give the path of a snapshot", file.string()));
  }
  reader->SetFileName(file.c_str());
  reader->Update();
  if (reader->GetErrorCode() != 0) throw FileError(fmt::format("{}: is damaged; write it again", file.string()));

  vtkImageData* image = reader->GetOutput();
  ImageFile result;
  result.grid = grid_of(image);
  if (vtkDataArray* time = image->GetFieldData()->GetArray("TimeValue")) result.time = time->GetTuple1(0);
  for (int i = 0; i < image->GetCellData()->GetNumberOfArrays(); ++i) {
    vtkDataArray* array = image->GetCellData()->GetArray(i);
    if (array == nullptr || array->GetName() == nullptr) continue;
    if (array->GetName() != std::string(vtkDataSetAttributes::GhostArrayName())) {
      result.arrays[array->GetName()] = array_of(array);
    }
  }
  if (image->HasAnyBlankCells()) {
    const vtkIdType cells = image->GetNumberOfCells();
    for (vtkIdType i = 0; i < cells; ++i) result.hidden.push_back(image->IsCellVisible(i) != 0 ? 0 : 1);
  }
  return result;
}

}  // namespace howship
