#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

#include "host/geometry/anatomy.hpp"
#include "host/geometry/surface_check.hpp"

namespace howship {

namespace {

constexpr double pi = 3.14159265358979323846;
constexpr int sphere_divisions = 5;  // 20 * 4^5 = 20480 triangles

/// Number of the point halfway between two others, made on first use.
std::int32_t midpoint(Surface& surface, std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t>& known,
                      std::int32_t a, std::int32_t b) {
  const std::pair<std::int32_t, std::int32_t> key = std::minmax(a, b);
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  Vec3 m{};
  double length = 0.0;
  for (int axis = 0; axis < 3; ++axis) {
    m[axis] = surface.points[a][axis] + surface.points[b][axis];
    length += m[axis] * m[axis];
  }
  for (double& x : m) x /= std::sqrt(length);
  surface.points.push_back(m);
  return known[key] = static_cast<std::int32_t>(surface.points.size() - 1);
}

}  // namespace

Anatomy make_box(const Vec3& size) {
  Anatomy box;
  for (int corner = 0; corner < 8; ++corner) {
    Vec3 p{};
    for (int axis = 0; axis < 3; ++axis) p[axis] = ((corner >> axis & 1) != 0 ? 0.5 : -0.5) * size[axis];
    box.surface.points.push_back(p);
  }
  box.surface.triangles = {{0, 2, 1}, {1, 2, 3}, {4, 5, 6}, {5, 7, 6}, {0, 1, 4}, {1, 5, 4},
                           {2, 6, 3}, {3, 6, 7}, {0, 4, 2}, {2, 4, 6}, {1, 3, 5}, {3, 7, 5}};
  box.sites = {{"centre", {0, 0, 0}}};
  return box;
}

Anatomy make_sphere(double radius) {
  Anatomy sphere;
  Surface& s = sphere.surface;
  const double t = (1.0 + std::sqrt(5.0)) / 2.0;
  s.points = {{-1, t, 0},  {1, t, 0},  {-1, -t, 0}, {1, -t, 0}, {0, -1, t},  {0, 1, t},
              {0, -1, -t}, {0, 1, -t}, {t, 0, -1},  {t, 0, 1},  {-t, 0, -1}, {-t, 0, 1}};
  for (Vec3& p : s.points)
    for (double& x : p) x /= std::sqrt(1.0 + t * t);
  s.triangles = {{0, 11, 5},  {0, 5, 1},  {0, 1, 7},  {0, 7, 10}, {0, 10, 11}, {1, 5, 9}, {5, 11, 4},
                 {11, 10, 2}, {10, 7, 6}, {7, 1, 8},  {3, 9, 4},  {3, 4, 2},   {3, 2, 6}, {3, 6, 8},
                 {3, 8, 9},   {4, 9, 5},  {2, 4, 11}, {6, 2, 10}, {8, 6, 7},   {9, 8, 1}};
  for (int division = 0; division < sphere_divisions; ++division) {
    std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> known;
    std::vector<std::array<std::int32_t, 3>> finer;
    for (const auto& [a, b, c] : s.triangles) {
      const std::int32_t ab = midpoint(s, known, a, b);
      const std::int32_t bc = midpoint(s, known, b, c);
      const std::int32_t ca = midpoint(s, known, c, a);
      finer.insert(finer.end(), {{a, ab, ca}, {b, bc, ab}, {c, ca, bc}, {ab, bc, ca}});
    }
    s.triangles = std::move(finer);
  }
  // Chords lie inside the sphere; the facets are moved out so that the volume is the ball's.
  const double factor = radius * std::cbrt(4.0 / 3.0 * pi / enclosed_volume(s));
  for (Vec3& p : s.points)
    for (double& x : p) x *= factor;
  sphere.sites = {{"centre", {0, 0, 0}}};
  return sphere;
}

}  // namespace howship
