#include "host/geometry/output_target.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <vtkCellType.h>

#include "host/geometry/overlap_rows.hpp"
#include "host/geometry/voxel_lookup.hpp"

namespace howship {

namespace {

/// Samples of a triangle along each edge at most, which bounds the work on a surface of few large triangles.
constexpr int most_samples = 256;
/// How far from a place beneath the surface its voxel may lie [voxels].
constexpr int reach = 2;

std::vector<Vec3> in_unit(const std::vector<Vec3>& points, double length_unit_mm) {
  std::vector<Vec3> scaled = points;
  for (Vec3& p : scaled)
    for (double& x : p) x /= length_unit_mm;
  return scaled;
}

/// Finds the voxels beneath one triangle after another.
class Sampler {
 public:
  Sampler(const Surface& surface, const VoxelDomain& domain, const VoxelLookup& lookup)
      : surface_(surface),
        domain_(domain),
        lookup_(lookup),
        step_(*std::min_element(domain.grid.spacing.begin(), domain.grid.spacing.end())) {}

  /// Shares of a triangle [mm2].
  const std::vector<Share>& find(std::size_t triangle) {
    shares_.clear();
    const auto& [a, b, c] = surface_.triangles[triangle];
    const Vec3& origin = surface_.points[a];
    Vec3 along[2];
    double longest = 0.0;
    for (int axis = 0; axis < 3; ++axis) {
      along[0][axis] = surface_.points[b][axis] - origin[axis];
      along[1][axis] = surface_.points[c][axis] - origin[axis];
    }
    for (const Vec3& edge :
         {along[0], along[1], Vec3{along[1][0] - along[0][0], along[1][1] - along[0][1], along[1][2] - along[0][2]}})
      longest = std::max(longest, std::sqrt(edge[0] * edge[0] + edge[1] * edge[1] + edge[2] * edge[2]));
    Vec3 normal{along[0][1] * along[1][2] - along[0][2] * along[1][1],
                along[0][2] * along[1][0] - along[0][0] * along[1][2],
                along[0][0] * along[1][1] - along[0][1] * along[1][0]};
    const double twice_area = std::sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
    for (double& x : normal) x = twice_area > 0.0 ? x / twice_area : 0.0;

    // Middles of the like triangles that it falls into when each edge is cut in n.
    const int n = std::clamp(static_cast<int>(std::ceil(longest / step_)), 1, most_samples);
    const double area = 0.5 * twice_area / n / n;
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n - i; ++j)
        for (int half = 0; half < (i + j < n - 1 ? 2 : 1); ++half) {
          const double u = (i + (half + 1) / 3.0) / n;
          const double v = (j + (half + 1) / 3.0) / n;
          Vec3 place;
          for (int axis = 0; axis < 3; ++axis) {
            const double x = origin[axis] + u * along[0][axis] + v * along[1][axis] - 0.5 * step_ * normal[axis];
            place[axis] = (x - domain_.grid.origin[axis]) / domain_.grid.spacing[axis];
          }
          const std::size_t voxel = voxel_at(place);
          if (voxel != VoxelLookup::nowhere) shares_.push_back({static_cast<std::uint32_t>(voxel), area});
        }
    merge_shares(shares_);
    return shares_;
  }

 private:
  std::size_t voxel_at(const Vec3& place) const {
    Index3 index;
    for (int axis = 0; axis < 3; ++axis) index[axis] = static_cast<int>(std::floor(place[axis]));
    const std::size_t voxel = lookup_.active(index);
    return voxel != VoxelLookup::nowhere ? voxel : lookup_.nearest_active(place, reach);
  }

  const Surface& surface_;
  const VoxelDomain& domain_;
  const VoxelLookup& lookup_;
  double step_;  // [mm]
  std::vector<Share> shares_;
};

}  // namespace

OutputMesh output_target(const VolumeMesh& mesh, VoxelOverlaps overlaps) {
  OutputMesh target;
  target.single_precision = mesh.single_precision;
  target.points = in_unit(mesh.points, mesh.length_unit_mm);
  target.types = mesh.types;
  target.begins = mesh.begins;
  target.corners = mesh.corners;
  target.cell_data = mesh.cell_data;
  target.cell_volume = cell_volumes(mesh);
  target.overlaps = std::move(overlaps);
  return target;
}

OutputMesh output_target(const Surface& surface, double length_unit_mm, const VoxelDomain& domain) {
  OutputMesh target;
  target.surface = true;
  target.points = in_unit(surface.points, length_unit_mm);
  target.types.assign(surface.triangles.size(), VTK_TRIANGLE);
  target.begins.push_back(0);
  for (const auto& triangle : surface.triangles) {
    target.corners.insert(target.corners.end(), triangle.begin(), triangle.end());
    target.begins.push_back(static_cast<std::int64_t>(target.corners.size()));
  }
  const VoxelLookup lookup(domain);
  target.overlaps = overlap_rows(surface.triangles.size(), [&] { return Sampler(surface, domain, lookup); });
  return target;
}

}  // namespace howship
