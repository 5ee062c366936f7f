#include "host/geometry/triangle_distance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace howship {

TriangleDistance::TriangleDistance(const Surface& surface, std::size_t triangle) {
  for (std::size_t i = 0; i < 3; ++i) corner_[i] = surface.points[surface.triangles[triangle][i]];
  for (std::size_t i = 0; i < 3; ++i) {
    edge_[i] = minus(corner_[(i + 1) % 3], corner_[i]);
    const double squared = dot(edge_[i], edge_[i]);
    per_length_squared_[i] = squared > 0.0 ? 1.0 / squared : 0.0;
  }
  normal_ = cross(edge_[0], edge_[1]);
  const double squared = dot(normal_, normal_);
  per_normal_squared_ = squared > 0.0 && std::isfinite(1.0 / squared) ? 1.0 / squared : 0.0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto [least, most] = std::minmax({corner_[0][axis], corner_[1][axis], corner_[2][axis]});
    centre_[axis] = 0.5 * (least + most);
  }
  for (const Vec3& c : corner_) {
    const Vec3 d = minus(c, centre_);
    radius_ = std::max(radius_, std::sqrt(dot(d, d)));
  }
}

Vec3 TriangleDistance::plane_weights(const Vec3& p) const {
  Vec3 weights{};
  for (std::size_t i = 0; i < 3; ++i)
    weights[(i + 2) % 3] = dot(cross(edge_[i], minus(p, corner_[i])), normal_) * per_normal_squared_;
  return weights;
}

Vec3 TriangleDistance::closest_weights(const Vec3& p) const {
  if (per_normal_squared_ > 0.0) {
    const Vec3 weights = plane_weights(p);
    if (weights[0] >= 0.0 && weights[1] >= 0.0 && weights[2] >= 0.0) return weights;
  }
  double least = std::numeric_limits<double>::infinity();
  Vec3 weights{};
  for (int side = 0; side < 3; ++side) {
    const double t = along_side(p, side);
    const Vec3 d = minus(p, corner_[side]);
    const Vec3 rest{d[0] - t * edge_[side][0], d[1] - t * edge_[side][1], d[2] - t * edge_[side][2]};
    if (!(dot(rest, rest) < least)) continue;
    least = dot(rest, rest);
    weights = {};
    weights[side] = 1.0 - t;
    weights[(side + 1) % 3] = t;
  }
  return weights;
}

}  // namespace howship
