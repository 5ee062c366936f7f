#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkCellTypes.h>
#include <vtkDataArray.h>
#include <vtkExecutive.h>
#include <vtkIdTypeArray.h>
#include <vtkPoints.h>
#include <vtkSmartPointer.h>
#include <vtkUnsignedCharArray.h>
#include <vtkUnstructuredGrid.h>
#include <vtkUnstructuredGridReader.h>
#include <vtkXMLUnstructuredGridReader.h>

#include "howship/error.hpp"

#include "host/geometry/cell_shapes.hpp"
#include "host/geometry/input_file.hpp"
#include "host/geometry/length_unit.hpp"
#include "host/geometry/reader_process.hpp"
#include "host/geometry/volume_mesh.hpp"
#include "host/geometry/vtk_errors.hpp"

namespace howship {

namespace {

/// Sizes beyond this are damage, whatever the unit: products of them must stay numbers [mm].
constexpr double largest_coordinate = 1e9;

[[noreturn]] void refuse(const std::filesystem::path& file, std::string what) {
  // Names in a damaged file may hold anything, and an error is one line.
  for (char& c : what)
    if (static_cast<unsigned char>(c) < ' ') c = '?';
  throw InputError(fmt::format("'{}' {}; the file is damaged or of another kind", file.string(), what));
}

/// Name of a scalar type in VTK's XML files.
const char* type_name(int vtk_type, int bytes) {
  switch (vtk_type) {
    case VTK_FLOAT:
      return "Float32";
    case VTK_DOUBLE:
      return "Float64";
    case VTK_BIT:
    case VTK_UNSIGNED_CHAR:
      return "UInt8";
    case VTK_UNSIGNED_SHORT:
      return "UInt16";
    case VTK_UNSIGNED_INT:
      return "UInt32";
    case VTK_UNSIGNED_LONG:
    case VTK_UNSIGNED_LONG_LONG:
      return bytes == 4 ? "UInt32" : "UInt64";
    default:
      return bytes == 1 ? "Int8" : bytes == 2 ? "Int16" : bytes == 4 ? "Int32" : "Int64";
  }
}

vtkSmartPointer<vtkUnstructuredGrid> read_grid(const std::filesystem::path& file, const std::string& kind) {
  const std::string name = file.string();
  vtkSmartPointer<vtkAlgorithm> reader;
  if (lower_extension(file) == ".vtu") {
    const auto xml = vtkSmartPointer<vtkXMLUnstructuredGridReader>::New();
    xml->SetFileName(name.c_str());
    reader = xml;
  } else {
    const auto legacy = vtkSmartPointer<vtkUnstructuredGridReader>::New();
    legacy->SetFileName(name.c_str());
    legacy->ReadAllScalarsOn();
    legacy->ReadAllVectorsOn();
    legacy->ReadAllNormalsOn();
    legacy->ReadAllTensorsOn();
    legacy->ReadAllColorScalarsOn();
    legacy->ReadAllTCoordsOn();
    legacy->ReadAllFieldsOn();
    reader = legacy;
  }
  VtkErrors read_errors(reader);
  VtkErrors executive_errors(reader->GetExecutive());
  const VtkShortReads short_reads;
  reader->Update();
  auto* grid = vtkUnstructuredGrid::SafeDownCast(reader->GetOutputDataObject(0));
  if (short_reads.any() || read_errors.caught() || executive_errors.caught() || grid == nullptr)
    refuse(file, "cannot be read as " + kind);
  if (grid->GetPoints() == nullptr || grid->GetCells() == nullptr || grid->GetNumberOfCells() == 0)
    throw InputError(fmt::format("'{}' holds no cells; export the bone as a volume mesh", name));
  return grid;
}

/// Where the nodes of each cell begin, checked: readers hand over what the file says.
std::vector<std::int64_t> checked_offsets(const std::filesystem::path& file, vtkUnstructuredGrid* grid) {
  vtkCellArray* const cells = grid->GetCells();
  cells->ConvertTo64BitStorage();
  const vtkIdType count = cells->GetNumberOfCells();
  const auto* const types = grid->GetCellTypesArray();
  if (types == nullptr || types->GetNumberOfTuples() != count)
    refuse(file, "does not say the type of each of its cells");
  const auto* const begins = cells->GetOffsetsArray64();
  const vtkIdType length = cells->GetConnectivityArray64()->GetNumberOfValues();
  std::vector<std::int64_t> offsets(static_cast<std::size_t>(count) + 1);
  for (vtkIdType c = 0; c <= count; ++c) offsets[static_cast<std::size_t>(c)] = begins->GetValue(c);
  if (offsets.front() != 0 || !std::is_sorted(offsets.begin(), offsets.end()) || offsets.back() > length)
    refuse(file, "has cells whose lists of points do not follow one another");
  return offsets;
}

void put_points(const std::filesystem::path& file, vtkUnstructuredGrid* grid, Parcel& parcel) {
  vtkPoints* const points = grid->GetPoints();
  if (points->GetNumberOfPoints() > std::numeric_limits<std::int32_t>::max())
    throw InputError(fmt::format("'{}' has {} points, more than are read", file.string(), points->GetNumberOfPoints()));
  std::vector<Vec3> values(static_cast<std::size_t>(points->GetNumberOfPoints()));
  for (std::size_t i = 0; i < values.size(); ++i) points->GetPoint(static_cast<vtkIdType>(i), values[i].data());
  parcel.put(points->GetDataType() == VTK_FLOAT);
  parcel.put(values);
}

void put_cell_data(const std::filesystem::path& file, vtkUnstructuredGrid* grid, const std::vector<vtkIdType>& kept,
                   Parcel& parcel) {
  std::vector<vtkDataArray*> arrays;
  vtkCellData* const data = grid->GetCellData();
  for (int a = 0; a < data->GetNumberOfArrays(); ++a)
    if (vtkDataArray* const array = data->GetArray(a); array != nullptr && array->GetNumberOfComponents() > 0)
      arrays.push_back(array);
  parcel.put(arrays.size());
  int unnamed = 0;
  for (vtkDataArray* const array : arrays) {
    const std::string name = array->GetName() != nullptr && array->GetName()[0] != '\0'
                                 ? array->GetName()
                                 : fmt::format("array_{}", ++unnamed);
    if (array->GetNumberOfTuples() != grid->GetNumberOfCells())
      refuse(file, fmt::format("has a cell array '{}' of {} entries for {} cells", name, array->GetNumberOfTuples(),
                               grid->GetNumberOfCells()));
    const int components = array->GetNumberOfComponents();
    std::vector<double> values;
    values.reserve(kept.size() * static_cast<std::size_t>(components));
    for (const vtkIdType cell : kept)
      for (int k = 0; k < components; ++k) values.push_back(array->GetComponent(cell, k));
    parcel.put(name);
    parcel.put(std::string(type_name(array->GetDataType(), array->GetDataTypeSize())));
    parcel.put(components);
    parcel.put(values);
  }
}

/// Reads with VTK and hands over what VolumeMesh holds, in units of the file.
void read_into(const std::filesystem::path& file, const std::string& kind, Parcel& parcel) {
  const auto grid = read_grid(file, kind);
  const std::vector<std::int64_t> offsets = checked_offsets(file, grid);
  const auto* const nodes = grid->GetCells()->GetConnectivityArray64();
  const vtkIdType points = grid->GetPoints()->GetNumberOfPoints();

  std::vector<std::uint8_t> types;
  std::vector<std::int64_t> begins{0};
  std::vector<std::int32_t> corners;
  std::vector<vtkIdType> kept;
  std::map<std::string, std::size_t> left_out;
  for (vtkIdType cell = 0; cell < grid->GetNumberOfCells(); ++cell) {
    const std::uint8_t type = grid->GetCellTypesArray()->GetValue(cell);
    const std::int64_t first = offsets[static_cast<std::size_t>(cell)];
    const std::int64_t last = offsets[static_cast<std::size_t>(cell) + 1];
    for (std::int64_t n = first; n < last; ++n)
      if (nodes->GetValue(n) < 0 || nodes->GetValue(n) >= points)
        refuse(file, fmt::format("has a cell, number {}, with point {}, but only {} points", cell, nodes->GetValue(n),
                                 points));
    if (shape_of(type) == nullptr) {
      const char* const known = vtkCellTypes::GetClassNameFromTypeId(type);
      const std::string name = known != nullptr ? known : "";
      ++left_out[name.rfind("vtk", 0) == 0 ? name.substr(3) : fmt::format("type {}", type)];
      continue;
    }
    const PointCount count = points_of_type(type);
    if (count.open_ended ? last - first < count.least : last - first != count.least)
      refuse(file, fmt::format("has a cell, number {}, of type {} with {} points instead of {}", cell, type,
                               last - first, count.least));
    types.push_back(type);
    for (std::int64_t n = first; n < last; ++n) corners.push_back(static_cast<std::int32_t>(nodes->GetValue(n)));
    begins.push_back(static_cast<std::int64_t>(corners.size()));
    kept.push_back(cell);
  }
  std::string others;
  for (const auto& [name, count] : left_out) others += fmt::format("{}{} {}", others.empty() ? "" : ", ", count, name);
  if (types.empty())
    throw InputError(
        fmt::format("'{}' holds no tetrahedra, hexahedra, wedges or pyramids, only {}; export the bone as a "
                    "volume mesh, or its closed surface as .vtp",
                    file.string(), others));
  parcel.put(types);
  parcel.put(begins);
  parcel.put(corners);
  parcel.put(others);
  put_points(file, grid, parcel);
  put_cell_data(file, grid, kept, parcel);
}

/// Longest side of the box around the cells. \throws InputError
double checked_size(const std::filesystem::path& file, const VolumeMesh& mesh) {
  for (const Vec3& p : mesh.points)
    for (const double x : p)
      if (!std::isfinite(x)) throw InputError(fmt::format("'{}' has a point that is not finite", file.string()));
  Vec3 least = mesh.points[mesh.corners.front()];
  Vec3 most = least;
  for (const std::int32_t corner : mesh.corners)
    for (int axis = 0; axis < 3; ++axis) {
      least[axis] = std::min(least[axis], mesh.points[corner][axis]);
      most[axis] = std::max(most[axis], mesh.points[corner][axis]);
    }
  double size = 0.0;
  for (int axis = 0; axis < 3; ++axis) {
    if (std::max(-least[axis], most[axis]) > largest_coordinate)
      refuse(file, fmt::format("has points as far out as {:.3g} mm", std::max(-least[axis], most[axis])));
    size = std::max(size, most[axis] - least[axis]);
  }
  return size;
}

/// Tells of cells whose corners stand in the wrong order or enclose nothing. \throws InputError when all do
void judge_cells(const std::filesystem::path& file, VolumeMesh& mesh) {
  std::size_t inverted = 0;
  std::size_t flat = 0;
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) {
    const double volume = signed_volume(mesh, triangles_of(mesh, cell));
    // Wedges are listed in either order by different programs.
    if (volume < 0.0 && shape_of(mesh.types[cell])->corners != 6) ++inverted;
    if (volume == 0.0) ++flat;
  }
  if (flat == mesh.cells())
    throw InputError(fmt::format("the {} cells of '{}' enclose nothing: the corners of each lie in one plane",
                                 mesh.cells(), file.string()));
  if (inverted > 0)
    mesh.warnings.push_back(fmt::format("{} of the {} cells of '{}' are inside out; took them as what they enclose",
                                        inverted, mesh.cells(), file.string()));
  if (flat > 0)
    mesh.warnings.push_back(fmt::format("{} of the {} cells of '{}' enclose nothing: their corners lie in one plane",
                                        flat, mesh.cells(), file.string()));
}

}  // namespace

const VolumeMesh::Array* VolumeMesh::find(const std::string& name) const {
  const auto found = std::find_if(cell_data.begin(), cell_data.end(), [&](const Array& a) { return a.name == name; });
  return found == cell_data.end() ? nullptr : &*found;
}

VolumeMesh read_volume_mesh(const std::filesystem::path& file, double length_unit_mm, bool length_unit_given) {
  const std::string extension = lower_extension(file);
  if (extension != ".vtu" && extension != ".vtk")
    throw InputError(
        fmt::format("'{}' is no volume mesh file: its extension '{}' is none of .vtu .vtk", file.string(), extension));
  require_readable(file, "volume mesh");
  const std::string kind = fmt::format("a {} volume mesh", extension == ".vtu" ? "VTU" : "VTK");
  Parcel parcel = read_apart(file, kind, [&](Parcel& out) { read_into(file, kind, out); });

  VolumeMesh mesh;
  mesh.length_unit_mm = length_unit_mm;
  mesh.types = parcel.take_all<std::uint8_t>();
  mesh.begins = parcel.take_all<std::int64_t>();
  mesh.corners = parcel.take_all<std::int32_t>();
  const std::string left_out = parcel.take_text();
  mesh.single_precision = parcel.take<bool>();
  mesh.points = parcel.take_all<Vec3>();
  mesh.cell_data.resize(parcel.take<std::size_t>());
  for (VolumeMesh::Array& array : mesh.cell_data) {
    array.name = parcel.take_text();
    array.type = parcel.take_text();
    array.components = parcel.take<int>();
    array.values = parcel.take_all<double>();
  }
  if (!left_out.empty())
    mesh.warnings.push_back(fmt::format(
        "left out cells of '{}' that are no tetrahedra, hexahedra, wedges or pyramids: {}", file.string(), left_out));
  for (Vec3& p : mesh.points)
    for (double& x : p) x *= length_unit_mm;
  const double size = checked_size(file, mesh);
  if (!length_unit_given) require_plausible_unit(file, size);
  judge_cells(file, mesh);
  return mesh;
}

std::vector<double> cell_volumes(const VolumeMesh& mesh) {
  std::vector<double> volumes(mesh.cells());
  for (std::size_t cell = 0; cell < volumes.size(); ++cell)
    volumes[cell] = std::abs(signed_volume(mesh, triangles_of(mesh, cell)));
  return volumes;
}

}  // namespace howship
