#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/geometry/geometry.hpp"
#include "host/geometry/surface_check.hpp"

#include "tests/unit/surface_support.hpp"

namespace howship {
namespace {

VoxelDomain voxels_of(const Surface& bone, double spacing) {
  VoxelizeOptions options;
  options.spacing = {spacing, spacing, spacing};
  options.merge_below = 0.0;
  return voxelize(bone, options);
}

/// Of the bone inside the shape [mm3].
double volume_inside(const std::vector<float>& share, const VoxelDomain& domain) {
  double sum = 0.0;
  for (std::size_t v = 0; v < share.size(); ++v) sum += static_cast<double>(share[v]) * domain.volume_fraction[v];
  return sum * domain.grid.voxel_volume();
}

TEST(ShapeShare, OfABallWithinTheBoneIsItsVolume) {
  const Surface bone = box_surface({-8.1, -7.9, -8}, {8, 8.2, 8.3});
  const Surface ball = ball_surface({1, 0.3, -0.4}, 5.0, 4);
  const VoxelDomain domain = voxels_of(bone, 0.5);
  const std::vector<float> share = share_inside_of(ball, bone, domain);
  EXPECT_NEAR(volume_inside(share, domain), enclosed_volume(ball), 1e-3 * enclosed_volume(ball));
  for (std::size_t v = 0; v < share.size(); ++v) {
    const Vec3 p = domain.voxel_centre(v);
    const double r = std::sqrt((p[0] - 1) * (p[0] - 1) + (p[1] - 0.3) * (p[1] - 0.3) + (p[2] + 0.4) * (p[2] + 0.4));
    if (!domain.active(v) || r > 5.5) {
      ASSERT_EQ(share[v], 0.0F);
    }
    if (domain.active(v) && r < 4.4) {
      ASSERT_FLOAT_EQ(share[v], 1.0F);
    }
  }
}

TEST(ShapeShare, CountsOnlyTheBoneOfCutVoxels) {
  // Half of the shape lies outside the bone, whose face cuts voxels at 40 % of their width.
  const Surface bone = box_surface({0, 0, 0}, {10.2, 6, 6});
  const Surface shape = box_surface({8.1, -3, 1.25}, {14, 3.25, 30});
  const VoxelDomain domain = voxels_of(bone, 0.5);
  const std::vector<float> share = share_inside_of(shape, bone, domain);
  EXPECT_NEAR(volume_inside(share, domain), 2.1 * 3.25 * 4.75, 1e-3);
  std::size_t whole = 0;
  for (std::size_t v = 0; v < share.size(); ++v) {
    const Index3 at = domain.voxel_index(v);
    if (!domain.active(v)) continue;
    ASSERT_LE(share[v], 1.0F);
    const bool beside = at[1] > 6 || at[2] < 2;
    if (at[0] < 16 || beside) {
      ASSERT_EQ(share[v], 0.0F);
    }
    if (at[0] == 20 && at[1] < 6 && at[2] > 2) {
      ++whole;
      ASSERT_NEAR(share[v], 1.0F, 1e-5F);  // though it fills only 0.4 of the voxel
    }
    if (at[0] == 16 && at[1] < 6 && at[2] > 2) {
      ASSERT_NEAR(share[v], 0.8F, 1e-5F);
    }
  }
  EXPECT_EQ(whole, 6U * 9U);
}

TEST(ShapeShare, OfTheBoneItselfIsAllAndOfAShapeElsewhereNothing) {
  const Surface bone = ball_surface({0, 0, 0}, 4.0, 3);
  const VoxelDomain domain = voxels_of(bone, 0.7);
  const std::vector<float> all = share_inside_of(bone, bone, domain);
  const std::vector<float> none = share_inside_of(ball_surface({30, 0, 0}, 4.0, 2), bone, domain);
  const std::vector<float> far = share_inside_of(ball_surface({1e13, -1e13, 0}, 4e3, 2), bone, domain);
  for (std::size_t v = 0; v < all.size(); ++v) {
    ASSERT_EQ(far[v], 0.0F);
    ASSERT_NEAR(all[v], domain.active(v) ? 1.0F : 0.0F, 1e-5F);
    ASSERT_EQ(none[v], 0.0F);
  }
}

TEST(ShapeShare, RefusesAnOpenShape) {
  const Surface bone = ball_surface({0, 0, 0}, 4.0, 2);
  Surface open = bone;
  open.triangles.pop_back();
  EXPECT_THROW(share_inside_of(open, bone, voxels_of(bone, 1.0)), InputError);
}

}  // namespace
}  // namespace howship
