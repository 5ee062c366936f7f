#pragma once

#include <array>

#include "howship/vector_math.hpp"

#include "host/geometry/image.hpp"

namespace howship {

/// From the world to places among an image's voxels: whole numbers are their centres.
class ImageIndex {
 public:
  /// The image's steps must span a space.
  explicit ImageIndex(const Image& image) : first_(image.first) {
    const auto& s = image.step;
    rows_ = {cross(s[1], s[2]), cross(s[2], s[0]), cross(s[0], s[1])};
    const double volume = dot(s[0], rows_[0]);
    for (Vec3& row : rows_)
      for (double& x : row) x /= volume;
  }
  Vec3 direction(const Vec3& d) const { return {dot(rows_[0], d), dot(rows_[1], d), dot(rows_[2], d)}; }
  Vec3 place(const Vec3& p) const { return direction(minus(p, first_)); }

 private:
  std::array<Vec3, 3> rows_{};
  Vec3 first_{};
};

}  // namespace howship
