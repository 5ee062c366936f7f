#pragma once

// How the tests of built-in bones measure a surface.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "howship/vector_math.hpp"

#include "host/geometry/anatomy.hpp"

namespace howship::anatomy_test {

constexpr double pi = 3.14159265358979323846;

inline double triple(const Vec3& a, const Vec3& b, const Vec3& c) {
  return dot(a, cross(b, c));
}

/// Edges that are not shared by exactly two triangles running along them in opposite directions.
inline int bad_edges(const Surface& s) {
  std::map<std::pair<int, int>, int> runs;
  for (const auto& t : s.triangles) {
    for (int k = 0; k < 3; ++k) ++runs[{t[k], t[(k + 1) % 3]}];
  }
  int bad = 0;
  for (const auto& [edge, count] : runs) {
    const auto back = runs.find({edge.second, edge.first});
    if (count != 1 || back == runs.end() || back->second != 1) ++bad;
  }
  return bad;
}

/// Edges at which the surface folds back onto itself, by more than 120 degrees.
inline int folded_edges(const Surface& s) {
  const auto normal = [&](std::size_t i) {
    const auto& [a, b, c] = s.triangles[i];
    const Vec3 u = minus(s.points[b], s.points[a]);
    const Vec3 v = minus(s.points[c], s.points[a]);
    const Vec3 n = {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    const double length = std::sqrt(dot(n, n));
    return Vec3{n[0] / length, n[1] / length, n[2] / length};
  };
  std::map<std::pair<int, int>, std::size_t> owner;
  int folded = 0;
  for (std::size_t i = 0; i < s.triangles.size(); ++i) {
    for (int k = 0; k < 3; ++k) {
      const int a = s.triangles[i][k];
      const int b = s.triangles[i][(k + 1) % 3];
      const auto other = owner.find({b, a});
      if (other == owner.end())
        owner[{a, b}] = i;
      else if (dot(normal(i), normal(other->second)) < -0.5)
        ++folded;
    }
  }
  return folded;
}

/// Enclosed volume by the divergence theorem [mm3].
inline double volume(const Surface& s) {
  double sum = 0.0;
  for (const auto& [a, b, c] : s.triangles) sum += triple(s.points[a], s.points[b], s.points[c]);
  return sum / 6.0;
}

/// The pieces that no edge joins, in the order of their first triangles.
inline std::vector<Surface> pieces(const Surface& s) {
  std::vector<int> parent(s.points.size());
  std::iota(parent.begin(), parent.end(), 0);
  const auto root = [&](int i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (const auto& [a, b, c] : s.triangles) {
    parent[root(a)] = root(b);
    parent[root(b)] = root(c);
  }
  std::map<int, std::size_t> number;
  std::vector<Surface> all;
  for (const auto& t : s.triangles) {
    const auto [found, fresh] = number.emplace(root(t[0]), all.size());
    if (fresh) all.emplace_back();
    all[found->second].triangles.push_back(t);
  }
  for (Surface& piece : all) {
    std::map<int, int> renamed;
    for (auto& t : piece.triangles) {
      for (int& corner : t) {
        const auto [found, fresh] = renamed.emplace(corner, static_cast<int>(piece.points.size()));
        if (fresh) piece.points.push_back(s.points[corner]);
        corner = found->second;
      }
    }
  }
  return all;
}

/// Holes through one closed piece (its genus), by Euler's formula.
inline int holes(const Surface& s) {
  // Every edge has two triangles, thus F - E = -F/2.
  return 1 - (static_cast<int>(s.points.size()) - static_cast<int>(s.triangles.size()) / 2) / 2;
}

/// 1 inside, 0 outside: solid angles of all triangles over that of a sphere.
inline double winding(const Surface& s, const Vec3& at) {
  double sum = 0.0;
  for (const auto& t : s.triangles) {
    const Vec3 a = minus(s.points[t[0]], at);
    const Vec3 b = minus(s.points[t[1]], at);
    const Vec3 c = minus(s.points[t[2]], at);
    const double la = std::sqrt(dot(a, a));
    const double lb = std::sqrt(dot(b, b));
    const double lc = std::sqrt(dot(c, c));
    sum += 2.0 * std::atan2(triple(a, b, c), la * lb * lc + dot(a, b) * lc + dot(b, c) * la + dot(c, a) * lb);
  }
  return sum / (4.0 * pi);
}

/// To the nearest corner; the triangles are small.
inline double distance(const Surface& s, const Vec3& at) {
  double nearest = 1e300;
  for (const Vec3& p : s.points) nearest = std::min(nearest, dot(minus(p, at), minus(p, at)));
  return std::sqrt(nearest);
}

struct Box {
  Vec3 least{1e300, 1e300, 1e300};
  Vec3 most{-1e300, -1e300, -1e300};
  double side(int axis) const { return most[axis] - least[axis]; }
};

/// Of the points that a predicate accepts.
template <class F>
Box bounds(const Surface& s, const F& accept) {
  Box box;
  for (const Vec3& p : s.points) {
    if (!accept(p)) continue;
    for (int k = 0; k < 3; ++k) {
      box.least[k] = std::min(box.least[k], p[k]);
      box.most[k] = std::max(box.most[k], p[k]);
    }
  }
  return box;
}

/// Where a line along an axis crosses the surface; coordinates along it, ascending.
inline std::vector<double> crossings(const Surface& s, Vec3 through, int axis) {
  // Off the sampling lattice, so that the line meets no edge.
  const int u = (axis + 1) % 3;
  const int v = (axis + 2) % 3;
  through[u] += 1.234e-4;
  through[v] += 2.345e-4;
  std::vector<double> found;
  for (const auto& t : s.triangles) {
    const Vec3 a = minus(s.points[t[0]], through);
    const Vec3 b = minus(s.points[t[1]], through);
    const Vec3 c = minus(s.points[t[2]], through);
    const double wa = b[u] * c[v] - b[v] * c[u];
    const double wb = c[u] * a[v] - c[v] * a[u];
    const double wc = a[u] * b[v] - a[v] * b[u];
    if ((wa < 0 || wb < 0 || wc < 0) && (wa > 0 || wb > 0 || wc > 0)) continue;
    const double sum = wa + wb + wc;
    if (sum != 0.0) found.push_back(through[axis] + (wa * a[axis] + wb * b[axis] + wc * c[axis]) / sum);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// All points between a and b lie outside.
inline bool passes(const Surface& s, const Vec3& a, const Vec3& b, int steps) {
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    const Vec3 p = {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])};
    if (std::abs(winding(s, p)) > 0.1) return false;
  }
  return true;
}

inline Vec3 site_of(const Anatomy& a, const std::string& name) {
  for (const Site& s : a.sites) {
    if (s.name == name) return s.centre;
  }
  ADD_FAILURE() << "no site " << name;
  return {};
}

inline std::vector<std::string> names(const Anatomy& a) {
  std::vector<std::string> all;
  for (const Site& s : a.sites) all.push_back(s.name);
  std::sort(all.begin(), all.end());
  return all;
}

/// Far enough that the voxel there is bone.
inline void expect_sites_well_inside(const Anatomy& a, double from_surface = 2.0) {
  for (const Site& s : a.sites) {
    EXPECT_NEAR(winding(a.surface, s.centre), 1.0, 1e-6) << s.name;
    EXPECT_GE(distance(a.surface, s.centre), from_surface) << s.name;
  }
}

/// Length of bone along lines from front to back against that along their mirror images: mean difference [mm].
inline double asymmetry(const Surface& s) {
  const Box box = bounds(s, [](const Vec3&) { return true; });
  const auto bone_along = [&](double y, double z) {
    const std::vector<double> found = crossings(s, {0, y, z}, 0);
    double length = 0.0;
    for (std::size_t i = 0; i + 1 < found.size(); i += 2) length += found[i + 1] - found[i];
    return length;
  };
  double sum = 0.0;
  int count = 0;
  for (int i = 1; i <= 7; ++i) {
    for (int j = 1; j <= 9; ++j) {
      const double y = i / 7.5 * box.most[1];
      const double z = box.least[2] + j / 10.0 * box.side(2);
      sum += std::abs(bone_along(y, z) - bone_along(-y, z));
      ++count;
    }
  }
  return sum / count;
}

}  // namespace howship::anatomy_test
