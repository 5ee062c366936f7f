#include "host/geometry/surface_files.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <vtkAbstractPolyDataReader.h>
#include <vtkCellArray.h>
#include <vtkCleanPolyData.h>
#include <vtkExecutive.h>
#include <vtkFieldData.h>
#include <vtkFloatArray.h>
#include <vtkInformation.h>
#include <vtkNew.h>
#include <vtkOBJReader.h>
#include <vtkPLYReader.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkPolyDataReader.h>
#include <vtkSTLReader.h>
#include <vtkSmartPointer.h>
#include <vtkStringArray.h>
#include <vtkTriangleFilter.h>
#include <vtkXMLPolyDataReader.h>
#include <vtkXMLPolyDataWriter.h>

#include "howship/error.hpp"

#include "host/geometry/input_file.hpp"
#include "host/geometry/reader_process.hpp"
#include "host/geometry/vtk_errors.hpp"
#include "host/geometry/vtk_surface.hpp"

namespace howship {

namespace {

constexpr double thickest_shell = 50.0;  // as of a case [mm]

vtkSmartPointer<vtkAlgorithm> reader_of(const std::filesystem::path& file) {
  const std::string extension = lower_extension(file);
  const std::string name = file.string();
  const auto with_name = [&](auto reader) -> vtkSmartPointer<vtkAlgorithm> {
    reader->SetFileName(name.c_str());
    return reader;
  };
  if (extension == ".stl") return with_name(vtkSmartPointer<vtkSTLReader>::New());
  if (extension == ".obj") return with_name(vtkSmartPointer<vtkOBJReader>::New());
  if (extension == ".ply") return with_name(vtkSmartPointer<vtkPLYReader>::New());
  if (extension == ".vtp") return with_name(vtkSmartPointer<vtkXMLPolyDataReader>::New());
  if (extension == ".vtk") return with_name(vtkSmartPointer<vtkPolyDataReader>::New());
  throw InputError(
      fmt::format("'{}' is no surface file: its extension '{}' is none of .stl .obj .ply .vtp .vtk", name, extension));
}

/// \throws InputError when a binary STL file is shorter than it says. VTK takes what there is.
void require_whole_stl(const std::filesystem::path& file) {
  constexpr std::uintmax_t head = 84;
  constexpr std::uintmax_t per_triangle = 50;
  std::array<unsigned char, head> bytes{};
  std::ifstream in(file, std::ios::binary);
  in.read(reinterpret_cast<char*>(bytes.data()), head);
  // Titles of binary files begin with "solid" as well, but their count has a zero in it.
  const bool text = std::equal(bytes.begin(), bytes.begin() + 5, "solid") &&
                    std::find(bytes.begin(), bytes.end(), '\0') == bytes.end();
  const std::uintmax_t size = std::filesystem::file_size(file);
  const std::uintmax_t triangles = bytes[80] | bytes[81] << 8 | bytes[82] << 16 | std::uintmax_t{bytes[83]} << 24;
  if (text || size >= head + per_triangle * triangles) return;
  throw InputError(fmt::format(
      "'{}' cannot be read as a stl surface: it says that it holds {} triangles, which take {} bytes, but has "
      "{}; it is cut off or damaged: export or copy it again",
      file.string(), triangles, head + per_triangle * triangles, size));
}

/// What stands after "SPACE=" near the beginning of a file: 3D Slicer writes it into titles and comments.
std::string frame_in_head(const std::filesystem::path& file) {
  std::string head(1000, '\0');
  std::ifstream(file, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
  for (const char* frame : {"LPS", "RAS"})
    if (head.find(std::string("SPACE=") + frame) != std::string::npos) return frame;
  return "";
}

std::string frame_in_field_data(vtkPolyData* polygons) {
  auto* space = vtkStringArray::SafeDownCast(polygons->GetFieldData()->GetAbstractArray("SPACE"));
  if (space == nullptr || space->GetNumberOfValues() != 1) return "";
  const std::string frame = space->GetValue(0);
  return frame == "LPS" || frame == "RAS" ? frame : "";
}

/// \throws InputError when a polygon uses a point that does not exist, where VTK's filters would read anywhere, or one
///   that is not finite
void require_valid_cells(const std::filesystem::path& file, vtkPolyData* polygons) {
  for (vtkCellArray* cells : {polygons->GetPolys(), polygons->GetStrips()}) {
    vtkIdType corners = 0;
    const vtkIdType* ids = nullptr;
    for (cells->InitTraversal(); cells->GetNextCell(corners, ids) != 0;)
      for (vtkIdType i = 0; i < corners; ++i) {
        if (ids[i] < 0 || ids[i] >= polygons->GetNumberOfPoints())
          throw InputError(fmt::format("'{}' is damaged: a polygon uses point {} of {}", file.string(), ids[i],
                                       polygons->GetNumberOfPoints()));
        Vec3 p{};
        polygons->GetPoint(ids[i], p.data());
        if (!(std::isfinite(p[0]) && std::isfinite(p[1]) && std::isfinite(p[2])))
          throw InputError(fmt::format("'{}' has a point that is not finite: number {}", file.string(), ids[i]));
      }
  }
}

/// Thickness of the shell at each point of the surface, when the file has it; points were merged and put in another
/// order since. Empty otherwise.
std::vector<float> thickness_at(const Surface& surface, vtkPolyData* polygons) {
  vtkDataArray* array = polygons->GetPointData()->GetArray(thickness_array);
  if (array == nullptr || array->GetNumberOfComponents() != 1 ||
      array->GetNumberOfTuples() != polygons->GetNumberOfPoints())
    return {};
  std::map<Vec3, float> at;
  for (vtkIdType i = 0; i < polygons->GetNumberOfPoints(); ++i) {
    const double value = array->GetTuple1(i);
    if (!(value >= 0.0 && value <= thickest_shell)) return {};
    Vec3 p{};
    polygons->GetPoint(i, p.data());
    at.emplace(p, static_cast<float>(value));
  }
  std::vector<float> thickness;
  thickness.reserve(surface.points.size());
  for (const Vec3& p : surface.points) {
    const auto found = at.find(p);
    if (found == at.end()) return {};
    thickness.push_back(found->second);
  }
  return thickness;
}

SurfaceFile read_with_vtk(const std::filesystem::path& file) {
  const auto reader = reader_of(file);
  if (lower_extension(file) == ".stl") require_whole_stl(file);
  VtkErrors read_errors(reader);
  VtkErrors executive_errors(reader->GetExecutive());
  const VtkShortReads short_reads;
  reader->Update();
  auto* polygons = vtkPolyData::SafeDownCast(reader->GetOutputDataObject(0));
  if (short_reads.any() || read_errors.caught() || executive_errors.caught() || polygons == nullptr)
    throw InputError(fmt::format("'{}' cannot be read as a {} surface: the file is damaged or of another kind",
                                 file.string(), lower_extension(file).substr(1)));
  if (polygons->GetNumberOfPoints() == 0 || polygons->GetNumberOfPolys() + polygons->GetNumberOfStrips() == 0)
    throw InputError(
        fmt::format("'{}' holds no triangles or polygons; export the bone as a closed surface", file.string()));
  require_valid_cells(file, polygons);

  // Attributes do not matter here, and differing ones would keep coinciding points apart.
  vtkNew<vtkPolyData> bare;
  bare->SetPoints(polygons->GetPoints());
  bare->SetPolys(polygons->GetPolys());
  bare->SetStrips(polygons->GetStrips());
  vtkNew<vtkTriangleFilter> triangles;
  triangles->PassVertsOff();
  triangles->PassLinesOff();
  triangles->SetInputData(bare);
  vtkNew<vtkCleanPolyData> merged;
  merged->ToleranceIsAbsoluteOn();
  merged->SetAbsoluteTolerance(0.0);
  merged->PointMergingOn();
  merged->SetInputConnection(triangles->GetOutputPort());
  merged->Update();

  SurfaceFile result;
  result.frame = frame_in_head(file);
  if (result.frame.empty()) result.frame = frame_in_field_data(polygons);
  result.surface = surface_of(merged->GetOutput());
  result.surface.cortical_thickness = thickness_at(result.surface, polygons);
  if (result.surface.triangles.empty())
    throw InputError(
        fmt::format("'{}' holds no triangles with an area; export the bone as a closed surface", file.string()));
  result.collapsed =
      static_cast<std::size_t>(triangles->GetOutput()->GetNumberOfPolys()) - result.surface.triangles.size();
  return result;
}

}  // namespace

SurfaceFile read_surface_file(const std::filesystem::path& file) {
  reader_of(file);
  require_readable(file, "surface file");
  Parcel parcel = read_apart(file, fmt::format("a {} surface", lower_extension(file).substr(1)), [&](Parcel& put) {
    const SurfaceFile read = read_with_vtk(file);
    put.put(read.surface.points);
    put.put(read.surface.triangles);
    put.put(read.surface.cortical_thickness);
    put.put(read.frame);
    put.put(read.collapsed);
  });
  SurfaceFile result;
  result.surface.points = parcel.take_all<Vec3>();
  result.surface.triangles = parcel.take_all<std::array<std::int32_t, 3>>();
  result.surface.cortical_thickness = parcel.take_all<float>();
  result.frame = parcel.take_text();
  result.collapsed = parcel.take<std::size_t>();
  return result;
}

void write_surface(const std::filesystem::path& file, const Surface& surface) {
  const auto polygons = polygons_of(surface);
  if (!surface.cortical_thickness.empty()) {
    vtkNew<vtkFloatArray> thickness;
    thickness->SetName(thickness_array);
    thickness->SetNumberOfTuples(polygons->GetNumberOfPoints());
    std::copy(surface.cortical_thickness.begin(), surface.cortical_thickness.end(), thickness->GetPointer(0));
    thickness->GetInformation()->Set(vtkDataArray::UNITS_LABEL(), "mm");
    polygons->GetPointData()->AddArray(thickness);
  }
  vtkNew<vtkXMLPolyDataWriter> writer;
  VtkErrors errors(writer);
  writer->SetFileName(file.c_str());
  writer->SetInputData(polygons);
  writer->SetDataModeToAppended();
  writer->EncodeAppendedDataOff();
  if (writer->Write() == 0 || errors.caught() || writer->GetErrorCode() != 0)
    throw FileError(
        fmt::format("'{}' cannot be written; make its folder first or choose another with -o", file.string()));
}

}  // namespace howship
