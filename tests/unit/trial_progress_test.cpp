// The progress of several arms as one.

#include "host/app/trial_progress.hpp"

#include <gtest/gtest.h>

namespace howship {
namespace {

std::vector<Case> two_arms() {
  std::vector<Case> cases(2);
  for (Case& c : cases) {
    c.lesions.resize(1);
    c.end = 100.0;
  }
  return cases;
}

Progress at(double time, double wall) {
  Progress p;
  p.time = time;
  p.end = 100.0;
  p.steps = 10;
  p.wall_seconds = wall;
  p.voxel_updates_per_second = 1000.0 / wall;
  return p;
}

TEST(TrialProgress, IsBetweenTheSlowestAndTheFastest) {
  TrialProgress progress(two_arms(), {0.0, 40.0});
  progress.update(0, at(20.0, 5.0), 5.0);
  const Progress all = progress.update(1, at(60.0, 5.0), 10.0);
  EXPECT_EQ(all.arms, 2);
  EXPECT_EQ(all.slowest, 20.0);
  EXPECT_EQ(all.fastest, 60.0);
  EXPECT_EQ(all.time, 40.0);
  EXPECT_EQ(all.steps, 20);
  EXPECT_NEAR(all.voxel_updates_per_second, 200.0, 1e-9);
}

TEST(TrialProgress, CountsTheWorkOfAllArms) {
  TrialProgress progress(two_arms(), {0.0, 0.0});
  progress.update(0, at(50.0, 10.0), 10.0);
  // The other arm has its whole way before it: more than what the first has left.
  const double left = progress.update(0, at(100.0, 20.0), 20.0).seconds_left;
  EXPECT_GT(left, 5.0);
  progress.update(1, at(50.0, 30.0), 30.0);
  EXPECT_EQ(progress.update(1, at(100.0, 40.0), 40.0).seconds_left, 0.0);
}

TEST(TrialProgress, DoesNotWaitForAnArmThatHasFailed) {
  TrialProgress progress(two_arms(), {0.0, 0.0});
  progress.update(0, at(30.0, 5.0), 5.0);
  progress.end(0);
  const Progress all = progress.update(1, at(100.0, 10.0), 10.0);
  EXPECT_EQ(all.time, 100.0);
  EXPECT_EQ(all.seconds_left, 0.0);
}

}  // namespace
}  // namespace howship
