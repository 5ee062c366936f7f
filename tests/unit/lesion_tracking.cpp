#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "host/io/largest_diameter.hpp"
#include "host/io/lesions.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;

std::vector<std::int32_t> ids(const LesionMap& map) {
  std::vector<std::int32_t> result;
  for (const Lesion& lesion : map.lesions) result.push_back(lesion.id);
  return result;
}

/// A box of 32 x 8 x 8 mm and its lesions at a series of times.
class LesionTracking : public ::testing::Test {
 protected:
  VoxelDomain domain = make_box({32, 8, 8});
  Baseline baseline = make_baseline(domain);
  LesionTracker tracker{domain, baseline};

  /// Lysis in x from `begin` to `end`, over 4 x 4 voxels in y and z.
  const LesionMap& follow_lysis(const std::vector<std::pair<int, int>>& ranges, double time = 0.0) {
    Snapshot snapshot = make_healthy(domain, time);
    for (const auto& [begin, end] : ranges) {
      fill_box(domain, snapshot, Field::Mineral, {begin, 2, 2}, {end, 6, 6}, 0.3F * healthy_mineral);
    }
    return tracker.follow(snapshot);
  }
};

TEST_F(LesionTracking, AreAbsentFromHealthyBone) {
  const LesionMap& map = tracker.follow(make_healthy(domain));
  EXPECT_TRUE(map.lesions.empty());
  for (const std::int32_t id : map.id) EXPECT_EQ(id, 0);
}

TEST_F(LesionTracking, AreNumberedByVolumeAtFirst) {
  const LesionMap& map = follow_lysis({{1, 4}, {10, 20}, {25, 30}});
  ASSERT_EQ(ids(map), (std::vector<std::int32_t>{1, 2, 3}));
  EXPECT_DOUBLE_EQ(map.lesions[0].volume, 160);
  EXPECT_DOUBLE_EQ(map.lesions[1].volume, 80);
  EXPECT_DOUBLE_EQ(map.lesions[2].volume, 48);
  EXPECT_EQ(map.id[stored_voxel(domain, {12, 3, 3})], 1);
  EXPECT_EQ(map.id[stored_voxel(domain, {2, 3, 3})], 3);
}

TEST_F(LesionTracking, GoOnFromTheMemoryOfAnotherTracker) {
  follow_lysis({{1, 4}, {10, 20}}, 1.0);
  follow_lysis({{10, 20}, {25, 30}}, 2.0);
  LesionTracker other(domain, baseline);
  other.restore(tracker.memory());
  Snapshot snapshot = make_healthy(domain, 3.0);
  for (const int begin : {1, 9, 22})
    fill_box(domain, snapshot, Field::Mineral, {begin, 2, 2}, {begin + 4, 6, 6}, 0.3F * healthy_mineral);
  const LesionMap& one = tracker.follow(snapshot);
  const LesionMap& two = other.follow(snapshot);
  EXPECT_EQ(ids(one), (std::vector<std::int32_t>{1, 3, 4}));
  EXPECT_EQ(ids(two), ids(one));
  EXPECT_EQ(two.id, one.id);
  for (std::size_t i = 0; i < one.lesions.size(); ++i) {
    EXPECT_EQ(two.lesions[i].born, one.lesions[i].born);
    EXPECT_EQ(two.lesions[i].event, one.lesions[i].event);
  }
}

TEST_F(LesionTracking, KeepTheirIdWhileTheyGrowAndShrink) {
  follow_lysis({{1, 4}, {10, 20}});
  // The smaller one becomes the larger one; sizes must not swap the names.
  const LesionMap& map = follow_lysis({{0, 9}, {14, 18}});
  ASSERT_EQ(ids(map), (std::vector<std::int32_t>{1, 2}));
  EXPECT_DOUBLE_EQ(map.lesions[0].volume, 64);
  EXPECT_DOUBLE_EQ(map.lesions[1].volume, 144);
}

TEST_F(LesionTracking, MergeIntoTheLargerOne) {
  follow_lysis({{1, 10}, {12, 16}});
  follow_lysis({{1, 4}, {12, 20}});
  const LesionMap& map = follow_lysis({{1, 20}});
  EXPECT_EQ(ids(map), (std::vector<std::int32_t>{2}));
  EXPECT_EQ(map.lesions[0].event, LesionEvent::None);
  ASSERT_EQ(map.ended.size(), 1U);
  EXPECT_EQ(map.ended[0].id, 1);
  EXPECT_EQ(map.ended[0].event, LesionEvent::Merged);
  EXPECT_EQ(map.ended[0].merged_into, 2);
}

TEST_F(LesionTracking, SplitWithTheIdOnTheLargestPiece) {
  follow_lysis({{1, 20}});
  const LesionMap& map = follow_lysis({{1, 6}, {9, 20}});
  ASSERT_EQ(ids(map), (std::vector<std::int32_t>{1, 2}));
  EXPECT_DOUBLE_EQ(map.lesions[0].volume, 176);
  EXPECT_EQ(map.lesions[0].event, LesionEvent::None);
  EXPECT_EQ(map.lesions[0].split_from, 0);
  EXPECT_EQ(map.lesions[1].event, LesionEvent::Split);
  EXPECT_EQ(map.lesions[1].split_from, 1);
  EXPECT_TRUE(map.ended.empty());
}

TEST_F(LesionTracking, TellTheirStoryThroughMergingAndSplitting) {
  const LesionMap& map = follow_lysis({{1, 8}, {10, 20}}, 0.0);
  ASSERT_EQ(ids(map), (std::vector<std::int32_t>{1, 2}));
  for (const Lesion& lesion : map.lesions) EXPECT_EQ(lesion.event, LesionEvent::Start);

  follow_lysis({{1, 20}}, 28.0);
  ASSERT_EQ(ids(map), (std::vector<std::int32_t>{1}));
  ASSERT_EQ(map.ended.size(), 1U);
  EXPECT_EQ(map.ended[0].merged_into, 1);

  follow_lysis({{1, 9}, {11, 20}, {25, 30}}, 56.0);
  ASSERT_EQ(ids(map), (std::vector<std::int32_t>{1, 3, 4}));
  EXPECT_TRUE(map.ended.empty());
  EXPECT_EQ(map.lesions[0].event, LesionEvent::None);
  EXPECT_EQ(map.lesions[1].event, LesionEvent::Split);
  EXPECT_EQ(map.lesions[1].split_from, 1);
  EXPECT_EQ(map.lesions[2].event, LesionEvent::Born);
  EXPECT_EQ(map.lesions[2].split_from, 0);

  follow_lysis({{1, 9}, {11, 20}}, 84.0);
  ASSERT_EQ(ids(map), (std::vector<std::int32_t>{1, 3}));
  const double births[] = {0.0, 56.0};
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(map.lesions[i].event, LesionEvent::None);
    EXPECT_EQ(map.lesions[i].split_from, 0);
    EXPECT_EQ(map.lesions[i].born, births[i]);
  }
  ASSERT_EQ(map.ended.size(), 1U);
  EXPECT_EQ(map.ended[0].id, 4);
  EXPECT_EQ(map.ended[0].event, LesionEvent::Gone);
  EXPECT_EQ(map.ended[0].merged_into, 0);
  EXPECT_EQ(map.ended[0].born, 56.0);

  follow_lysis({{1, 9}, {11, 20}}, 112.0);
  EXPECT_TRUE(map.ended.empty());
}

TEST_F(LesionTracking, LeaveTheDensityOfTheirPlaceWhenTheyEnd) {
  follow_lysis({{8, 12}});
  const LesionMap& map = follow_lysis({});
  ASSERT_EQ(map.ended.size(), 1U);
  const Lesion& gone = map.ended[0];
  EXPECT_EQ(gone.volume, 0.0);
  EXPECT_DOUBLE_EQ(gone.mean_bmd, 3200 * 0.0625);
  EXPECT_DOUBLE_EQ(gone.bmd_change, 0.0);
  EXPECT_DOUBLE_EQ(gone.centroid[0], 10.0);
  EXPECT_FALSE(gone.surface_distance || gone.cortex_distance || gone.cortex_lost || gone.breach_area);
}

TEST_F(LesionTracking, GoOnAsThePieceThatNoOtherClaimsAndEndOnce) {
  follow_lysis({{1, 20}, {22, 26}});
  // The large one falls apart; its smaller piece joins the other lesion, which was smaller than that piece.
  const LesionMap& map = follow_lysis({{1, 12}, {14, 26}});
  ASSERT_EQ(ids(map), (std::vector<std::int32_t>{1, 2}));
  EXPECT_DOUBLE_EQ(map.lesions[0].volume, 176);
  EXPECT_TRUE(map.ended.empty());
}

TEST_F(LesionTracking, NeverTakeTheIdOfOneThatHealed) {
  follow_lysis({{1, 5}, {10, 20}});
  follow_lysis({{10, 20}});
  const LesionMap& map = follow_lysis({{10, 20}, {24, 28}});
  EXPECT_EQ(ids(map), (std::vector<std::int32_t>{1, 3}));
}

TEST_F(LesionTracking, IgnoreSpecksWithoutTumour) {
  const VoxelDomain fine = make_box({16, 16, 16}, {0.5, 0.5, 0.5});
  const Baseline healthy = make_baseline(fine);
  Snapshot snapshot = make_healthy(fine);
  fill_box(fine, snapshot, Field::Mineral, {1, 1, 1}, {8, 2, 2}, 0.0F);        // 7 voxels, 0.875 mm3
  fill_box(fine, snapshot, Field::Mineral, {1, 5, 1}, {9, 6, 2}, 0.0F);        // 8 voxels, 1 mm3
  fill_box(fine, snapshot, Field::Tumour, {12, 12, 12}, {13, 13, 13}, 0.05F);  // 1 voxel, tumour
  fill_box(fine, snapshot, Field::Tumour, {12, 2, 2}, {14, 14, 4}, 0.0499F);   // below the limit
  LesionTracker fine_tracker(fine, healthy);
  const LesionMap& map = fine_tracker.follow(snapshot);
  ASSERT_EQ(map.lesions.size(), 2U);
  EXPECT_EQ(map.lesions[0].voxels, 8U);
  EXPECT_EQ(map.lesions[1].voxels, 1U);
  EXPECT_EQ(map.lesions[1].phenotype, LesionClass::None);
  EXPECT_EQ(map.id[stored_voxel(fine, {1, 1, 1})], 0);
}

TEST(LesionMeasures, FollowFromTheVoxelsByHand) {
  // Two voxels in a row of 1 x 2 x 3 mm: one cut to a half, one that took in a sliver.
  const VoxelDomain domain = make_domain({{2, 1, 1}, {1.0, 2.0, 3.0}, {10.0, 20.0, 30.0}},
                                         [](const Index3& v) { return v[0] == 0 ? 0.5F : 1.25F; });
  Baseline baseline = make_baseline(domain);
  Snapshot snapshot = make_healthy(domain);
  const std::size_t a = stored_voxel(domain, {0, 0, 0}), b = stored_voxel(domain, {1, 0, 0});
  baseline.mineral[b] = 2.0F * healthy_mineral;
  field_of(snapshot, Field::Tumour)[a] = 0.25F;
  field_of(snapshot, Field::Tumour)[b] = 0.5F;
  field_of(snapshot, Field::Mineral)[a] = 2.0F * healthy_mineral;  // ratio 2, sclerotic
  field_of(snapshot, Field::Mineral)[b] = healthy_mineral;         // ratio 0.5, lytic
  LesionTracker tracker(domain, baseline);
  const LesionMap& map = tracker.follow(snapshot);
  ASSERT_EQ(map.lesions.size(), 1U);
  const Lesion& lesion = map.lesions[0];
  EXPECT_EQ(lesion.voxels, 2U);
  EXPECT_DOUBLE_EQ(lesion.volume, 3.0 + 7.5);
  EXPECT_DOUBLE_EQ(lesion.tumour_volume, 0.25 * 3.0 + 0.5 * 7.5);
  EXPECT_DOUBLE_EQ(lesion.lytic_volume, 7.5);
  EXPECT_DOUBLE_EQ(lesion.sclerotic_volume, 3.0);
  EXPECT_DOUBLE_EQ(lesion.mean_bmd, 3200 * (0.125 * 3.0 + 0.0625 * 7.5) / 10.5);
  EXPECT_DOUBLE_EQ(lesion.bmd_change, 100 * ((0.125 * 3.0 + 0.0625 * 7.5) / (0.0625 * 3.0 + 0.125 * 7.5) - 1));
  EXPECT_DOUBLE_EQ(lesion.centroid[0], (10.5 * 3.0 + 11.5 * 7.5) / 10.5);
  EXPECT_DOUBLE_EQ(lesion.centroid[1], 21.0);
  EXPECT_DOUBLE_EQ(lesion.centroid[2], 31.5);
  EXPECT_DOUBLE_EQ(lesion.diameter, 2.0);
  EXPECT_EQ(lesion.phenotype, LesionClass::Mixed);
}

TEST(LesionMeasures, ClassifyByAFactorOfFour) {
  EXPECT_EQ(classify_lesion(0, 0), LesionClass::None);
  EXPECT_EQ(classify_lesion(1, 0), LesionClass::Lytic);
  EXPECT_EQ(classify_lesion(0, 1), LesionClass::Sclerotic);
  EXPECT_EQ(classify_lesion(4.01, 1), LesionClass::Lytic);
  EXPECT_EQ(classify_lesion(4, 1), LesionClass::Mixed);
  EXPECT_EQ(classify_lesion(1, 1), LesionClass::Mixed);
  EXPECT_EQ(classify_lesion(1, 4), LesionClass::Mixed);
  EXPECT_EQ(classify_lesion(1, 4.01), LesionClass::Sclerotic);
  EXPECT_STREQ(name_of(LesionClass::Mixed), "mixed");
}

/// All of a domain as one part.
double diameter_of(const VoxelDomain& domain) {
  std::vector<std::int32_t> label(domain.stored_voxels());
  for (std::size_t voxel = 0; voxel < label.size(); ++voxel) label[voxel] = domain.active(voxel) ? 0 : -1;
  return largest_diameters(domain, label, 1).front();
}

TEST(LargestDiameter, IsTheLengthOfARow) {
  EXPECT_DOUBLE_EQ(diameter_of(make_box({7, 1, 1}, {0.5, 3.0, 3.0})), 3.5);
  EXPECT_DOUBLE_EQ(diameter_of(make_box({1, 1, 5}, {0.5, 0.5, 0.75})), 3.75);
}

TEST(LargestDiameter, IsADiagonalOfABoxToOneVoxel) {
  EXPECT_NEAR(diameter_of(make_box({30, 20, 10}, {0.5, 0.5, 0.5})), std::sqrt(15.0 * 15 + 10 * 10 + 5 * 5), 0.5);
}

TEST(LargestDiameter, IsThatOfABallToOneVoxel) {
  for (const double radius : {4.0, 7.3}) {
    const VoxelDomain ball = make_domain({{32, 32, 32}, {0.5, 0.5, 0.5}, {-8, -8, -8}}, [&](const Index3& v) {
      const double x = -7.75 + 0.5 * v[0], y = -7.75 + 0.5 * v[1], z = -7.75 + 0.5 * v[2];
      return x * x + y * y + z * z < radius * radius ? 1.0F : 0.0F;
    });
    EXPECT_NEAR(diameter_of(ball), 2 * radius, 0.5) << radius;
  }
}

}  // namespace
}  // namespace howship
