#include "host/io/lesion_cortex.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "host/io/cortex.hpp"
#include "host/io/lesions.hpp"

#include "tests/unit/cortex_support.hpp"

namespace howship {
namespace {

using namespace output_test;

/// Voxels from a voxel to the nearest end of a full box, from 0.
int depth_in_box(const VoxelDomain& domain, const Index3& v) {
  int depth = std::numeric_limits<int>::max();
  for (std::size_t a = 0; a < 3; ++a) depth = std::min({depth, v[a], domain.grid.extent[a] - 1 - v[a]});
  return depth;
}

/// A box of 1 x 1.25 x 0.5 mm voxels with a shell of two voxels, and lesions in it.
class ShelledBox : public ::testing::Test {
 protected:
  VoxelDomain domain = make_box({16, 14, 18}, {1.0, 1.25, 0.5});
  Baseline baseline = make_shell(domain, [&](const Index3& v) { return depth_in_box(domain, v) < 2; });
  Snapshot snapshot = make_intact(domain, baseline);

  /// Leaves `share` of the healthy mineral in a box of voxels.
  void dissolve(const Index3& begin, const Index3& end, float share) {
    std::vector<float>& mineral = field_of(snapshot, Field::Mineral);
    for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
      const Index3 v = domain.voxel_index(voxel);
      bool inside = domain.active(voxel);
      for (std::size_t a = 0; a < 3; ++a) inside = inside && v[a] >= begin[a] && v[a] < end[a];
      if (inside) mineral[voxel] = share * baseline.mineral[voxel];
    }
  }
  Lesion only_lesion() {
    LesionTracker tracker(domain, baseline);
    const LesionMap& map = tracker.follow(snapshot);
    if (map.lesions.size() != 1) throw std::logic_error("not one lesion");
    return map.lesions.front();
  }
};

TEST_F(ShelledBox, ShellIsFoundWithItsWaysInwardAndItsArea) {
  const Cortex cortex = find_cortex(domain, baseline);
  EXPECT_NEAR(cortex.threshold, (0.13 + 0.8) / 2, 0.01);
  ASSERT_EQ(cortex.voxels.size(), 16U * 14 * 18 - 12 * 10 * 14);
  std::map<Index3, std::size_t> place;
  for (std::size_t i = 0; i < cortex.voxels.size(); ++i) place[domain.voxel_index(cortex.voxels[i].voxel)] = i;
  const auto at = [&](const Index3& v) { return cortex.voxels[place.at(v)]; };
  // The middle of the face towards -x: two voxels to the cancellous bone.
  EXPECT_EQ(at({1, 7, 9}).inward, -1);
  EXPECT_EQ(at({1, 7, 9}).outer_area, 0.0F);
  EXPECT_EQ(at({0, 7, 9}).inward, static_cast<std::int32_t>(place.at({1, 7, 9})));
  EXPECT_FLOAT_EQ(at({0, 7, 9}).outer_area, 1.25F * 0.5F);
  EXPECT_FLOAT_EQ(at({7, 0, 9}).outer_area, 0.5F);
  EXPECT_FLOAT_EQ(at({7, 7, 17}).outer_area, 1.25F);
  // Along an edge the wall cuts the corner.
  EXPECT_FLOAT_EQ(at({0, 0, 9}).outer_area, std::hypot(1.25F * 0.5F, 0.5F));
  for (std::size_t i = 0; i < cortex.voxels.size(); ++i)
    ASSERT_LT(cortex.voxels[i].inward, static_cast<std::int32_t>(i));
}

TEST_F(ShelledBox, LesionInTheMiddleIsAwayFromShellAndSurface) {
  dissolve({6, 5, 7}, {9, 8, 10}, 0.2F);
  const Lesion lesion = only_lesion();
  // 6 voxels of 1 mm, 5 of 1.25 mm, 7 of 0.5 mm to the nearest ends; two of each are shell.
  EXPECT_DOUBLE_EQ(lesion.surface_distance.value(), 3.5);
  EXPECT_DOUBLE_EQ(lesion.cortex_distance.value(), 2.5);
  EXPECT_EQ(lesion.cortex_lost, 0.0);
  EXPECT_EQ(lesion.breach_area, 0.0);
}

TEST_F(ShelledBox, LesionAgainstTheShellIsAtDistanceZeroAndHasLostNothing) {
  dissolve({2, 5, 7}, {6, 8, 10}, 0.2F);
  const Lesion lesion = only_lesion();
  EXPECT_DOUBLE_EQ(lesion.surface_distance.value(), 2.0);
  EXPECT_EQ(lesion.cortex_distance, 0.0);
  EXPECT_EQ(lesion.cortex_lost, 0.0);
  EXPECT_EQ(lesion.breach_area, 0.0);
}

TEST_F(ShelledBox, HalfTheThicknessLostIsNoBreach) {
  dissolve({1, 5, 7}, {6, 8, 10}, 0.0F);
  Lesion lesion = only_lesion();
  EXPECT_DOUBLE_EQ(lesion.surface_distance.value(), 1.0);
  EXPECT_NEAR(lesion.cortex_lost.value(), 50.0, 1e-9);
  EXPECT_EQ(lesion.breach_area, 0.0);
  // From the outside.
  snapshot = make_intact(domain, baseline);
  dissolve({0, 5, 7}, {1, 8, 10}, 0.0F);
  lesion = only_lesion();
  EXPECT_EQ(lesion.surface_distance, 0.0);
  EXPECT_NEAR(lesion.cortex_lost.value(), 50.0, 1e-9);
  EXPECT_EQ(lesion.breach_area, 0.0);
}

TEST_F(ShelledBox, HoleThroughTheShellIsABreachOfItsArea) {
  dissolve({0, 5, 7}, {6, 8, 10}, 0.3F);
  const Lesion lesion = only_lesion();
  EXPECT_EQ(lesion.surface_distance, 0.0);
  EXPECT_EQ(lesion.cortex_distance, 0.0);
  EXPECT_NEAR(lesion.cortex_lost.value(), 70.0, 1e-4);
  EXPECT_NEAR(lesion.breach_area.value(), 3 * 1.25 * 3 * 0.5, 1e-6);
}

TEST_F(ShelledBox, ThinnedButStandingShellIsNoBreach) {
  dissolve({0, 5, 7}, {6, 8, 10}, 0.55F);
  const Lesion lesion = only_lesion();
  EXPECT_NEAR(lesion.cortex_lost.value(), 45.0, 1e-4);
  EXPECT_EQ(lesion.breach_area, 0.0);
}

TEST_F(ShelledBox, BoneGainedBesideDoesNotMakeUpForBoneLost) {
  dissolve({0, 5, 7}, {1, 8, 10}, 2.0F);
  dissolve({1, 5, 7}, {2, 8, 10}, 0.0F);
  EXPECT_NEAR(only_lesion().cortex_lost.value(), 50.0, 1e-9);
}

TEST_F(ShelledBox, TumourInStandingCortexIsNoBreach) {
  fill_box(domain, snapshot, Field::Tumour, {0, 5, 7}, {6, 8, 10}, 0.15F);
  const Lesion lesion = only_lesion();
  EXPECT_EQ(lesion.surface_distance, 0.0);
  EXPECT_EQ(lesion.cortex_distance, 0.0);
  EXPECT_EQ(lesion.cortex_lost, 0.0);
  EXPECT_EQ(lesion.breach_area, 0.0);
}

TEST_F(ShelledBox, EachLesionHasItsOwnBreach) {
  dissolve({0, 5, 7}, {3, 8, 10}, 0.3F);
  dissolve({14, 5, 7}, {15, 8, 10}, 0.1F);
  LesionTracker tracker(domain, baseline);
  const LesionMap& map = tracker.follow(snapshot);
  ASSERT_EQ(map.lesions.size(), 2U);
  EXPECT_NEAR(map.lesions[0].breach_area.value(), 5.625, 1e-6);
  EXPECT_EQ(map.lesions[1].breach_area, 0.0);
  EXPECT_NEAR(map.lesions[1].cortex_lost.value(), 45.0, 1e-4);
}

TEST(CortexOfABone, IsNotThereInUniformOrHardlyDenserBone) {
  const VoxelDomain domain = make_box({12, 12, 12});
  Baseline baseline = make_baseline(domain);
  EXPECT_TRUE(find_cortex(domain, baseline).voxels.empty());
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    if (depth_in_box(domain, domain.voxel_index(voxel)) < 2) baseline.bone_volume_fraction[voxel] = 0.25F;
  }
  EXPECT_TRUE(find_cortex(domain, baseline).voxels.empty());
  Snapshot snapshot = make_healthy(domain);
  fill_box(domain, snapshot, Field::Mineral, {0, 4, 4}, {6, 8, 8}, 0.0F);
  LesionTracker tracker(domain, baseline);
  const Lesion lesion = tracker.follow(snapshot).lesions.at(0);
  EXPECT_EQ(lesion.surface_distance, 0.0);
  EXPECT_FALSE(lesion.cortex_distance || lesion.cortex_lost || lesion.breach_area);
}

TEST(CortexOfABone, LeavesOutDenseIslandsInside) {
  const VoxelDomain domain = make_box({16, 16, 16});
  const Baseline baseline = make_shell(domain, [&](const Index3& v) {
    return depth_in_box(domain, v) < 1 || (v[0] > 5 && v[0] < 9 && v[1] == 8 && v[2] == 8);
  });
  const Cortex cortex = find_cortex(domain, baseline);
  EXPECT_EQ(cortex.voxels.size(), 16U * 16 * 16 - 14 * 14 * 14);
}

}  // namespace
}  // namespace howship
