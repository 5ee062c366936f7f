// Steps and time that a run takes are foreseen well enough to plan by.

#include "host/app/time_left.hpp"

#include <gtest/gtest.h>

#include "host/app/step_forecast.hpp"

namespace howship {
namespace {

Case two_years() {
  Case c;
  c.lesions.resize(1);
  c.end = 730.5;
  return c;
}

void give(Case& c, Drug drug, double duration) {
  for (int dose = 0; dose < 24; ++dose) {
    Dose d;
    d.time = 84.0 + 28.0 * dose;
    d.drug = drug;
    d.duration = duration;
    c.doses.push_back(d);
  }
}

// Accepted steps of healthy-vertebra, and of lytic-vertebra at 1 mm over two years: untreated, with denosumab, with
// zoledronic acid infused.
TEST(StepForecast, IsThatOfRunsWithinAFifth) {
  Case healthy, none = two_years(), denosumab = two_years(), zoledronate = two_years();
  healthy.end = 1826.25;
  give(denosumab, Drug::Denosumab, 0.0);
  give(zoledronate, Drug::ZoledronicAcid, 0.25 / 24.0);
  EXPECT_NEAR(StepForecast(healthy).total(), 9.0, 2.0);
  EXPECT_NEAR(StepForecast(none).total(), 74.0, 15.0);
  EXPECT_NEAR(StepForecast(denosumab).total(), 362.0, 72.0);
  EXPECT_NEAR(StepForecast(zoledronate).total(), 451.0, 90.0);
}

TEST(StepForecast, RisesWithTheDayAndMostAfterADose) {
  Case c = two_years();
  give(c, Drug::Denosumab, 0.0);
  const StepForecast forecast(c);
  EXPECT_EQ(forecast.until(0.0), 0.0);
  for (int day = 1; day <= 730; ++day) EXPECT_GT(forecast.until(day), forecast.until(day - 1.0)) << day;
  const auto steps = [&](double from, double to) { return forecast.until(to) - forecast.until(from); };
  EXPECT_GT(steps(84.0, 91.0), 5.0 * steps(70.0, 77.0));
  EXPECT_GT(steps(112.0, 119.0), 2.0 * steps(105.0, 112.0));
}

TEST(TimeLeft, IsSilentUntilItKnowsThePace) {
  TimeLeft left(100.0);
  left.update(0.5, 3.0);
  EXPECT_LT(left.seconds(), 0.0);
  left.update(2.0, 4.0);
  EXPECT_GT(left.seconds(), 0.0);
}

TEST(TimeLeft, OfAnEvenPaceIsExact) {
  TimeLeft left(100.0);
  for (int done = 1; done <= 60; ++done) left.update(done, 2.0 * done);
  EXPECT_NEAR(left.seconds(), 80.0, 1e-9);
  left.update(100.0, 200.0);
  EXPECT_EQ(left.seconds(), 0.0);
}

TEST(TimeLeft, FollowsAPaceThatChanges) {
  TimeLeft left(100.0);
  double wall = 0.0;
  for (int done = 1; done <= 80; ++done) left.update(done, wall += done <= 40 ? 1.0 : 3.0);
  // The mean over the run would say 40 s, the last pace is 60 s.
  EXPECT_NEAR(left.seconds(), 60.0, 3.0);
}

TEST(TimeLeft, DoesNotJump) {
  TimeLeft left(100.0);
  double wall = 0.0, before = -1.0;
  // A slow unit of work in eight, as when a snapshot is written.
  for (int done = 1; done <= 90; ++done) {
    left.update(done, wall += done % 8 == 0 ? 3.0 : 1.0);
    if (done > 20) {
      EXPECT_LT(left.seconds(), before * 1.2) << done;
      EXPECT_GT(left.seconds(), before * 0.75) << done;
    }
    before = left.seconds();
  }
}

}  // namespace
}  // namespace howship
