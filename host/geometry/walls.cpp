#include "host/geometry/walls.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "howship/vector_math.hpp"

#include "host/geometry/brick_rows.hpp"
#include "host/geometry/ray_crossings.hpp"

namespace howship {

namespace {

/// With `axis` where x was; the order of the axes stays cyclic, so that outward stays outward.
Surface turned(const Surface& surface, int axis) {
  Surface result;
  result.triangles = surface.triangles;
  result.points.reserve(surface.points.size());
  for (const Vec3& p : surface.points) result.points.push_back({p[axis], p[(axis + 1) % 3], p[(axis + 2) % 3]});
  return result;
}

Vec3 normal_of(const Surface& surface, std::size_t triangle) {
  const auto& [a, b, c] = surface.triangles[triangle];
  return cross(minus(surface.points[b], surface.points[a]), minus(surface.points[c], surface.points[a]));
}

int steepest_axis(const Vec3& normal) {
  int axis = 0;
  for (int other = 1; other < 3; ++other)
    if (std::abs(normal[other]) > std::abs(normal[axis])) axis = other;
  return axis;
}

/// Rows of bricks across the surface, such that few triangles lie in each.
Grid rows_across(const Surface& surface) {
  constexpr double triangles_per_row = 4.0;
  const double wanted = std::sqrt(static_cast<double>(surface.triangles.size()) / triangles_per_row);
  const int rows = std::clamp(static_cast<int>(wanted), 1, 1024);
  Grid grid;
  grid.extent = {1, rows * brick_edge, rows * brick_edge};
  for (int axis = 0; axis < 3; ++axis) {
    double least = surface.points.front()[axis];
    double most = least;
    for (const Vec3& p : surface.points) {
      least = std::min(least, p[axis]);
      most = std::max(most, p[axis]);
    }
    constexpr double flattest = 1e-9;
    grid.origin[axis] = least;
    grid.spacing[axis] = std::max(most - least, flattest) / (rows * brick_edge);
  }
  return grid;
}

/// Looks past triangles along x.
class Outlook {
 public:
  Outlook(const Surface& surface, const RayCaster& caster, const Grid& grid, const TriangleBins& bins, double gap)
      : surface_(surface), caster_(caster), grid_(grid), bins_(bins), gap_(gap) {}

  /// Whether bone lies on the outer side of a triangle, beyond the gap, all over it.
  bool ends_in_bone(std::size_t triangle, const Vec3& normal) {
    const auto& corners = surface_.triangles[triangle];
    // The middle, and places near corners and sides: a large triangle may lie within another piece in part.
    constexpr double near = 0.96;
    constexpr double far = 0.5 * (1.0 - near);
    constexpr double places[7][3] = {{1.0 / 3, 1.0 / 3, 1.0 / 3},
                                     {near, far, far},
                                     {far, near, far},
                                     {far, far, near},
                                     {0.5 - far, 0.5 - far, 2 * far},
                                     {2 * far, 0.5 - far, 0.5 - far},
                                     {0.5 - far, 2 * far, 0.5 - far}};
    // The ray runs at a slant to the triangle.
    const double reach = gap_ * std::sqrt(dot(normal, normal)) / std::abs(normal[0]);
    return std::all_of(std::begin(places), std::end(places), [&](const double(&weights)[3]) {
      Vec3 place{};
      for (int corner = 0; corner < 3; ++corner)
        for (int axis = 0; axis < 3; ++axis) place[axis] += weights[corner] * surface_.points[corners[corner]][axis];
      return winding_beyond(place, normal[0] > 0.0, reach) > 0;
    });
  }

 private:
  /// Winding number next to a place of the surface, towards +x or -x, behind what lies within reach.
  std::int32_t winding_beyond(const Vec3& place, bool upward, double reach) {
    int row[2];
    for (int axis = 0; axis < 2; ++axis) {
      const double edge = brick_edge * grid_.spacing[axis + 1];
      const int last = grid_.extent[axis + 1] / brick_edge - 1;
      row[axis] = std::clamp(static_cast<int>((place[axis + 1] - grid_.origin[axis + 1]) / edge), 0, last);
    }
    caster_.cast({place[1]}, {place[2]}, bins_.of(row[0], row[1]), bundle_);
    std::int32_t winding = 0;
    for (const Crossing* crossing = bundle_.begin(0); crossing != bundle_.end(0); ++crossing)
      if (upward ? crossing->x <= place[0] + reach : crossing->x < place[0] - reach) winding += crossing->turn;
    return winding;
  }

  const Surface& surface_;
  const RayCaster& caster_;
  const Grid& grid_;
  const TriangleBins& bins_;
  double gap_;
  RayBundle bundle_;
};

}  // namespace

Surface walls_of(const Surface& surface, double gap) {
  const std::size_t count = surface.triangles.size();
  std::vector<unsigned char> wall(count, 1);
  for (int axis = 0; axis < 3 && count > 0; ++axis) {
    const Surface across = turned(surface, axis);
    const RayCaster caster(across);
    const Grid grid = rows_across(across);
    const TriangleBins bins(across, grid);
#pragma omp parallel
    {
      Outlook outlook(across, caster, grid, bins, gap);
#pragma omp for schedule(dynamic, 256)
      for (std::size_t t = 0; t < count; ++t) {
        const Vec3 normal = normal_of(across, t);
        // Each triangle is looked past along the axis that it faces most; the first of equal ones in the file's order.
        if (steepest_axis(normal_of(surface, t)) != axis || normal[0] == 0.0) continue;
        wall[t] = outlook.ends_in_bone(t, normal) ? 0 : 1;
      }
    }
  }
  Surface walls;
  walls.points = surface.points;
  walls.cortical_thickness = surface.cortical_thickness;
  for (std::size_t t = 0; t < count; ++t)
    if (wall[t] != 0) walls.triangles.push_back(surface.triangles[t]);
  return walls;
}

}  // namespace howship
