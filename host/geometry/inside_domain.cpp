#include "host/geometry/inside_domain.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

constexpr double least_area = 0.05;  // of the surface in a voxel, over a face, that tells a direction

/// Open share of the voxel's face towards +axis.
float upper_aperture(const VoxelDomain& domain, std::size_t voxel, int axis) {
  constexpr std::array<int, 3> stride{1, brick_edge, brick_edge * brick_edge};
  const std::size_t brick = voxel / brick_size;
  const int lane = static_cast<int>(voxel % brick_size);
  if (lane / stride[axis] % brick_edge < brick_edge - 1) return domain.aperture[axis][voxel + stride[axis]];
  const std::int32_t beside = domain.neighbours[brick][2 * axis + 1];
  if (beside < 0) return 0.0F;
  return domain.aperture[axis][static_cast<std::size_t>(beside) * brick_size + lane - (brick_edge - 1) * stride[axis]];
}

}  // namespace

// Scardovelli & Zaleski 2000, J Comput Phys 164:228, eq. 7-10: the corner tetrahedron less what lies beyond the cube.
double cube_below_plane(const Vec3& normal, double level) {
  constexpr double least = 1e-3;  // keeps the division safe; moves the plane by as much at the cube's faces
  Vec3 m{};
  double sum = 0.0;
  for (int axis = 0; axis < 3; ++axis) sum += m[axis] = std::max(least, std::abs(normal[axis]));
  for (double& x : m) x /= sum;
  const double alpha = level + 0.5;
  if (alpha <= 0.0) return 0.0;
  if (alpha >= 1.0) return 1.0;
  const auto cube = [](double x) { return x > 0.0 ? x * x * x : 0.0; };
  double volume = cube(alpha);
  for (int axis = 0; axis < 3; ++axis) {
    volume -= cube(alpha - m[axis]);
    volume += cube(alpha - m[axis] - m[(axis + 1) % 3]);
  }
  return std::clamp(volume / (6.0 * m[0] * m[1] * m[2]), 0.0, 1.0);
}

InsideDomain::InsideDomain(const VoxelDomain& domain, double reach)
    : domain_(domain), reach_(reach), plane_(domain.stored_voxels(), -1) {
  const Vec3& h = domain.grid.spacing;
  half_voxel_ = 0.5 * std::sqrt(h[0] * h[0] + h[1] * h[1] + h[2] * h[2]);
  for (int axis = 0; axis < 3; ++axis) bricks_[axis] = (domain.grid.extent[axis] + brick_edge - 1) / brick_edge;
  place_.assign(static_cast<std::size_t>(bricks_[0]) * bricks_[1] * bricks_[2], -1);
  for (std::size_t b = 0; b < domain.bricks(); ++b) {
    const Index3& c = domain.brick_coordinates[b];
    place_[place_of(c[0], c[1], c[2])] = static_cast<std::int32_t>(b);
  }
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    Plane plane{};
    if (!domain.active(v) || domain.volume_fraction[v] > hardly_cut || !plane_of(v, plane)) continue;
    plane_[v] = static_cast<std::int32_t>(planes_.size());
    planes_.push_back(plane);
  }
  mark_near();
}

void InsideDomain::mark_near() {
  near_.assign(place_.size(), 0);
  Index3 rim{};
  for (int axis = 0; axis < 3; ++axis)
    rim[axis] = static_cast<int>(std::ceil(reach_ / (brick_edge * domain_.grid.spacing[axis])));
  for (const Index3& c : domain_.brick_coordinates)
    for (int z = std::max(0, c[2] - rim[2]); z <= std::min(bricks_[2] - 1, c[2] + rim[2]); ++z)
      for (int y = std::max(0, c[1] - rim[1]); y <= std::min(bricks_[1] - 1, c[1] + rim[1]); ++y)
        for (int x = std::max(0, c[0] - rim[0]); x <= std::min(bricks_[0] - 1, c[0] + rim[0]); ++x)
          near_[place_of(x, y, z)] = 1;
}

std::optional<float> InsideDomain::all_around(const Vec3& p) const {
  Index3 v{};
  std::array<float, 3> u{};
  if (!find(p, v, u)) return std::nullopt;
  const std::size_t place = place_of(v[0] / brick_edge, v[1] / brick_edge, v[2] / brick_edge);
  if (near_[place] == 0) return 0.0F;
  if (place_[place] < 0 || domain_.wall_distance.empty()) return std::nullopt;
  const std::size_t voxel = static_cast<std::size_t>(place_[place]) * brick_size +
                            lane_of(v[0] % brick_edge, v[1] % brick_edge, v[2] % brick_edge);
  // Distances are those of the voxel's centre.
  if (domain_.active(voxel) && domain_.wall_distance[voxel] > reach_ + half_voxel_) return 1.0F;
  return std::nullopt;
}

bool InsideDomain::find(const Vec3& p, Index3& v, std::array<float, 3>& u) const {
  for (int axis = 0; axis < 3; ++axis) {
    const double x = (p[axis] - domain_.grid.origin[axis]) / domain_.grid.spacing[axis];
    if (!(x >= 0.0) || x >= domain_.grid.extent[axis]) return false;
    v[axis] = static_cast<int>(x);
    u[axis] = static_cast<float>(x - v[axis] - 0.5);
  }
  return true;
}

bool InsideDomain::plane_of(std::size_t voxel, Plane& plane) const {
  Vec3 normal{};  // in voxels: area vector times spacing, over the voxel's volume
  double sum = 0.0;
  for (int axis = 0; axis < 3; ++axis) {
    normal[axis] = domain_.aperture[axis][voxel] - upper_aperture(domain_, voxel, axis);
    sum += std::abs(normal[axis]);
  }
  if (sum < least_area) return false;
  for (double& x : normal) x /= sum;
  double below = -0.5, above = 0.5;
  constexpr int halvings = 20;
  for (int n = 0; n < halvings; ++n) {
    const double middle = 0.5 * (below + above);
    (cube_below_plane(normal, middle) < domain_.volume_fraction[voxel] ? below : above) = middle;
  }
  for (int axis = 0; axis < 3; ++axis) plane.normal[axis] = static_cast<float>(normal[axis]);
  plane.level = static_cast<float>(0.5 * (below + above));
  return true;
}

float InsideDomain::operator()(const Vec3& p) const {
  Index3 v{};
  std::array<float, 3> u{};
  if (!find(p, v, u)) return 0.0F;
  const std::int32_t brick = place_[place_of(v[0] / brick_edge, v[1] / brick_edge, v[2] / brick_edge)];
  if (brick < 0) return 0.0F;
  const std::size_t voxel =
      static_cast<std::size_t>(brick) * brick_size + lane_of(v[0] % brick_edge, v[1] % brick_edge, v[2] % brick_edge);
  if (plane_[voxel] < 0) return std::min(1.0F, domain_.volume_fraction[voxel]);
  const Plane& plane = planes_[plane_[voxel]];
  return plane.normal[0] * u[0] + plane.normal[1] * u[1] + plane.normal[2] * u[2] <= plane.level ? 1.0F : 0.0F;
}

}  // namespace howship
