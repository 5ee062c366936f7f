#include "host/systemic/input_cuts.hpp"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace howship {
namespace {

using ::testing::ElementsAre;

Dose dose_at(double time, double duration = 0.0) {
  Dose dose;
  dose.time = time;
  dose.duration = duration;
  return dose;
}

TherapyCase therapy(TherapyKind kind, double start, double every, int count, double duration) {
  TherapyCase t;
  t.kind = kind;
  t.start = start;
  t.every = every;
  t.count = count;
  t.duration = duration;
  return t;
}

TEST(InputCuts, AreTheEndAloneWithoutInputs) {
  EXPECT_THAT(input_cuts({}, 365.0), ElementsAre(365.0));
}

TEST(InputCuts, AreDosesAndEndsOfInfusionsWithinTheRun) {
  EXPECT_THAT(input_cuts({dose_at(0.0, 2.0), dose_at(28.0), dose_at(28.0), dose_at(99.0, 5.0), dose_at(120.0)}, 100.0),
              ElementsAre(2.0, 28.0, 99.0, 100.0));
}

TEST(InputCuts, AreStartsAndEndsOfCycles) {
  EXPECT_THAT(input_cuts({dose_at(7.0)}, 50.0, {therapy(TherapyKind::Chemotherapy, 0.0, 21.0, 3, 7.0)}),
              ElementsAre(7.0, 21.0, 28.0, 42.0, 49.0, 50.0));
  EXPECT_THAT(input_cuts({}, 50.0, {therapy(TherapyKind::Endocrine, 10.0, 0.0, 1, 100.0)}), ElementsAre(10.0, 50.0));
}

TEST(InputCuts, AreFractionsOfRadiotherapy) {
  EXPECT_THAT(input_cuts({}, 50.0, {therapy(TherapyKind::Radiotherapy, 10.0, 1.0, 3, 0.0)}),
              ElementsAre(10.0, 11.0, 12.0, 50.0));
}

TEST(InputCuts, AreOneWhereOnlyRoundingTellsTwoApart) {
  // 3 * 0.1 and 2 * 0.1 + 0.1 differ in the last bit.
  const std::vector<double> cuts = input_cuts({}, 1.0, {therapy(TherapyKind::Chemotherapy, 0.0, 0.1, 4, 0.1)});
  ASSERT_EQ(cuts.size(), 5u);
  for (int i = 0; i < 4; ++i) EXPECT_NEAR(cuts[static_cast<std::size_t>(i)], 0.1 * (i + 1), 1e-12);
  EXPECT_THAT(input_cuts({dose_at(1e-300)}, 9.0), ElementsAre(1e-9, 9.0));
  // Whatever falls due there has its time no later than the cut.
  EXPECT_THAT(input_cuts({dose_at(5.0), dose_at(5.0 + 1e-12)}, 9.0), ElementsAre(5.0 + 1e-12, 9.0));
}

}  // namespace
}  // namespace howship
