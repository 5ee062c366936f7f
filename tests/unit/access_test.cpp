#include "kernels/voxel/access.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace howship {
namespace {

TEST(Access, PlacesBeyondTwoToTheThirtyFirstAreCountedInSixtyFourBits) {
  // 130 million voxels, the most that a card of 141 GB holds, with the 64 planes of a block: 8.3e9 values.
  constexpr int brick = 2031250 - 1, planes = 64;
  EXPECT_EQ(place_of(brick, planes, planes - 1, brick_size - 1), 2031250ULL * planes * brick_size - 1);
  EXPECT_GT(place_of(brick, planes, 0, 0), 1ULL << 32U);
}

TEST(Access, EachLaneOfEachPlaneHasAPlaceOfItsOwn) {
  constexpr int planes = 3;
  std::vector<int> hits(static_cast<std::size_t>(2 * planes * brick_size), 0);
  for (int brick = 0; brick < 2; ++brick)
    for (int plane = 0; plane < planes; ++plane)
      for (int lane = 0; lane < brick_size; ++lane) ++hits.at(place_of(brick, planes, plane, lane));
  for (int hit : hits) EXPECT_EQ(hit, 1);
}

TEST(Access, OnePlaneIsInTheOrderOfOutput) {
  for (int lane = 0; lane < brick_size; ++lane)
    EXPECT_EQ(place_of(5, 1, 0, lane), static_cast<std::size_t>(5 * brick_size + lane));
}

}  // namespace
}  // namespace howship
