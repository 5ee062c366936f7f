#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "howship/error.hpp"

#include "host/geometry/geometry.hpp"
#include "host/geometry/image.hpp"
#include "host/geometry/surface_check.hpp"

namespace howship {
namespace {

using testing::HasSubstr;

/// Axes that lie askew, and their mirror image.
std::array<Vec3, 3> askew(const Vec3& spacing, bool mirrored) {
  const double cx = 0.8, sx = 0.6, cz = 0.6, sz = 0.8;
  std::array<Vec3, 3> step{{{cz, sz, 0}, {-sz * cx, cz * cx, sx}, {sz * sx, -cz * sx, cx}}};
  for (int axis = 0; axis < 3; ++axis)
    for (double& x : step[axis]) x *= spacing[axis] * (mirrored && axis == 1 ? -1.0 : 1.0);
  return step;
}

Image empty_image(const Index3& extent, const std::array<Vec3, 3>& step) {
  Image image;
  image.extent = extent;
  image.step = step;
  image.first = {-3.25, 8.5, 2.125};
  image.values.assign(static_cast<std::size_t>(extent[0]) * extent[1] * extent[2], 0.0F);
  return image;
}

/// An ellipsoid with a cavity and a notch, label 2.
Image bone(const std::array<Vec3, 3>& step, const Index3& extent) {
  Image image = empty_image(extent, step);
  std::size_t n = 0;
  for (int k = 0; k < extent[2]; ++k)
    for (int j = 0; j < extent[1]; ++j)
      for (int i = 0; i < extent[0]; ++i, ++n) {
        const double x = 2.0 * (i + 0.5) / extent[0] - 1.0, y = 2.0 * (j + 0.5) / extent[1] - 1.0,
                     z = 2.0 * (k + 0.5) / extent[2] - 1.0;
        const double r = x * x + y * y + z * z;
        if (r < 0.97 && r > 0.1 && !(std::abs(x) < 0.25 && y > 0.3)) image.values[n] = 2.0F;
      }
  return image;
}

double volume_of(const Image& image, const std::vector<unsigned char>& selected) {
  std::size_t count = 0;
  for (unsigned char s : selected) count += s;
  return static_cast<double>(count) * image.voxel_volume();
}

std::vector<std::array<Vec3, 3>> grids() {
  const Vec3 h{1.5, 1.25, 2.0};
  return {{{{h[0], 0, 0}, {0, h[1], 0}, {0, 0, h[2]}}},
          {{{0, -h[0], 0}, {0, 0, h[1]}, {h[2], 0, 0}}},
          askew(h, false),
          askew(h, true)};
}

TEST(SurfaceOfVoxels, IsASolidOfTheirVolumeOnEveryGrid) {
  for (const auto& step : grids()) {
    const Image image = bone(step, {18, 20, 14});
    const auto selected = select_labels(image, {2});
    const SurfaceCheck check = check_surface(surface_of_voxels(image, selected));
    EXPECT_TRUE(check.solid());
    EXPECT_NEAR(check.volume, volume_of(image, selected), 1e-9 * check.volume);
  }
}

TEST(SurfaceOfVoxels, SharesTheCornersOfASingleVoxel) {
  Image image = empty_image({1, 1, 1}, {{{2, 0, 0}, {0, 3, 0}, {0, 0, 4}}});
  const Surface box = surface_of_voxels(image, {1});
  EXPECT_EQ(box.points.size(), 8U);
  EXPECT_EQ(box.triangles.size(), 12U);
  const SurfaceCheck check = check_surface(box);
  EXPECT_DOUBLE_EQ(check.volume, 24.0);
  for (int axis = 0; axis < 3; ++axis)
    EXPECT_DOUBLE_EQ(0.5 * (check.least[axis] + check.most[axis]), image.first[axis]);
}

TEST(SurfaceOfVoxels, StaysClosedWhereVoxelsTouchAtEdgesOrCorners) {
  Image image = empty_image({2, 2, 2}, {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}});
  for (const std::vector<unsigned char>& selected :
       {std::vector<unsigned char>{1, 0, 0, 1, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 0, 0, 1}, {1, 0, 0, 1, 0, 1, 1, 0}}) {
    const SurfaceCheck check = check_surface(surface_of_voxels(image, selected));
    EXPECT_TRUE(check.solid());
    EXPECT_NEAR(check.volume, volume_of(image, selected), 1e-12);
  }
}

// Spacings that do not divide the image's: the cut voxels must hold what the label holds. Eight rays a voxel place a
// face to a sixteenth of the spacing at worst; on this small bone that leaves 0.2 %.
TEST(SurfaceOfVoxels, KeepsItsVolumeInCutVoxels) {
  for (const auto& step : grids()) {
    const Image image = bone(step, {18, 20, 14});
    const auto selected = select_labels(image, {2});
    const double volume = volume_of(image, selected);
    const Surface surface = surface_of_voxels(image, selected);
    for (const double h : {0.7, 1.1}) {
      VoxelizeOptions options;
      options.spacing = {h, 1.3 * h, 0.9 * h};
      EXPECT_NEAR(voxelize(surface, options).volume(), volume, 2.5e-3 * volume) << h;
    }
  }
}

TEST(SmoothSurfaceOfVoxels, IsASolidOfTheSameVolumeAndLessArea) {
  for (const auto& step : grids()) {
    const Image image = bone(step, {18, 20, 14});
    const auto selected = select_labels(image, {2});
    const SmoothSurface smooth = smooth_surface_of_voxels(image, selected);
    EXPECT_TRUE(smooth.warnings.empty());
    const SurfaceCheck check = check_surface(smooth.surface);
    EXPECT_TRUE(check.solid());
    EXPECT_NEAR(check.volume, volume_of(image, selected), 1e-3 * check.volume);
    const SurfaceCheck stairs = check_surface(surface_of_voxels(image, selected));
    EXPECT_LT(check.area, 0.85 * stairs.area);
    for (int axis = 0; axis < 3; ++axis) {
      EXPECT_NEAR(check.least[axis], stairs.least[axis], 2.5);
      EXPECT_NEAR(check.most[axis], stairs.most[axis], 2.5);
    }
  }
}

// A ball has the least area of its volume: the smooth surface must come near it, the stairs stay 1.5 times above.
TEST(SmoothSurfaceOfVoxels, MakesABallOfABall) {
  const double h = 1.0, radius = 9.0, pi = 3.14159265358979;
  Image image = empty_image({22, 22, 22}, {{{h, 0, 0}, {0, h, 0}, {0, 0, h}}});
  for (std::size_t n = 0; n < image.values.size(); ++n) {
    const double x = static_cast<double>(n % 22) - 10.5, y = static_cast<double>(n / 22 % 22) - 10.5,
                 z = static_cast<double>(n / 484) - 10.5;
    image.values[n] = x * x + y * y + z * z < radius * radius ? 1.0F : 0.0F;
  }
  const SurfaceCheck check = check_surface(smooth_surface_of_voxels(image, select_labels(image, {1})).surface);
  EXPECT_NEAR(check.area, 4 * pi * radius * radius, 0.03 * check.area);
}

TEST(SmoothSurfaceOfVoxels, KeepsASingleVoxelASolid) {
  Image image = empty_image({3, 3, 3}, {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}});
  std::vector<unsigned char> selected(27);
  selected[13] = 1;
  const SmoothSurface smooth = smooth_surface_of_voxels(image, selected);
  EXPECT_NEAR(check_surface(smooth.surface).volume, 1.0, 1e-3);
  EXPECT_TRUE(check_surface(smooth.surface).solid());
}

TEST(Labels, AreCountedAndSelected) {
  Image image = empty_image({4, 1, 1}, {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}});
  image.values = {0.0F, 7.0F, 7.0F, 29.0F};
  EXPECT_THAT(count_labels(image), testing::ElementsAre(testing::Pair(7, 2), testing::Pair(29, 1)));
  EXPECT_THAT(select_labels(image, {29, 5}), testing::ElementsAre(0, 0, 0, 1));
  EXPECT_THAT(select_labels(image, {7, 29}), testing::ElementsAre(0, 1, 1, 1));
  EXPECT_THAT(select_labels(image, {0, 29}), testing::ElementsAre(0, 0, 0, 1));
}

TEST(Labels, BeyondTheUsualNumbersAreCounted) {
  Image image = empty_image({3, 1, 1}, {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}});
  image.values = {65535.0F, 65536.0F, 1e6F};
  EXPECT_THAT(count_labels(image),
              testing::ElementsAre(testing::Pair(65535, 1), testing::Pair(65536, 1), testing::Pair(1000000, 1)));
}

TEST(Threshold, SelectsFromItOn) {
  Image image = empty_image({3, 1, 1}, {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}});
  image.values = {-100.0F, 200.0F, 300.0F};
  EXPECT_THAT(select_from(image, 200.0), testing::ElementsAre(0, 1, 1));
  EXPECT_THROW(select_from(image, -100.0), InputError);
  EXPECT_THROW(select_from(image, 301.0), InputError);
}

std::string refusal(const Image& image, const std::vector<int>& labels) {
  try {
    select_labels(image, labels);
  } catch (const InputError& error) {
    return error.what();
  }
  return "was taken";
}

TEST(Labels, ThatDoNotExistAreRefusedWithThoseThatDo) {
  Image image = empty_image({3, 1, 1}, {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}});
  EXPECT_THAT(refusal(image, {1}), HasSubstr("all its voxels are 0"));
  image.values = {0.0F, 7.0F, 29.0F};
  EXPECT_THAT(refusal(image, {1, 2}), HasSubstr("label 1, 2; the labels are 7, 29"));
  image.values[1] = 7.5F;
  EXPECT_THAT(refusal(image, {29}), HasSubstr("value 7.5"));
  image.values[1] = -1.0F;
  EXPECT_THAT(refusal(image, {29}), HasSubstr("value -1"));
}

}  // namespace
}  // namespace howship
