#include "host/geometry/inside_domain.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "host/geometry/geometry.hpp"

namespace howship {
namespace {

TEST(CubeBelowPlane, HasTheVolumesOfSlabsWedgesAndCorners) {
  EXPECT_NEAR(cube_below_plane({1, 0, 0}, -0.2), 0.3, 2e-3);
  EXPECT_NEAR(cube_below_plane({0, -1, 0}, 0.1), 0.6, 2e-3);
  EXPECT_NEAR(cube_below_plane({0.5, 0.5, 0}, -0.25), 0.125, 2e-3);  // x + y <= 1/2 from a corner: half of a square
  const double third = 1.0 / 3.0;
  EXPECT_NEAR(cube_below_plane({third, third, third}, 0.0), 0.5, 1e-9);
  EXPECT_NEAR(cube_below_plane({third, third, third}, third - 0.5), 1.0 / 6.0, 1e-9);  // the corner tetrahedron
  EXPECT_NEAR(cube_below_plane({-third, third, -third}, 2 * third - 0.5), 5.0 / 6.0, 1e-9);
  EXPECT_EQ(cube_below_plane({third, third, third}, -0.6), 0.0);
  EXPECT_EQ(cube_below_plane({third, third, third}, 0.6), 1.0);
}

// Where the surface stands, far within a voxel.
TEST(InsideDomain, FindsTheSurfaceOfABallWithinAThirtiethOfAVoxel) {
  const double radius = 9.0, h = 1.0;
  GeometryCase g;
  g.shape = "sphere";
  g.radius = radius;
  VoxelizeOptions options;
  options.spacing = {h, h, h};
  const VoxelDomain domain = voxelize(make_geometry(g).surface, options);
  const InsideDomain inside(domain);
  double square = 0.0;
  int count = 0;
  for (int n = 0; n < 400; ++n) {
    const double z = 1.0 - (n + 0.5) / 200.0, turn = 2.399963 * n, r = std::sqrt(1.0 - z * z);
    const auto at = [&](double d) { return inside({d * r * std::cos(turn), d * r * std::sin(turn), d * z}); };
    EXPECT_EQ(at(radius - 1.5 * h), 1.0F);
    EXPECT_EQ(at(radius + 1.5 * h), 0.0F);
    // Length inside along the ray, where voxels without a plane count with their fraction.
    double length = radius - 1.5 * h;
    for (double d = length + 0.005; d < radius + 1.5 * h; d += 0.01) length += 0.01 * at(d);
    square += (length - radius) * (length - radius);
    ++count;
  }
  EXPECT_LT(std::sqrt(square / count), h / 30.0);
}

TEST(InsideDomain, IsSureOnlyWhereAllAroundAgrees) {
  const double radius = 9.0, reach = 0.8;
  GeometryCase g;
  g.shape = "sphere";
  g.radius = radius;
  VoxelizeOptions options;
  options.spacing = {0.5, 0.5, 0.5};
  const VoxelDomain domain = voxelize(make_geometry(g).surface, options);
  const InsideDomain inside(domain, reach);
  int sure_inside = 0, sure_outside = 0;
  for (double x = -11.1; x < 11.0; x += 0.37)
    for (double y = -11.1; y < 11.0; y += 0.37) {
      const Vec3 p{x, y, 0.7 * y - 0.3 * x};
      const double d = std::sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]);
      const auto sure = inside.all_around(p);
      if (!sure) continue;
      EXPECT_EQ(*sure, d < radius ? 1.0F : 0.0F) << d;
      EXPECT_GT(std::abs(d - radius), 0.95 * reach);
      (*sure > 0.0F ? sure_inside : sure_outside) += 1;
    }
  EXPECT_GT(sure_inside, 500);
  EXPECT_GT(sure_outside, 50);
}

}  // namespace
}  // namespace howship
