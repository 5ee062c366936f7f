#include "host/io/voxel_corners.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkStaticPointLocator.h>

namespace howship {
namespace {

Vec3 place_of(const Grid& grid, const Index3& corner) {
  return {grid.origin[0] + corner[0] * grid.spacing[0], grid.origin[1] + corner[1] * grid.spacing[1],
          grid.origin[2] + corner[2] * grid.spacing[2]};
}

}  // namespace

void add_corners(const Index3& voxel, Corners& corners) {
  for (int i = 0; i < 8; ++i) corners.push_back({voxel[0] + (i & 1), voxel[1] + (i >> 1 & 1), voxel[2] + (i >> 2)});
}

void add_corners(const Index3& voxel, int side, Corners& corners) {
  const auto axis = static_cast<std::size_t>(side / 2);
  for (int i = 0; i < 4; ++i) {
    Index3 corner = voxel;
    corner[axis] += side % 2;
    corner[(axis + 1) % 3] += i & 1;
    corner[(axis + 2) % 3] += i >> 1;
    corners.push_back(corner);
  }
}

void sort_out_twins(Corners& corners) {
  std::sort(corners.begin(), corners.end());
  corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
}

struct NearestCorner::Impl {
  Grid grid;
  vtkNew<vtkPolyData> set;
  vtkNew<vtkStaticPointLocator> locator;
};

NearestCorner::NearestCorner(const Grid& grid, const Corners& corners) : impl_(std::make_unique<Impl>()) {
  impl_->grid = grid;
  vtkNew<vtkPoints> points;
  points->SetDataTypeToDouble();
  for (const Index3& corner : corners) points->InsertNextPoint(place_of(grid, corner).data());
  impl_->set->SetPoints(points);
  if (corners.empty()) return;
  impl_->locator->SetDataSet(impl_->set);
  impl_->locator->BuildLocator();
}

NearestCorner::~NearestCorner() = default;

double NearestCorner::distance(const Corners& from) const {
  double least = std::numeric_limits<double>::infinity();
  if (impl_->set->GetNumberOfPoints() == 0) return least;
  for (const Index3& corner : from) {
    const Vec3 x = place_of(impl_->grid, corner);
    double squared = 0.0;
    // Farther than what is known there is no need to look.
    const vtkIdType nearest = std::isinf(least)
                                  ? impl_->locator->FindClosestPoint(x.data())
                                  : impl_->locator->FindClosestPointWithinRadius(least, x.data(), squared);
    if (nearest < 0) continue;
    Vec3 place{};
    impl_->set->GetPoint(nearest, place.data());
    least = std::min(least, std::hypot(place[0] - x[0], place[1] - x[1], place[2] - x[2]));
  }
  return least;
}

}  // namespace howship
