#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

#include <fmt/format.h>
#include <vtkCallbackCommand.h>
#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkDataArraySelection.h>
#include <vtkDataObject.h>
#include <vtkDataSetAttributes.h>
#include <vtkExecutive.h>
#include <vtkImageData.h>
#include <vtkInformation.h>
#include <vtkInformationStringKey.h>
#include <vtkNew.h>
#include <vtkStreamingDemandDrivenPipeline.h>
#include <vtkUnsignedCharArray.h>
#include <vtkXMLImageDataReader.h>

#include "howship/error.hpp"

#include "host/geometry/reader_process.hpp"
#include "host/io/image_grid.hpp"
#include "host/view/snapshot_voxels.hpp"

namespace howship {
namespace {

constexpr const char* share_array = "volume_fraction";
constexpr double most_unpacked_per_byte = 1032.0;  // of zlib

VoxelValues values_of(vtkDataArray* array) {
  VoxelValues result;
  if (array->HasInformation() && array->GetInformation()->Has(vtkDataArray::UNITS_LABEL())) {
    result.unit = array->GetInformation()->Get(vtkDataArray::UNITS_LABEL());
  }
  const auto count = static_cast<std::size_t>(array->GetNumberOfTuples());
  result.values.resize(count);
  if (array->GetDataType() == VTK_FLOAT && array->GetNumberOfComponents() == 1) {
    const float* from = static_cast<const float*>(array->GetVoidPointer(0));
    std::copy(from, from + count, result.values.begin());
  } else {
    for (std::size_t n = 0; n < count; ++n)
      result.values[n] = static_cast<float>(array->GetComponent(static_cast<vtkIdType>(n), 0));
  }
  return result;
}

/// Hears the errors of an object and keeps VTK from printing them.
void mute(vtkObject* object) {
  vtkNew<vtkCallbackCommand> unheard;
  unheard->SetCallback([](vtkObject*, unsigned long, void*, void*) {});
  object->AddObserver(vtkCommand::ErrorEvent, unheard);
  object->AddObserver(vtkCommand::WarningEvent, unheard);
}

/// Whether a header tells of voxels that there can be in a file of this size: what it says is made room for.
bool is_possible(vtkInformation* header, double bytes) {
  int extent[6]{};
  Vec3 origin{}, spacing{1, 1, 1};
  header->Get(vtkStreamingDemandDrivenPipeline::WHOLE_EXTENT(), extent);
  header->Get(vtkDataObject::ORIGIN(), origin.data());
  header->Get(vtkDataObject::SPACING(), spacing.data());
  double cells = 1;
  for (int axis = 0; axis < 3; ++axis) {
    const auto a = static_cast<std::size_t>(axis);
    const double along = static_cast<double>(extent[2 * axis + 1]) - extent[2 * axis];
    if (!(along >= 1 && spacing[a] > 0 && std::isfinite(spacing[a]) && std::isfinite(origin[a]))) return false;
    cells *= along;
  }
  return cells <= most_unpacked_per_byte * bytes;
}

[[noreturn]] void refuse(const std::filesystem::path& file) {
  throw FileError(fmt::format("{}: is no readable .vti file; give the path of a snapshot", file.string()));
}

/// Gives a reader its file, and has it say nothing by itself. \throws FileError when it is no .vti file
void open(vtkXMLImageDataReader* reader, const std::filesystem::path& file) {
  mute(reader);
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(file, unknown) || reader->CanReadFile(file.c_str()) == 0) refuse(file);
  reader->SetFileName(file.c_str());
}

/// Reads with VTK and hands over what SnapshotVoxels holds.
void read_into(const std::filesystem::path& file, const std::vector<std::string>& wanted, Parcel& parcel) {
  vtkNew<vtkXMLImageDataReader> reader;
  open(reader, file);
  const auto require_sound = [&](bool sound) {
    if (!sound || reader->GetErrorCode() != 0) {
      throw FileError(fmt::format("{}: is damaged; write it again", file.string()));
    }
  };
  require_sound(reader->GetExecutive()->UpdateInformation() != 0);
  std::error_code unknown;
  const auto bytes = static_cast<double>(std::filesystem::file_size(file, unknown));
  require_sound(!unknown && is_possible(reader->GetOutputInformation(0), bytes));
  vtkDataArraySelection* selection = reader->GetCellDataArraySelection();
  const bool has_share = selection->ArrayExists(share_array) != 0;
  selection->DisableAllArrays();
  for (const std::string& name : wanted) {
    if (selection->ArrayExists(name.c_str()) != 0) selection->EnableArray(name.c_str());
  }
  selection->EnableArray(share_array);
  selection->EnableArray(vtkDataSetAttributes::GhostArrayName());
  if (!has_share) {
    throw FileError(
        fmt::format("{}: has no cell array {}, so it does not say where the bone is; give a snapshot of a "
                    "run",
                    file.string(), share_array));
  }
  require_sound(reader->GetExecutive()->Update() != 0);
  vtkImageData* image = reader->GetOutput();
  vtkCellData* cells = image->GetCellData();
  const vtkIdType count = image->GetNumberOfCells();
  require_sound(cells->GetArray(share_array) != nullptr && count > 0);
  for (int a = 0; a < cells->GetNumberOfArrays(); ++a)
    require_sound(cells->GetAbstractArray(a)->GetNumberOfTuples() == count);

  SnapshotVoxels voxels;
  voxels.grid = grid_of(image);
  for (const std::string& name : wanted) {
    if (vtkDataArray* array = cells->GetArray(name.c_str())) voxels.arrays[name] = values_of(array);
  }
  voxels.share = values_of(cells->GetArray(share_array)).values;
  require_sound(std::all_of(voxels.share.begin(), voxels.share.end(), [](float s) { return std::isfinite(s); }));
  if (vtkUnsignedCharArray* ghosts = image->GetCellGhostArray()) {
    for (std::size_t n = 0; n < voxels.share.size(); ++n) {
      if ((ghosts->GetValue(static_cast<vtkIdType>(n)) & vtkDataSetAttributes::HIDDENCELL) != 0) voxels.share[n] = 0;
    }
  }
  if (std::none_of(voxels.share.begin(), voxels.share.end(), [](float s) { return s > 0; })) {
    throw FileError(fmt::format("{}: holds no bone; give a snapshot of a run", file.string()));
  }
  parcel.put(voxels.grid);
  parcel.put(voxels.share);
  parcel.put(voxels.arrays.size());
  for (const auto& [name, array] : voxels.arrays) {
    parcel.put(name);
    parcel.put(array.unit);
    parcel.put(array.values);
  }
}

void put_names(const std::filesystem::path& file, Parcel& parcel) {
  vtkNew<vtkXMLImageDataReader> reader;
  open(reader, file);
  if (reader->GetExecutive()->UpdateInformation() == 0 || reader->GetErrorCode() != 0) refuse(file);
  vtkDataArraySelection* arrays = reader->GetCellDataArraySelection();
  parcel.put(static_cast<std::size_t>(arrays->GetNumberOfArrays()));
  for (int i = 0; i < arrays->GetNumberOfArrays(); ++i) parcel.put(std::string(arrays->GetArrayName(i)));
}

/// A folder may come from anywhere: its snapshots are read where damage can only end the reading.
Parcel read_in_its_own_process(const std::filesystem::path& file, const std::function<void(Parcel&)>& read) {
  try {
    return read_apart(file, "a snapshot", read);
  } catch (const InputError&) {
    throw FileError(fmt::format("{}: is damaged; write it again", file.string()));
  }
}

}  // namespace

SnapshotVoxels read_snapshot(const std::filesystem::path& file, const std::vector<std::string>& wanted) {
  Parcel parcel = read_in_its_own_process(file, [&](Parcel& into) { read_into(file, wanted, into); });
  SnapshotVoxels voxels;
  voxels.grid = parcel.take<Grid>();
  voxels.share = parcel.take_all<float>();
  for (auto arrays = parcel.take<std::size_t>(); arrays > 0; --arrays) {
    const std::string name = parcel.take_text();
    VoxelValues& array = voxels.arrays[name];
    array.unit = parcel.take_text();
    array.values = parcel.take_all<float>();
  }
  return voxels;
}

std::vector<std::string> snapshot_arrays(const std::filesystem::path& file) {
  Parcel parcel = read_in_its_own_process(file, [&](Parcel& into) { put_names(file, into); });
  std::vector<std::string> names(parcel.take<std::size_t>());
  for (std::string& name : names) name = parcel.take_text();
  return names;
}

}  // namespace howship
