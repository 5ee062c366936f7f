#include "host/geometry/volume_correction.hpp"

#include <gtest/gtest.h>

namespace howship {
namespace {

VoxelDomain two_bricks() {
  VoxelDomain d;
  d.grid = {{8, 4, 4}, {0.5, 0.5, 2.0}, {0, 0, 0}};
  d.brick_coordinates = {{0, 0, 0}, {1, 0, 0}};
  d.volume_fraction.assign(2 * brick_size, 0.0F);
  for (int lane = 0; lane < brick_size; ++lane) d.volume_fraction[lane] = lane < 32 ? 1.0F : 0.25F;
  d.volume_fraction[brick_size] = 0.95F;
  d.volume_fraction[brick_size + 1] = 1.02F;  // took in a sliver
  return d;
}

TEST(VolumeCorrection, GivesTheVolumeAndLeavesWholeVoxels) {
  for (const double factor : {0.93, 0.999, 1.0, 1.04, 1.2}) {
    VoxelDomain d = two_bricks();
    const double whole = (32.0 + 1.02) * d.grid.voxel_volume();
    const double volume = whole + factor * (d.volume() - whole);
    EXPECT_TRUE(conserve_volume(d, volume));
    EXPECT_NEAR(d.volume(), volume, 1e-6 * volume) << factor;
    EXPECT_EQ(d.volume_fraction[0], 1.0F);
    EXPECT_EQ(d.volume_fraction[brick_size + 1], 1.02F);
    EXPECT_LE(d.volume_fraction[brick_size], 1.0F);
    EXPECT_EQ(d.volume_fraction[brick_size + 2], 0.0F);
  }
}

TEST(VolumeCorrection, LeavesADomainThatIsFarOff) {
  for (const double factor : {0.5, 2.0}) {
    VoxelDomain d = two_bricks();
    EXPECT_FALSE(conserve_volume(d, factor * d.volume()));
    EXPECT_EQ(d.volume_fraction, two_bricks().volume_fraction) << factor;
  }
}

}  // namespace
}  // namespace howship
