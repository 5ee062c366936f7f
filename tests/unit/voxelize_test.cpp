#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <omp.h>
#include <vector>

#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/geometry/geometry.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/triangle_distance.hpp"
#include "host/geometry/walls.hpp"

#include "tests/unit/surface_support.hpp"

namespace howship {
namespace {

VoxelDomain voxels_of(const Surface& surface, const Vec3& spacing, double band = 2.0) {
  VoxelizeOptions options;
  options.spacing = spacing;
  options.wall_band = band;
  options.merge_below = 0.0;
  return voxelize(surface, options);
}

TEST(Voxelize, BoxBetweenGridPlanesIsTakenExactly) {
  const VoxelDomain domain = voxels_of(box_surface({0.25, -1, 2}, {9.5, 4.75, 5.125}), {0.5, 0.5, 0.5});
  EXPECT_NEAR(domain.volume(), 9.25 * 5.75 * 3.125, 1e-4);
  double least = 2.0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    const Index3 at = domain.voxel_index(v);
    const double x = at[0] == 0 ? 0.5 : 1.0;
    const double y = at[1] == 11 ? 0.5 : 1.0;
    const double z = at[2] == 6 ? 0.25 : 1.0;
    if (!domain.active(v)) continue;
    ASSERT_FLOAT_EQ(domain.volume_fraction[v], static_cast<float>(x * y * z)) << at[0] << ' ' << at[1] << ' ' << at[2];
    ASSERT_FLOAT_EQ(domain.aperture[0][v], at[0] == 0 ? 0.0F : static_cast<float>(y * z));
    ASSERT_FLOAT_EQ(domain.aperture[1][v], at[1] == 0 ? 0.0F : static_cast<float>(x * z));
    ASSERT_FLOAT_EQ(domain.aperture[2][v], at[2] == 0 ? 0.0F : static_cast<float>(x * y));
    least = std::min<double>(least, x * y * z);
  }
  EXPECT_EQ(least, 0.0625);
}

TEST(Voxelize, MeasuresNoDistancesWithoutABand) {
  const Surface ball = ball_surface({0, 0, 0}, 5.0, 3);
  const VoxelDomain with = voxels_of(ball, {0.5, 0.5, 0.5});
  const VoxelDomain without = voxels_of(ball, {0.5, 0.5, 0.5}, 0.0);
  EXPECT_EQ(with.wall_distance.size(), with.stored_voxels());
  EXPECT_TRUE(without.wall_distance.empty());
  EXPECT_EQ(without.volume_fraction, with.volume_fraction);
}

TEST(Voxelize, EncloseVolumeWhateverTheSpacing) {
  const Surface ball = ball_surface({0.1, 0.2, 0.3}, 5.0, 4);
  const double volume = enclosed_volume(ball);
  for (const Vec3& spacing : {Vec3{1, 1, 1}, Vec3{0.3, 0.7, 0.5}, Vec3{0.2, 0.2, 0.2}})
    EXPECT_NEAR(voxels_of(ball, spacing).volume(), volume, 1e-3 * volume) << spacing[0];
}

// What a voxel loses on one side it gains on the other: the wall of each cut voxel has the area vector that its
// apertures leave over, and all walls together the area of the ball.
TEST(Voxelize, AperturesLeaveOverTheWall) {
  const VoxelDomain domain = voxels_of(ball_surface({0, 0, 0}, 5.0, 5), {0.25, 0.25, 0.25});
  std::map<Index3, std::size_t> at;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) at[domain.voxel_index(v)] = v;
  double area = 0.0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    double squared = 0.0;
    for (int axis = 0; axis < 3; ++axis) {
      Index3 next = domain.voxel_index(v);
      ++next[axis];
      const auto found = at.find(next);
      const double upper = found == at.end() ? 0.0 : domain.aperture[axis][found->second];
      squared += (upper - domain.aperture[axis][v]) * (upper - domain.aperture[axis][v]);
    }
    area += std::sqrt(squared) * 0.0625;
  }
  EXPECT_NEAR(area, 4.0 * pi * 25.0, 0.01 * 4.0 * pi * 25.0);
}

TEST(Voxelize, CavitiesAreLeftOutAndOverlapsCountOnce) {
  const Surface outer = ball_surface({0, 0, 0}, 5.0, 3);
  const Surface hollow = together(outer, turned_inside_out(ball_surface({0, 0, 0}, 3.0, 3)));
  EXPECT_NEAR(voxels_of(hollow, {0.5, 0.5, 0.5}).volume(), enclosed_volume(hollow), 0.3);
  const Surface boxes = together(box_surface({0, 0, 0}, {4, 4, 4}), box_surface({2, 0, 0}, {6, 4, 4}));
  EXPECT_NEAR(voxels_of(boxes, {0.5, 0.5, 0.5}).volume(), 96.0, 1e-3);
}

TEST(Voxelize, NeighboursAgreeWithCoordinates) {
  const VoxelDomain domain = voxels_of(ball_surface({0, 0, 0}, 5.0, 3), {0.4, 0.4, 0.4});
  std::map<Index3, std::int32_t> place;
  for (std::size_t b = 0; b < domain.bricks(); ++b) place[domain.brick_coordinates[b]] = static_cast<std::int32_t>(b);
  ASSERT_EQ(place.size(), domain.bricks());
  for (std::size_t b = 0; b < domain.bricks(); ++b)
    for (int side = 0; side < 6; ++side) {
      Index3 other = domain.brick_coordinates[b];
      other[side / 2] += side % 2 == 0 ? -1 : 1;
      const auto found = place.find(other);
      ASSERT_EQ(domain.neighbours[b][side], found == place.end() ? -1 : found->second);
    }
}

TEST(Voxelize, SliversJoinTheirNeighbourAndLeaveNoEmptyBrick) {
  // 8 voxels along x are two bricks; what reaches into a third is a sliver.
  VoxelizeOptions options;
  options.spacing = {1, 1, 1};
  options.merge_below = 0.1;
  const VoxelDomain domain = voxelize(box_surface({0, 0, 0}, {8.05, 4, 4}), options);
  EXPECT_EQ(domain.bricks(), 2U);
  EXPECT_EQ(domain.neighbours[1][static_cast<int>(Side::XPlus)], -1);
  EXPECT_NEAR(domain.volume(), 8.05 * 16, 1e-4);
}

TEST(Voxelize, DoesNotDependOnTheNumberOfThreads) {
  Surface ball = ball_surface({0.1, 0.2, 0.3}, 5.0, 3);
  ball.cortical_thickness.resize(ball.points.size());
  for (std::size_t i = 0; i < ball.points.size(); ++i)
    ball.cortical_thickness[i] = static_cast<float>(1.0 + 0.1 * ball.points[i][0]);
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const VoxelDomain one = voxels_of(ball, {0.3, 0.3, 0.3});
  omp_set_num_threads(5);
  const VoxelDomain five = voxels_of(ball, {0.3, 0.3, 0.3});
  omp_set_num_threads(threads);
  EXPECT_EQ(one.brick_coordinates, five.brick_coordinates);
  EXPECT_EQ(one.neighbours, five.neighbours);
  EXPECT_EQ(one.volume_fraction, five.volume_fraction);
  EXPECT_EQ(one.aperture, five.aperture);
  EXPECT_EQ(one.wall_distance, five.wall_distance);
  EXPECT_EQ(one.cortical_thickness, five.cortical_thickness);
}

/// Of the nearest of all triangles, looked at one after the other.
double distance_from(const Surface& surface, const Vec3& p, std::size_t* triangle = nullptr) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    const double squared = TriangleDistance(surface, t).squared(p);
    if (squared < least && triangle != nullptr) *triangle = t;
    least = std::min(least, squared);
  }
  return std::sqrt(least);
}

TEST(TriangleDistance, IsThatOfFaceSideOrCorner) {
  Surface s;
  s.points = {{0, 0, 0}, {4, 0, 0}, {0, 3, 0}};
  s.triangles = {{0, 1, 2}};
  EXPECT_DOUBLE_EQ(distance_from(s, {1, 1, -2}), 2.0);
  EXPECT_DOUBLE_EQ(distance_from(s, {2, -3, 4}), 5.0);
  EXPECT_DOUBLE_EQ(distance_from(s, {-3, -4, 0}), 5.0);
  EXPECT_DOUBLE_EQ(distance_from(s, {4 + 0.6, 3 + 0.8, 0}), 4.6 * 0.6 + 3.8 * 0.8 - 2.4);  // behind the long side
  EXPECT_DOUBLE_EQ(distance_from(s, {7, 0, 4}), 5.0);
  s.points[2] = {2, 0, 0};  // no area
  EXPECT_DOUBLE_EQ(distance_from(s, {1, 3, 4}), 5.0);
  EXPECT_DOUBLE_EQ(distance_from(s, {-3, 0, 4}), 5.0);
  s.points[1] = s.points[2] = {0, 0, 0};  // a point
  EXPECT_DOUBLE_EQ(distance_from(s, {0, 3, 4}), 5.0);
}

TEST(WallDistance, IsExactWithinTheBand) {
  // Triangles of very different size, and spacings that differ. Where the ball lies within the box it is no wall.
  const Surface surface = together(box_surface({-8, -2, -2}, {8, 2, 2}), ball_surface({0, 4, 0}, 4.5, 2));
  const Surface walls = walls_of(surface, 0.04);
  ASSERT_LT(walls.triangles.size(), surface.triangles.size());
  for (const double band : {0.4, 1.5, 30.0}) {
    const VoxelDomain domain = voxels_of(surface, {0.4, 0.5, 0.7}, band);
    std::size_t seen = 0;
    for (std::size_t v = 0; v < domain.stored_voxels(); v += 7) {
      if (!(domain.volume_fraction[v] >= 0.5F)) {
        ASSERT_EQ(domain.wall_distance[v], 0.0F);
        continue;
      }
      ++seen;
      ASSERT_FLOAT_EQ(domain.wall_distance[v],
                      static_cast<float>(std::min(band, distance_from(walls, domain.voxel_centre(v)))));
    }
    EXPECT_GT(seen, 500U);
  }
}

TEST(WallDistance, CarriesTheThicknessOfTheNearestShell) {
  Surface surface = box_surface({0, 0, 0}, {12, 8, 8});
  for (const Vec3& p : surface.points) surface.cortical_thickness.push_back(p[0] > 6.0 ? 2.5F : 0.5F);
  const VoxelDomain domain = voxels_of(surface, {0.5, 0.5, 0.5}, 1.0);
  ASSERT_EQ(domain.cortical_thickness.size(), domain.stored_voxels());
  std::size_t deep = 0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    const Vec3 p = domain.voxel_centre(v);
    if (!domain.active(v)) continue;
    // The band reaches a voxel beyond the thickest shell.
    const double depth = std::min({p[0], 12 - p[0], p[1], 8 - p[1], p[2], 8 - p[2]});
    ASSERT_FLOAT_EQ(domain.wall_distance[v], static_cast<float>(std::min(3.0, depth)));
    if (depth > 3.0) {
      ++deep;
      ASSERT_EQ(domain.cortical_thickness[v], 0.0F);
      continue;
    }
    // Linear along x on the long sides, constant on the ends; where both are equally near, either will do.
    const double expected = depth == p[0] ? 0.5 : depth == 12 - p[0] ? 2.5 : 0.5 + p[0] / 6.0;
    const bool between_sides = depth == std::min({p[1], 8 - p[1], p[2], 8 - p[2]}) && std::abs(expected - 1.5) > 0.99;
    if (!between_sides) {
      ASSERT_NEAR(domain.cortical_thickness[v], expected, 1e-5) << p[0] << ' ' << p[1] << ' ' << p[2];
    }
  }
  EXPECT_GT(deep, 0U);
  EXPECT_TRUE(voxels_of(box_surface({0, 0, 0}, {4, 4, 4}), {1, 1, 1}).cortical_thickness.empty());
}

TEST(Voxelize, RefusesWhatIsNoSolid) {
  Surface open = box_surface({0, 0, 0}, {4, 4, 4});
  open.triangles.pop_back();
  EXPECT_THROW(voxels_of(open, {1, 1, 1}), InputError);
  EXPECT_THROW(voxels_of(turned_inside_out(box_surface({0, 0, 0}, {4, 4, 4})), {1, 1, 1}), InputError);
  EXPECT_THROW(voxels_of(box_surface({0, 0, 0}, {4, 4, 4}), {1, 0, 1}), InputError);
  EXPECT_THROW(voxels_of(box_surface({0, 0, 0}, {4e9, 4, 4}), {1, 1, 1}), DeviceError);
  VoxelizeOptions options;
  options.spacing = {0.1, 0.1, 0.1};
  options.memory_limit = 1e6;
  EXPECT_THROW(voxelize(box_surface({0, 0, 0}, {40, 40, 40}), options), DeviceError);
}

}  // namespace
}  // namespace howship
