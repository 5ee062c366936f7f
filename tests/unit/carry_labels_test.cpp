#include "host/geometry/carry_labels.hpp"

#include <cmath>
#include <cstddef>

#include <gtest/gtest.h>

namespace howship {
namespace {

Image grid(const Index3& extent, const std::array<Vec3, 3>& step, const Vec3& first) {
  Image image;
  image.extent = extent;
  image.step = step;
  image.first = first;
  image.values.assign(static_cast<std::size_t>(extent[0]) * extent[1] * extent[2], 0.0F);
  return image;
}

/// A ball of 7 mm around (1, -2, 3) mm, by voxel centres.
bool in_ball(const Vec3& p) {
  return std::hypot(p[0] - 1.0, p[1] + 2.0, p[2] - 3.0) < 7.0;
}

/// Visits every voxel of an image with its place in `values` and its centre.
template <class Visit>
void for_each_voxel(const Image& image, const Visit& visit) {
  std::size_t v = 0;
  for (int k = 0; k < image.extent[2]; ++k)
    for (int j = 0; j < image.extent[1]; ++j)
      for (int i = 0; i < image.extent[0]; ++i, ++v)
        visit(v, image.position({static_cast<double>(i), static_cast<double>(j), static_cast<double>(k)}));
}

std::vector<unsigned char> ball_in(const Image& image) {
  std::vector<unsigned char> selected(image.voxels());
  for_each_voxel(image, [&](std::size_t v, const Vec3& p) { selected[v] = in_ball(p) ? 1 : 0; });
  return selected;
}

TEST(CarryLabels, SameGridGivesTheSameVoxels) {
  const Image map = grid({20, 18, 16}, {{{0, 1, 0}, {-1, 0, 0}, {0, 0, 1.5}}}, {9, -11, -8});
  EXPECT_EQ(carried_over(map, ball_in(map), map), ball_in(map));
}

TEST(CarryLabels, AnotherGridSeesTheMapsVoxelAtEachCentre) {
  // Fine map; coarse image, mirrored, turned by 30 degrees and reaching beyond the map.
  const Image map = grid({80, 80, 80}, {{{0.25, 0, 0}, {0, 0.25, 0}, {0, 0, 0.25}}}, {-9, -12, -7});
  const double c = std::cos(0.5235987755982988);
  const double s = std::sin(0.5235987755982988);
  const Image image = grid({30, 30, 20}, {{{-c, -s, 0}, {-s, c, 0}, {0, 0, 2}}}, {20, -8, -14});
  const auto carried = carried_over(map, ball_in(map), image);
  std::size_t inside = 0;
  std::size_t wrong = 0;
  for_each_voxel(image, [&](std::size_t v, const Vec3& p) {
    inside += carried[v];
    // Centres nearer to the ball's surface than a voxel of the map may fall on either side.
    const double depth = 7.0 - std::hypot(p[0] - 1.0, p[1] + 2.0, p[2] - 3.0);
    if (std::abs(depth) > 0.25 && (carried[v] != 0) != (depth > 0.0)) ++wrong;
  });
  EXPECT_EQ(wrong, 0U);
  EXPECT_NEAR(2.0 * static_cast<double>(inside), 4.18879 * 343.0, 100.0);
}

}  // namespace
}  // namespace howship
