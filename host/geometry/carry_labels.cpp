#include "host/geometry/carry_labels.hpp"

#include <array>
#include <cmath>

namespace howship {

namespace {

Vec3 cross(const Vec3& a, const Vec3& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
double dot(const Vec3& a, const Vec3& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/// Rows that take a world step to steps of the image's index.
std::array<Vec3, 3> inverse_steps(const Image& image) {
  std::array<Vec3, 3> rows{};
  for (std::size_t i = 0; i < 3; ++i) {
    const Vec3 normal = cross(image.step[(i + 1) % 3], image.step[(i + 2) % 3]);
    const double volume = dot(image.step[i], normal);
    for (std::size_t axis = 0; axis < 3; ++axis) rows[i][axis] = normal[axis] / volume;
  }
  return rows;
}

}  // namespace

std::vector<unsigned char> carried_over(const Image& map, const std::vector<unsigned char>& selected,
                                        const Image& image) {
  const std::array<Vec3, 3> rows = inverse_steps(map);
  // Index in the map of the first voxel of the image, and its change along the image's axes.
  Vec3 start{};
  std::array<Vec3, 3> change{};
  for (std::size_t i = 0; i < 3; ++i) {
    start[i] =
        dot(rows[i], {image.first[0] - map.first[0], image.first[1] - map.first[1], image.first[2] - map.first[2]});
    for (std::size_t axis = 0; axis < 3; ++axis) change[axis][i] = dot(rows[i], image.step[axis]);
  }
  std::vector<unsigned char> carried(image.voxels(), 0);
  std::size_t v = 0;
  for (int k = 0; k < image.extent[2]; ++k)
    for (int j = 0; j < image.extent[1]; ++j)
      for (int i = 0; i < image.extent[0]; ++i, ++v) {
        std::size_t at = 0;
        std::size_t stride = 1;
        bool inside = true;
        for (std::size_t axis = 0; axis < 3; ++axis) {
          const double place = start[axis] + i * change[0][axis] + j * change[1][axis] + k * change[2][axis];
          const double voxel = std::floor(place + 0.5);
          inside = inside && voxel >= 0.0 && voxel < map.extent[axis];
          if (!inside) break;
          at += stride * static_cast<std::size_t>(voxel);
          stride *= static_cast<std::size_t>(map.extent[axis]);
        }
        if (inside) carried[v] = selected[at];
      }
  return carried;
}

}  // namespace howship
