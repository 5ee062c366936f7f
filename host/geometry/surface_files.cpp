#include "host/geometry/surface_files.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>
#include <vtkAbstractPolyDataReader.h>
#include <vtkCellArray.h>
#include <vtkCleanPolyData.h>
#include <vtkExecutive.h>
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
#include <vtkTriangleFilter.h>
#include <vtkXMLPolyDataReader.h>
#include <vtkXMLPolyDataWriter.h>

#include "howship/error.hpp"

#include "host/geometry/input_file.hpp"
#include "host/geometry/vtk_errors.hpp"

namespace howship {

namespace {

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

}  // namespace

Surface load_surface(const std::filesystem::path& file) {
  const auto reader = reader_of(file);
  require_readable(file, "surface file");
  vtkNew<vtkTriangleFilter> triangles;
  triangles->PassVertsOff();
  triangles->PassLinesOff();
  vtkNew<vtkCleanPolyData> merged;
  merged->ToleranceIsAbsoluteOn();
  merged->SetAbsoluteTolerance(0.0);
  merged->PointMergingOn();
  VtkErrors read_errors(reader);
  VtkErrors executive_errors(reader->GetExecutive());
  reader->Update();
  auto* polygons = vtkPolyData::SafeDownCast(reader->GetOutputDataObject(0));
  if (read_errors.caught() || executive_errors.caught() || polygons == nullptr)
    throw InputError(fmt::format("'{}' cannot be read as a {} surface: the file is damaged or of another kind",
                                 file.string(), lower_extension(file).substr(1)));
  // Attributes do not matter here, and differing ones would keep coinciding points apart.
  vtkNew<vtkPolyData> bare;
  bare->SetPoints(polygons->GetPoints());
  bare->SetPolys(polygons->GetPolys());
  bare->SetStrips(polygons->GetStrips());
  triangles->SetInputData(bare);
  merged->SetInputConnection(triangles->GetOutputPort());
  merged->Update();
  vtkPolyData* clean = merged->GetOutput();

  Surface surface;
  surface.points.resize(static_cast<std::size_t>(clean->GetNumberOfPoints()));
  for (std::size_t i = 0; i < surface.points.size(); ++i)
    clean->GetPoint(static_cast<vtkIdType>(i), surface.points[i].data());
  for (const Vec3& p : surface.points)
    if (!(std::isfinite(p[0]) && std::isfinite(p[1]) && std::isfinite(p[2])))
      throw InputError(fmt::format("'{}' has a point that is not finite", file.string()));
  vtkIdType corners = 0;
  const vtkIdType* ids = nullptr;
  vtkCellArray* cells = clean->GetPolys();
  for (cells->InitTraversal(); cells->GetNextCell(corners, ids) != 0;)
    if (corners == 3 && ids[0] != ids[1] && ids[1] != ids[2] && ids[2] != ids[0])
      surface.triangles.push_back(
          {static_cast<std::int32_t>(ids[0]), static_cast<std::int32_t>(ids[1]), static_cast<std::int32_t>(ids[2])});
  if (surface.triangles.empty())
    throw InputError(
        fmt::format("'{}' holds no triangles or polygons; export the bone as a closed surface", file.string()));
  return surface;
}

void write_surface(const std::filesystem::path& file, const Surface& surface) {
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  points->SetNumberOfPoints(static_cast<vtkIdType>(surface.points.size()));
  for (std::size_t i = 0; i < surface.points.size(); ++i)
    points->SetPoint(static_cast<vtkIdType>(i), surface.points[i].data());
  vtkNew<vtkCellArray> cells;
  for (const auto& t : surface.triangles) cells->InsertNextCell({t[0], t[1], t[2]});
  vtkNew<vtkPolyData> polygons;
  polygons->SetPoints(points);
  polygons->SetPolys(cells);
  if (!surface.cortical_thickness.empty()) {
    vtkNew<vtkFloatArray> thickness;
    thickness->SetName("cortical_thickness");
    thickness->SetNumberOfTuples(points->GetNumberOfPoints());
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
