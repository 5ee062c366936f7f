#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <fmt/format.h>
#include <vtkCellArray.h>
#include <vtkFlyingEdges3D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkUnsignedCharArray.h>
#include <vtkWindowedSincPolyDataFilter.h>

#include "howship/error.hpp"
#include "howship/vector_math.hpp"

#include "host/geometry/image.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/vtk_surface.hpp"

namespace howship {

namespace {

constexpr double volume_tolerance = 1e-3;
constexpr int sinc_iterations = 30;
// 0.1 keeps what is longer than some three voxels; stairs of one voxel go.
constexpr double pass_band = 0.1;

/// Box of the selected voxels, [first, last].
struct Box {
  Index3 first{}, last{};
};

Box box_of(const Image& image, const std::vector<unsigned char>& selected) {
  Box box{image.extent, {-1, -1, -1}};
  std::size_t at = 0;
  for (int k = 0; k < image.extent[2]; ++k)
    for (int j = 0; j < image.extent[1]; ++j)
      for (int i = 0; i < image.extent[0]; ++i, ++at) {
        if (selected[at] == 0) continue;
        const Index3 voxel{i, j, k};
        for (int axis = 0; axis < 3; ++axis) {
          box.first[axis] = std::min(box.first[axis], voxel[axis]);
          box.last[axis] = std::max(box.last[axis], voxel[axis]);
        }
      }
  return box;
}

/// The selected voxels with a rim of empty ones, so that the surface closes; points are (i, j, k) of the image.
void fill_mask(const Image& image, const std::vector<unsigned char>& selected, const Box& box, vtkImageData* mask) {
  mask->SetExtent(box.first[0] - 1, box.last[0] + 1, box.first[1] - 1, box.last[1] + 1, box.first[2] - 1,
                  box.last[2] + 1);
  mask->AllocateScalars(VTK_UNSIGNED_CHAR, 1);
  const vtkIdType points = mask->GetNumberOfPoints();
  auto* values = static_cast<unsigned char*>(mask->GetScalarPointer());
  std::fill(values, values + points, static_cast<unsigned char>(0));
  for (int k = box.first[2]; k <= box.last[2]; ++k)
    for (int j = box.first[1]; j <= box.last[1]; ++j) {
      const std::size_t row = box.first[0] + static_cast<std::size_t>(image.extent[0]) *
                                                 (j + static_cast<std::size_t>(image.extent[1]) * k);
      auto* to = static_cast<unsigned char*>(mask->GetScalarPointer(box.first[0], j, k));
      for (int n = 0; n <= box.last[0] - box.first[0]; ++n) to[n] = selected[row + n] != 0 ? 1 : 0;
    }
}

/// Per point the sum of its triangles' area vectors: the slope of the enclosed volume when the point moves, times
/// three.
std::vector<Vec3> area_vectors(const Surface& surface) {
  std::vector<Vec3> sums(surface.points.size(), Vec3{});
  for (const auto& t : surface.triangles) {
    const Vec3 &a = surface.points[t[0]], &b = surface.points[t[1]], &c = surface.points[t[2]];
    const Vec3 n = cross(minus(b, a), minus(c, a));
    for (std::int32_t p : t)
      for (int axis = 0; axis < 3; ++axis) sums[p][axis] += n[axis] / 2;
  }
  return sums;
}

/// Moves all points by the same distance along their normals until the surface encloses `volume`.
bool shift_to_volume(Surface& surface, double volume) {
  constexpr int most_steps = 20;
  for (int n = 0; n < most_steps; ++n) {
    const double missing = volume - enclosed_volume(surface);
    if (std::abs(missing) < 0.1 * volume_tolerance * volume) return true;
    const auto areas = area_vectors(surface);
    double slope = 0.0;  // of the volume in the distance [mm2]
    for (const Vec3& a : areas) slope += std::sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) / 3.0;
    const double distance = missing / slope;
    if (!std::isfinite(distance)) return false;
    for (std::size_t p = 0; p < areas.size(); ++p) {
      const Vec3& a = areas[p];
      const double length = std::sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
      if (length > 0.0)
        for (int axis = 0; axis < 3; ++axis) surface.points[p][axis] += distance * a[axis] / length;
    }
  }
  return false;
}

}  // namespace

SmoothSurface smooth_surface_of_voxels(const Image& image, const std::vector<unsigned char>& selected) {
  const Box box = box_of(image, selected);
  if (box.last[0] < 0) return {};
  const auto count = std::count_if(selected.begin(), selected.end(), [](unsigned char s) { return s != 0; });
  const double volume = static_cast<double>(count) * image.voxel_volume();

  vtkNew<vtkImageData> mask;
  fill_mask(image, selected, box, mask);
  vtkNew<vtkFlyingEdges3D> contour;
  contour->SetInputData(mask);
  contour->SetValue(0, 0.5);
  contour->ComputeNormalsOff();
  contour->ComputeGradientsOff();
  contour->ComputeScalarsOff();
  contour->Update();
  Surface surface = surface_of(contour->GetOutput());
  for (Vec3& p : surface.points) p = image.position(p);

  // Smoothed in millimetres: voxels may be longer one way.
  vtkPolyData* contoured = contour->GetOutput();
  for (std::size_t n = 0; n < surface.points.size(); ++n)
    contoured->GetPoints()->SetPoint(static_cast<vtkIdType>(n), surface.points[n].data());
  vtkNew<vtkWindowedSincPolyDataFilter> smoother;
  smoother->SetInputData(contoured);
  smoother->SetNumberOfIterations(sinc_iterations);
  smoother->SetPassBand(pass_band);
  smoother->NormalizeCoordinatesOn();
  smoother->BoundarySmoothingOff();
  smoother->NonManifoldSmoothingOn();
  smoother->Update();
  SmoothSurface result;
  result.surface = surface_of(smoother->GetOutput());
  if (enclosed_volume(result.surface) < 0.0)
    for (auto& t : result.surface.triangles) std::swap(t[1], t[2]);

  const bool reached = shift_to_volume(result.surface, volume);
  const SurfaceCheck check = check_surface(result.surface);
  if (!reached || !check.solid() || std::abs(check.volume - volume) > volume_tolerance * volume) {
    result.surface = surface_of_voxels(image, selected);
    result.warnings.emplace_back(
        "the outline of the labels cannot be smoothed into a solid of the same volume; took the faces of the voxels");
  }
  return result;
}

}  // namespace howship
