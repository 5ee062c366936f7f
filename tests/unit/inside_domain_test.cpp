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

}  // namespace
}  // namespace howship
