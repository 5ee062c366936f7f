#include "host/solver/pace.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace howship {
namespace {

constexpr int window = 500, windows = 4;

/// Attempts until a run is called hopeless, at most so many; `step` gives each step's length.
template <class Step>
int attempts_until_hopeless(double end, int most, Step step) {
  Pace pace(window, windows);
  double time = 0.0;
  for (int n = 0; n < most; ++n) {
    if (pace.hopeless(time, end) > 0.0) return n;
    time += step(time);
  }
  return most;
}

/// The same with an event after every `stretch`; `step` gives the length of a step so long after the last of them.
template <class Step>
int attempts_across_events(double stretch, double end, int most, Step step) {
  RunPace pace;
  double time = 0.0, since = 0.0;
  for (int n = 0; n < most && time < end; ++n) {
    if (pace.hopeless(time, since + stretch, end).steps > 0.0) return n;
    time = std::min(time + step(time - since), since + stretch);
    if (time < since + stretch) continue;
    since = time;
    pace.next_stretch();
  }
  return most;
}

TEST(Pace, CondemnsStepsThatStayTooShort) {
  const int found = attempts_until_hopeless(365.0, 100000, [](double) { return 1e-6; });
  EXPECT_LE(found, (windows + 1) * (window + 1));
  EXPECT_GE(found, windows * window);
}

TEST(Pace, CondemnsATimeThatStandsStill) {
  EXPECT_LT(attempts_until_hopeless(365.0, 100000, [](double) { return 0.0; }), 100000);
}

TEST(Pace, SaysHowManyStepsWouldBeLeft) {
  Pace pace(window, windows);
  double time = 0.0, steps = 0.0;
  for (; steps == 0.0; time += 1e-6) steps = pace.hopeless(time, 100.0);
  EXPECT_NEAR(steps, 1e8, 1e6);
}

TEST(Pace, WaitsForStepsThatGrow) {
  // As after a dose at a tight tolerance: steps in proportion to the time since, a window lengthens them by a fifth.
  const double growth = 0.2 / window;
  EXPECT_EQ(attempts_until_hopeless(1e4, 30000, [&](double t) { return growth * (t + 1e-6); }), 30000);
}

TEST(Pace, WaitsForShortStepsThatReachTheEnd) {
  EXPECT_EQ(attempts_until_hopeless(1.0, 50000, [](double) { return 1e-6; }), 50000);
}

TEST(RunPace, CondemnsAStretchThatWouldNeverEnd) {
  EXPECT_LT(attempts_across_events(365.0, 365.0, 100000, [](double) { return 1e-6; }), 3000);
}

TEST(RunPace, SeesACrawlAcrossEvents) {
  const auto crawl = [](double) { return 1e-6; };
  EXPECT_LT(attempts_across_events(1.0, 365.0, 100000, crawl), 6000);
  EXPECT_LT(attempts_across_events(1e-4, 365.0, 100000, crawl), 6000);
  EXPECT_EQ(attempts_across_events(1.0, 5.0, 100000, crawl), 100000) << "that can be waited for";
}

TEST(RunPace, WaitsForStepsThatAreShortAfterEachEventOnly) {
  // Some 1900 steps a day, the first thousand of them within its first hundredth.
  const auto slow_start = [](double since) { return 0.008 * (since + 1e-6); };
  EXPECT_EQ(attempts_across_events(1.0, 4000.0, 100000, slow_start), 100000);
}

}  // namespace
}  // namespace howship
