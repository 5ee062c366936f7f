#include "host/geometry/sample_image.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "howship/error.hpp"

#include "host/geometry/anatomy.hpp"
#include "host/geometry/geometry.hpp"

namespace howship {
namespace {

using testing::HasSubstr;

constexpr double radius = 9.0;  // of the bone, a ball at the origin [mm]

VoxelDomain ball(double h) {
  GeometryCase g;
  g.shape = "sphere";
  g.radius = radius;
  VoxelizeOptions options;
  options.spacing = {h, h, h};
  return voxelize(make_geometry(g).surface, options);
}

/// A grid that lies askew, is mirrored and covers the ball amply.
Image askew(double h) {
  const double cx = 0.8, sx = 0.6, cz = 0.6, sz = 0.8;
  Image image;
  image.step = {{{cz, sz, 0}, {-sz * cx, cz * cx, sx}, {-sz * sx, cz * sx, -cx}}};
  for (Vec3& s : image.step)
    for (double& x : s) x *= h;
  const int n = static_cast<int>(std::ceil(2.0 * (radius + 6.0) / h));
  image.extent = {n, n + 1, n + 2};
  for (int axis = 0; axis < 3; ++axis)
    for (int c = 0; c < 3; ++c) image.first[c] -= 0.5 * (image.extent[axis] - 1) * image.step[axis][c];
  return image;
}

template <class Value>
void fill(Image& image, const Value& value) {
  image.values.clear();
  for (int k = 0; k < image.extent[2]; ++k)
    for (int j = 0; j < image.extent[1]; ++j)
      for (int i = 0; i < image.extent[0]; ++i)
        image.values.push_back(static_cast<float>(value(Vec3{double(i), double(j), double(k)})));
}

double distance(const Vec3& p) {
  return std::sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
}

/// Share of an image voxel in the ball, by points.
double share_in_ball(const Image& image, const Vec3& index) {
  constexpr int n = 8;
  int count = 0;
  for (int c = 0; c < n; ++c)
    for (int b = 0; b < n; ++b)
      for (int a = 0; a < n; ++a)
        count += distance(image.position({index[0] + (a + 0.5) / n - 0.5, index[1] + (b + 0.5) / n - 0.5,
                                          index[2] + (c + 0.5) / n - 0.5})) < radius
                     ? 1
                     : 0;
  return count / double(n * n * n);
}

double ramp(const Vec3& p) {
  return 500.0 + 10.0 * p[0] - 7.0 * p[1] + 3.0 * p[2];
}

TEST(SampleImage, IsExactForARampOnFinerAndCoarserGrids) {
  Image image = askew(1.3);
  fill(image, [&](const Vec3& index) { return ramp(image.position(index)); });
  const std::vector<unsigned char> all(image.values.size(), 1);
  for (const double h : {0.9, 2.0, 4.0}) {
    const VoxelDomain domain = ball(h);
    const SampledImage sampled = sample_image(image, domain, &all);
    EXPECT_EQ(sampled.outside, 0U);
    EXPECT_EQ(sampled.extrapolated, 0U);
    ASSERT_EQ(sampled.values.size(), domain.stored_voxels());
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
      ASSERT_NEAR(sampled.values[v], domain.active(v) ? ramp(domain.voxel_centre(v)) : 0.0, 1e-3) << h;
  }
}

TEST(SampleImage, TakesTheMeanOfFinerVoxels) {
  Image image = askew(0.5);
  // Every other voxel along i: only an average over many gives the mean.
  fill(image, [&](const Vec3& index) { return static_cast<int>(index[0]) % 2 == 0 ? 0.0 : 100.0; });
  const std::vector<unsigned char> all(image.values.size(), 1);
  const VoxelDomain domain = ball(4.0);
  const SampledImage sampled = sample_image(image, domain, &all);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    if (domain.active(v)) {
      ASSERT_NEAR(sampled.values[v], 50.0, 5.0);
    }
}

TEST(SampleImage, LetsNothingOfTheSurroundingsInWhereLabelsOutlineTheBone) {
  Image image = askew(1.0);
  std::vector<unsigned char> inside;
  fill(image, [&](const Vec3& index) {
    inside.push_back(distance(image.position(index)) < radius ? 1 : 0);
    return inside.back() != 0 ? 800.0 : -100.0;
  });
  for (const double h : {0.7, 2.5}) {
    const VoxelDomain domain = ball(h);
    const SampledImage sampled = sample_image(image, domain, &inside);
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
      if (domain.active(v)) {
        ASSERT_NEAR(sampled.values[v], 800.0, 1e-3);
      }
  }
}

// A scan as a scanner makes it: voxels at the surface hold both. Uncorrected, they would pull the rim down by half.
TEST(SampleImage, TakesTheSurroundingsOutOfVoxelsThatTheSurfaceCuts) {
  for (const double voxel : {1.0, 2.0}) {
    Image image = askew(voxel);
    fill(image, [&](const Vec3& index) {
      const double share = share_in_ball(image, index);
      return share * 800.0 + (1.0 - share) * (40.0 + 0.5 * index[0]);
    });
    const VoxelDomain domain = ball(0.8);
    const SampledImage sampled = sample_image(image, domain, nullptr);
    double sum = 0.0, worst = 0.0;
    std::size_t count = 0;
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      if (!domain.active(v) || domain.volume_fraction[v] > 0.9F) continue;
      sum += sampled.values[v];
      worst = std::max(worst, std::abs(sampled.values[v] - 800.0));
      ++count;
    }
    ASSERT_GT(count, 500U);
    // What remains is the error of the shares, at most a few per cent by eight points and more per voxel.
    EXPECT_NEAR(sum / static_cast<double>(count), 800.0, 16.0) << voxel;
    EXPECT_LT(worst, 160.0) << voxel;
  }
}

// Masked images hold whole voxels of bone and nothing else, so that there is nothing to take out.
TEST(SampleImage, TakesMaskedImagesAsTheyAre) {
  Image image = askew(1.5);
  fill(image, [&](const Vec3& index) { return share_in_ball(image, index) > 0.5 ? 800.0 : 0.0; });
  const VoxelDomain domain = ball(0.8);
  const SampledImage sampled = sample_image(image, domain, nullptr);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    if (domain.active(v)) {
      ASSERT_NEAR(sampled.values[v], 800.0, 1e-2);
    }
}

TEST(SampleImage, KeepsNoiseBoundedAtTheSurface) {
  Image image = askew(1.5);
  unsigned state = 1;
  fill(image, [&](const Vec3&) {
    state = state * 1664525U + 1013904223U;
    return 40.0 * (static_cast<double>(state >> 8) / (1U << 24) - 0.5);
  });
  const VoxelDomain domain = ball(0.8);
  const SampledImage sampled = sample_image(image, domain, nullptr);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    if (domain.active(v)) {
      ASSERT_LT(std::abs(sampled.values[v]), 4.0 * 20.0 + 20.0);
    }
}

TEST(SampleImage, FillsWhatTheLabelsDoNotReachWithTheNearest) {
  Image image = askew(1.0);
  std::vector<unsigned char> inside;
  fill(image, [&](const Vec3& index) {
    const Vec3 p = image.position(index);
    inside.push_back(distance(p) < radius - 2.5 ? 1 : 0);
    return inside.back() != 0 ? ramp(p) : -1000.0;
  });
  const VoxelDomain domain = ball(1.0);
  const SampledImage sampled = sample_image(image, domain, &inside);
  EXPECT_GT(sampled.extrapolated, 100U);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    const Vec3 p = domain.voxel_centre(v);
    const double shrink = std::min(1.0, (radius - 2.5) / distance(p));
    ASSERT_NEAR(sampled.values[v], ramp({p[0] * shrink, p[1] * shrink, p[2] * shrink}), 20.0);
  }
}

std::string refusal(const Image& image, const VoxelDomain& domain, const std::vector<unsigned char>* inside) {
  try {
    sample_image(image, domain, inside);
  } catch (const InputError& error) {
    return error.what();
  }
  return "was taken";
}

TEST(SampleImage, RefusesAnImageOfAnotherPlace) {
  Image image = askew(1.0);
  fill(image, [](const Vec3&) { return 100.0; });
  const VoxelDomain domain = ball(1.0);
  const std::vector<unsigned char> none(image.values.size(), 0);
  EXPECT_THAT(refusal(image, domain, &none), HasSubstr("no voxel of the image lies in the bone"));
  Image moved = image;
  moved.first[0] += 20.0;
  EXPECT_THAT(refusal(moved, domain, nullptr), HasSubstr("covers only"));
  moved.first[0] += 200.0;
  EXPECT_THAT(refusal(moved, domain, nullptr), HasSubstr("does not cover the bone"));
}

TEST(SampleImage, CountsWhatTheImageDoesNotCover) {
  Image image = askew(1.0);
  fill(image, [](const Vec3&) { return 100.0; });
  image.first[2] += 9.0;
  const VoxelDomain domain = ball(1.0);
  const SampledImage sampled = sample_image(image, domain, nullptr);
  EXPECT_GT(sampled.outside, 10U);
  EXPECT_LT(sampled.outside, domain.active_voxels() / 2);
}

}  // namespace
}  // namespace howship
