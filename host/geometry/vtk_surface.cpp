#include "host/geometry/vtk_surface.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include <fmt/format.h>
#include <vtkCellArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>

#include "howship/error.hpp"

namespace howship {

vtkSmartPointer<vtkPolyData> polygons_of(const Surface& surface) {
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  points->SetNumberOfPoints(static_cast<vtkIdType>(surface.points.size()));
  for (std::size_t i = 0; i < surface.points.size(); ++i)
    points->SetPoint(static_cast<vtkIdType>(i), surface.points[i].data());
  vtkNew<vtkCellArray> cells;
  for (const auto& t : surface.triangles) cells->InsertNextCell({t[0], t[1], t[2]});
  auto polygons = vtkSmartPointer<vtkPolyData>::New();
  polygons->SetPoints(points);
  polygons->SetPolys(cells);
  return polygons;
}

Surface surface_of(vtkPolyData* polygons) {
  if (std::max(polygons->GetNumberOfPoints(), polygons->GetNumberOfPolys()) > std::numeric_limits<std::int32_t>::max())
    throw InputError(fmt::format("a surface of {} points and {} polygons has more than are read; give a coarser one",
                                 polygons->GetNumberOfPoints(), polygons->GetNumberOfPolys()));
  Surface surface;
  surface.points.resize(static_cast<std::size_t>(polygons->GetNumberOfPoints()));
  for (std::size_t i = 0; i < surface.points.size(); ++i)
    polygons->GetPoint(static_cast<vtkIdType>(i), surface.points[i].data());
  vtkIdType corners = 0;
  const vtkIdType* ids = nullptr;
  vtkCellArray* cells = polygons->GetPolys();
  for (cells->InitTraversal(); cells->GetNextCell(corners, ids) != 0;)
    if (corners == 3 && ids[0] != ids[1] && ids[1] != ids[2] && ids[2] != ids[0])
      surface.triangles.push_back(
          {static_cast<std::int32_t>(ids[0]), static_cast<std::int32_t>(ids[1]), static_cast<std::int32_t>(ids[2])});
  return surface;
}

}  // namespace howship
