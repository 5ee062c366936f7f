#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "howship/surface.hpp"

namespace howship {

constexpr double pi = 3.14159265358979323846;

/// Box with 12 triangles wound outward.
inline Surface box_surface(const Vec3& least, const Vec3& most) {
  Surface s;
  for (int i = 0; i < 8; ++i)
    s.points.push_back(
        {i % 2 == 0 ? least[0] : most[0], i / 2 % 2 == 0 ? least[1] : most[1], i < 4 ? least[2] : most[2]});
  s.triangles = {{0, 2, 1}, {1, 2, 3}, {4, 5, 6}, {5, 7, 6}, {0, 1, 4}, {1, 5, 4},
                 {2, 6, 3}, {3, 6, 7}, {0, 4, 2}, {2, 4, 6}, {1, 3, 5}, {3, 7, 5}};
  return s;
}

/// Octahedron whose triangles are quartered `times` times, its points on a sphere; wound outward.
inline Surface ball_surface(const Vec3& centre, double radius, int times) {
  Surface s;
  s.points = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
  s.triangles = {{0, 2, 4}, {2, 1, 4}, {1, 3, 4}, {3, 0, 4}, {2, 0, 5}, {1, 2, 5}, {3, 1, 5}, {0, 3, 5}};
  for (int i = 0; i < times; ++i) {
    std::map<std::pair<int, int>, std::int32_t> middles;
    const auto middle = [&](int a, int b) {
      const auto [found, fresh] = middles.emplace(std::minmax(a, b), static_cast<std::int32_t>(s.points.size()));
      if (fresh) {
        Vec3 m{};
        for (int k = 0; k < 3; ++k) m[k] = s.points[a][k] + s.points[b][k];
        const double length = std::sqrt(m[0] * m[0] + m[1] * m[1] + m[2] * m[2]);
        for (double& x : m) x /= length;
        s.points.push_back(m);
      }
      return found->second;
    };
    std::vector<std::array<std::int32_t, 3>> finer;
    for (const auto& [a, b, c] : s.triangles) {
      const std::int32_t ab = middle(a, b);
      const std::int32_t bc = middle(b, c);
      const std::int32_t ca = middle(c, a);
      finer.push_back({a, ab, ca});
      finer.push_back({ab, b, bc});
      finer.push_back({ca, bc, c});
      finer.push_back({ab, bc, ca});
    }
    s.triangles = finer;
  }
  for (Vec3& p : s.points)
    for (int k = 0; k < 3; ++k) p[k] = centre[k] + radius * p[k];
  return s;
}

inline Surface turned_inside_out(Surface s) {
  for (auto& t : s.triangles) std::swap(t[1], t[2]);
  return s;
}

inline Surface together(Surface a, const Surface& b) {
  const auto shift = static_cast<std::int32_t>(a.points.size());
  a.points.insert(a.points.end(), b.points.begin(), b.points.end());
  for (const auto& t : b.triangles) a.triangles.push_back({t[0] + shift, t[1] + shift, t[2] + shift});
  return a;
}

}  // namespace howship
