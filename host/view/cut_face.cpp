#include <algorithm>
#include <array>

#include <vtkCellArray.h>
#include <vtkClipPolyData.h>
#include <vtkContourFilter.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>

#include "howship/results.hpp"

#include "host/view/bone_shape.hpp"

namespace howship {
namespace {

constexpr const char* share_name = "share";
constexpr const char* tumour_name = "tumour";

/// Points of a plane, several per voxel, numbered row by row; the outermost lie beyond the voxels, so that bone ends
/// there.
struct PlanePoints {
  std::size_t across, along, upward;  ///< axes: the plane's normal, a row, from row to row
  int per_voxel;
  int columns, rows;
  Grid grid;
  double at;

  PlanePoints(const Grid& of, int axis, double position) : grid(of), at(position) {
    across = static_cast<std::size_t>(axis);
    along = (across + 1) % 3;
    upward = (across + 2) % 3;
    // Fine enough that straight pieces between the points do not show, also of a coarse grid.
    per_voxel = std::clamp(600 / std::max(grid.extent[along], grid.extent[upward]), 2, 16);
    columns = grid.extent[along] * per_voxel + 3;
    rows = grid.extent[upward] * per_voxel + 3;
  }
  Vec3 operator()(int column, int row) const {
    Vec3 point{};
    point[across] = at;
    point[along] = grid.origin[along] + grid.spacing[along] * (column - 1) / per_voxel;
    point[upward] = grid.origin[upward] + grid.spacing[upward] * (row - 1) / per_voxel;
    return point;
  }
  vtkIdType number(int column, int row) const { return static_cast<vtkIdType>(row) * columns + column; }
};

vtkSmartPointer<vtkFloatArray> new_array(const char* name, vtkIdType size) {
  auto array = vtkSmartPointer<vtkFloatArray>::New();
  array->SetName(name);
  array->SetNumberOfValues(size);
  return array;
}

/// The plane as quadrilaterals, where there is bone at one of their corners.
vtkSmartPointer<vtkPolyData> plane_with_bone(const SnapshotVoxels& voxels, const PlanePoints& plane,
                                             const std::vector<float>* tumour) {
  const vtkIdType count = static_cast<vtkIdType>(plane.columns) * plane.rows;
  vtkNew<vtkPoints> points;
  points->SetNumberOfPoints(count);
  auto share = new_array(share_name, count);
  auto fraction = new_array(tumour_name, count);
  for (int row = 0; row < plane.rows; ++row) {
    for (int column = 0; column < plane.columns; ++column) {
      const vtkIdType n = plane.number(column, row);
      const Vec3 point = plane(column, row);
      points->SetPoint(n, point.data());
      share->SetValue(n, voxels.share_at(point));
      fraction->SetValue(n, tumour != nullptr ? voxels.value_at(*tumour, point, 0.0F) : 0.0F);
    }
  }
  vtkNew<vtkCellArray> quads;
  for (int row = 0; row + 1 < plane.rows; ++row) {
    for (int column = 0; column + 1 < plane.columns; ++column) {
      const std::array<vtkIdType, 4> corners{plane.number(column, row), plane.number(column + 1, row),
                                             plane.number(column + 1, row + 1), plane.number(column, row + 1)};
      if (std::any_of(corners.begin(), corners.end(), [&](vtkIdType n) { return share->GetValue(n) > 0; })) {
        quads->InsertNextCell(4, corners.data());
      }
    }
  }
  auto result = vtkSmartPointer<vtkPolyData>::New();
  result->SetPoints(points);
  result->SetPolys(quads);
  result->GetPointData()->SetScalars(share);
  if (tumour != nullptr) result->GetPointData()->AddArray(fraction);
  return result;
}

vtkSmartPointer<vtkPolyData> contour_of(vtkPolyData* surface, const char* array, double level) {
  vtkNew<vtkContourFilter> contour;
  contour->SetInputData(surface);
  contour->SetInputArrayToProcess(0, 0, 0, vtkDataObject::FIELD_ASSOCIATION_POINTS, array);
  contour->SetValue(0, level);
  contour->Update();
  return contour->GetOutput();
}

}  // namespace

CutFace cut_bone(const SnapshotVoxels& voxels, int axis, double at, const std::vector<float>* tumour) {
  const vtkSmartPointer<vtkPolyData> plane = plane_with_bone(voxels, PlanePoints(voxels.grid, axis, at), tumour);
  const auto edge = static_cast<double>(surface_share(voxels));
  vtkNew<vtkClipPolyData> inside;
  inside->SetInputData(plane);
  inside->SetValue(edge);
  inside->Update();
  CutFace cut{inside->GetOutput(), contour_of(plane, share_name, edge), vtkSmartPointer<vtkPolyData>::New()};
  if (tumour != nullptr) cut.tumour = contour_of(cut.face, tumour_name, lesion_tumour_fraction);
  return cut;
}

}  // namespace howship
