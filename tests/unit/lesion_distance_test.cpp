#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "host/geometry/geometry.hpp"
#include "host/io/cortex.hpp"
#include "host/io/lesions.hpp"

#include "tests/unit/cortex_support.hpp"

namespace howship {
namespace {

using namespace output_test;

double square(double x) {
  return x * x;
}

/// Shortest distance between two sets of voxels, each taken as a box.
double gap(const Grid& grid, const std::vector<Index3>& a, const std::vector<Index3>& b) {
  double least = std::numeric_limits<double>::infinity();
  for (const Index3& v : a) {
    for (const Index3& w : b) {
      double squared = 0.0;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        squared += square(std::max(0, std::abs(v[axis] - w[axis]) - 1) * grid.spacing[axis]);
      }
      least = std::min(least, std::sqrt(squared));
    }
  }
  return least;
}

TEST(LesionDistances, AgreeWithBruteForceInRaggedBone) {
  std::mt19937 random(7);
  const auto upto = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
  for (int round = 0; round < 12; ++round) {
    const Grid grid{{17, 15, 13}, {0.5, 0.75, 1.0}, {-3.0, 5.0, 1.0}};
    const Index3 bite{upto(17), upto(15), upto(13)};
    const auto inside = [&](const Index3& v) {
      return v[0] > 0 && v[1] > 0 && v[2] > 0 && v[0] < 16 && v[1] < 14 && v[2] < 12 &&
             std::abs(v[0] - bite[0]) + std::abs(v[1] - bite[1]) + std::abs(v[2] - bite[2]) > 4;
    };
    const VoxelDomain domain = make_domain(grid, [&](const Index3& v) { return inside(v) ? 1.0F : 0.0F; });
    const auto next_to_outside = [&](Index3 v) {
      for (std::size_t axis = 0; axis < 3; ++axis) {
        for (const int step : {-1, 1}) {
          Index3 w = v;
          w[axis] += step;
          if (!inside(w)) return true;
        }
      }
      return false;
    };
    const Baseline baseline = make_shell(domain, next_to_outside);
    std::vector<Index3> outside, shell, lesion;
    Snapshot snapshot = make_intact(domain, baseline);
    const Index3 middle{3 + upto(10), 3 + upto(8), 3 + upto(6)};
    for (int z = 0; z < 13; ++z) {
      for (int y = 0; y < 15; ++y) {
        for (int x = 0; x < 17; ++x) {
          const Index3 v{x, y, z};
          if (!inside(v)) {
            outside.push_back(v);
            continue;
          }
          if (next_to_outside(v)) shell.push_back(v);
          if (std::abs(x - middle[0]) + std::abs(y - middle[1]) + std::abs(z - middle[2]) > upto(3)) continue;
          field_of(snapshot, Field::Tumour)[stored_voxel(domain, v)] = 0.5F;
        }
      }
    }
    LesionTracker tracker(domain, baseline);
    const LesionMap& map = tracker.follow(snapshot);
    for (const Lesion& found : map.lesions) {
      lesion.clear();
      for (std::size_t voxel = 0; voxel < map.id.size(); ++voxel) {
        if (map.id[voxel] == found.id) lesion.push_back(domain.voxel_index(voxel));
      }
      EXPECT_NEAR(found.surface_distance.value(), gap(grid, lesion, outside), 1e-9) << round;
      EXPECT_NEAR(found.cortex_distance.value(),
                  std::find_first_of(lesion.begin(), lesion.end(), shell.begin(), shell.end()) != lesion.end()
                      ? 0.0
                      : gap(grid, lesion, shell),
                  1e-9)
          << round;
    }
  }
}

/// A ball of bone of radius 14 mm with a shell of 1.5 mm, at 0.5 mm.
class ShelledBall : public ::testing::Test {
 protected:
  static constexpr double radius = 14.0, thickness = 1.5;
  Grid grid{{60, 60, 60}, {0.5, 0.5, 0.5}, {-15, -15, -15}};
  static double from_centre(const Vec3& x) { return std::hypot(x[0], x[1], x[2]); }
  VoxelDomain domain =
      make_domain(grid, [this](const Index3& v) { return from_centre(grid.centre(v)) < radius ? 1.0F : 0.0F; });
  Baseline baseline =
      make_shell(domain, [this](const Index3& v) { return from_centre(grid.centre(v)) > radius - thickness; });
  Snapshot snapshot = make_intact(domain, baseline);

  Lesion lesion_where(const std::function<bool(const Vec3&)>& dissolved) {
    for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
      if (domain.active(voxel) && dissolved(domain.voxel_centre(voxel))) field_of(snapshot, Field::Mineral)[voxel] = 0;
    }
    LesionTracker tracker(domain, baseline);
    return tracker.follow(snapshot).lesions.at(0);
  }
};

TEST_F(ShelledBall, HoleAtAKnownDepthIsAsFarFromShellAndSurface) {
  const Vec3 centre{3.0, -2.0, 4.0};
  const Lesion lesion = lesion_where(
      [&](const Vec3& x) { return std::hypot(x[0] - centre[0], x[1] - centre[1], x[2] - centre[2]) < 3.0; });
  const double depth = radius - from_centre(centre) - 3.0;
  // The corners of voxels stick out of what they stand for.
  const double diagonal = std::hypot(0.5, 0.5, 0.5);
  EXPECT_NEAR(lesion.surface_distance.value(), depth - diagonal / 2, diagonal / 2);
  EXPECT_NEAR(lesion.cortex_distance.value(), depth - thickness - diagonal / 2, diagonal / 2);
  EXPECT_EQ(lesion.breach_area, 0.0);
}

TEST_F(ShelledBall, HoleThroughTheShellHasTheAreaOfItsCap) {
  const double half_angle = 0.5;
  const Lesion lesion = lesion_where([&](const Vec3& x) {
    return x[0] + 2 * x[1] + 3 * x[2] > std::cos(half_angle) * std::sqrt(14.0) * from_centre(x);
  });
  const double cap = 2 * std::acos(-1.0) * radius * radius * (1 - std::cos(half_angle));
  EXPECT_NEAR(lesion.breach_area.value(), cap, 0.15 * cap);
  EXPECT_DOUBLE_EQ(lesion.cortex_lost.value(), 100.0);
}

/// A ball of radius 10 mm in cut voxels of 1 mm, with a shell of 2.5 mm.
class CutBall : public ::testing::Test {
 protected:
  VoxelDomain domain = [] {
    GeometryCase ball;
    ball.shape = "sphere";
    ball.radius = 10.0;
    VoxelizeOptions options;
    options.spacing = {1.0, 1.0, 1.0};
    options.wall_band = 4.0;
    return voxelize(make_geometry(ball).surface, options);
  }();
  double depth(const Index3& v) const {
    const Vec3 x = domain.grid.centre(v);
    return 10.0 - std::hypot(x[0], x[1], x[2]);
  }
  Baseline baseline = make_shell(domain, [this](const Index3& v) { return depth(v) < 2.5; });
};

TEST_F(CutBall, HasTheAreaOfTheSphere) {
  double area = 0.0;
  for (const CortexVoxel& c : find_cortex(domain, baseline).voxels) area += static_cast<double>(c.outer_area);
  const double sphere = 4 * std::acos(-1.0) * 100.0;
  EXPECT_NEAR(area, sphere, 0.02 * sphere);
}

TEST_F(CutBall, ErodedFromWithinIsBreachedOnlyWhereTheOutermostVoxelsGo) {
  for (const double left : {0.6, -1.0}) {
    Snapshot snapshot = make_intact(domain, baseline);
    for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
      if (domain.active(voxel) && depth(domain.voxel_index(voxel)) > left)
        field_of(snapshot, Field::Mineral)[voxel] = 0;
    }
    LesionTracker tracker(domain, baseline);
    const double area = tracker.follow(snapshot).lesions.at(0).breach_area.value();
    if (left > 0.0)
      EXPECT_EQ(area, 0.0);
    else
      EXPECT_GT(area, 1200.0);
  }
}

}  // namespace
}  // namespace howship
