#include "host/solver/pace.hpp"

#include <gtest/gtest.h>

namespace howship {
namespace {

/// Attempts until a run is called hopeless, at most so many; `step` gives each step's length.
template <class Step>
int attempts_until_hopeless(double end, int most, Step step) {
  Pace pace;
  double time = 0.0;
  for (int n = 0; n < most; ++n) {
    if (pace.hopeless(time, end) > 0.0) return n;
    time += step(time);
  }
  return most;
}

TEST(Pace, CondemnsStepsThatStayTooShort) {
  const int found = attempts_until_hopeless(365.0, 100000, [](double) { return 1e-6; });
  EXPECT_LE(found, (Pace::windows + 1) * (Pace::window + 1));
  EXPECT_GE(found, Pace::windows * Pace::window);
}

TEST(Pace, CondemnsATimeThatStandsStill) {
  EXPECT_LT(attempts_until_hopeless(365.0, 100000, [](double) { return 0.0; }), 100000);
}

TEST(Pace, SaysHowManyStepsWouldBeLeft) {
  Pace pace;
  double time = 0.0, steps = 0.0;
  for (; steps == 0.0; time += 1e-6) steps = pace.hopeless(time, 100.0);
  EXPECT_NEAR(steps, 1e8, 1e6);
}

TEST(Pace, WaitsForStepsThatGrow) {
  // As after a dose at a tight tolerance: steps in proportion to the time since, a window lengthens them by a fifth.
  const double growth = 0.2 / Pace::window;
  EXPECT_EQ(attempts_until_hopeless(1e4, 30000, [&](double t) { return growth * (t + 1e-6); }), 30000);
}

TEST(Pace, WaitsForShortStepsThatReachTheEnd) {
  EXPECT_EQ(attempts_until_hopeless(1.0, 50000, [](double) { return 1e-6; }), 50000);
}

TEST(Pace, ForgetsAtAnEvent) {
  Pace pace;
  double time = 0.0;
  for (int n = 0; n < 20 * Pace::window; ++n, time += 1e-6) {
    if (n % (2 * Pace::window) == 0) pace.restart();
    ASSERT_EQ(pace.hopeless(time, 365.0), 0.0) << n;
  }
}

}  // namespace
}  // namespace howship
