#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include "howship/domain.hpp"
#include "howship/surface.hpp"
#include "howship/vector_math.hpp"

namespace howship {

/// A triangle, prepared for distances of many points from it. Degenerate triangles are what is left of them: a line or
/// a point.
class TriangleDistance {
 public:
  TriangleDistance(const Surface& surface, std::size_t triangle);

  double squared(const Vec3& p) const;  ///< [mm2]
  /// Weights of the corners at the point closest to `p`; they add up to 1.
  Vec3 closest_weights(const Vec3& p) const;

  const Vec3& centre() const { return centre_; }  ///< of a ball that holds it [mm]
  double radius() const { return radius_; }       ///< of that ball [mm]

 private:
  /// Place of the closest point along a side, from 0 at its first corner to 1 at its second.
  double along_side(const Vec3& p, int side) const;
  Vec3 plane_weights(const Vec3& p) const;

  std::array<Vec3, 3> corner_{}, edge_{};  // edge_[i] runs from corner i to the next
  std::array<double, 3> per_length_squared_{};
  Vec3 normal_{};                  // twice the area long
  double per_normal_squared_ = 0;  // 0 when there is no area
  Vec3 centre_{};
  double radius_ = 0.0;
};

inline double TriangleDistance::along_side(const Vec3& p, int side) const {
  return std::clamp(dot(minus(p, corner_[side]), edge_[side]) * per_length_squared_[side], 0.0, 1.0);
}

inline double TriangleDistance::squared(const Vec3& p) const {
  const Vec3 from_first = minus(p, corner_[0]);
  if (per_normal_squared_ > 0.0) {
    // Inside the prism over the triangle it is the distance from the plane. For each side: (p - corner) x n . edge.
    const Vec3 turned = cross(from_first, normal_);
    const double beyond_first = dot(turned, edge_[0]);
    const double beyond_second = dot(turned, edge_[1]) + dot(normal_, normal_);
    const double beyond_last = dot(turned, edge_[2]);
    if (beyond_first >= 0.0 && beyond_second >= 0.0 && beyond_last >= 0.0) {
      const double height = dot(normal_, from_first);
      return height * height * per_normal_squared_;
    }
  }
  double least = std::numeric_limits<double>::infinity();
  for (int side = 0; side < 3; ++side) {
    const double t = along_side(p, side);
    const Vec3 d = minus(p, corner_[side]);
    const Vec3 rest{d[0] - t * edge_[side][0], d[1] - t * edge_[side][1], d[2] - t * edge_[side][2]};
    least = std::min(least, dot(rest, rest));
  }
  return least;
}

}  // namespace howship
