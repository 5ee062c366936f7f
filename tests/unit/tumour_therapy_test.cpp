// Treatment of the tumour in the well-mixed body.

#include <cmath>

#include <gtest/gtest.h>

#include "tests/unit/systemic_support.hpp"

namespace howship {
namespace {

using namespace testing_support;

/// A lesion that neither grows nor dies by itself.
Case resting_lesion(double end) {
  Case c = patient_with("lytic", end, 0.0, 0.2);
  c.lesions.front().secretion.growth = 0.0;
  return c;
}

TherapyCase chemotherapy(double start, double duration, double kill_rate) {
  TherapyCase t;
  t.kind = TherapyKind::Chemotherapy;
  t.start = start;
  t.duration = duration;
  t.kill_rate = kill_rate;
  return t;
}

TEST(TumourTherapy, ChemotherapyKillsAtItsRateWhileItActs) {
  Case c = resting_lesion(60.0);
  TherapyCase cycles = chemotherapy(10.0, 5.0, 0.08);
  cycles.every = 21.0;
  cycles.count = 2;
  c.therapies = {cycles};
  const SystemicTrajectory course = simulate_systemic(c);
  const auto left = [&](int day) { return on_day(course, tumour, day) / 0.2; };
  EXPECT_NEAR(left(10), 1.0, 1e-6);
  EXPECT_NEAR(left(13), std::exp(-0.08 * 3.0), 1e-6);
  EXPECT_NEAR(left(15), std::exp(-0.08 * 5.0), 1e-6);
  EXPECT_NEAR(left(31), std::exp(-0.08 * 5.0), 1e-6);
  EXPECT_NEAR(left(60), std::exp(-0.08 * 10.0), 1e-6);
}

TEST(TumourTherapy, KillRatesOfTherapiesAddUp) {
  Case c = resting_lesion(20.0);
  c.therapies = {chemotherapy(0.0, 20.0, 0.02), chemotherapy(10.0, 10.0, 0.05)};
  EXPECT_NEAR(on_day(simulate_systemic(c), tumour, 20), 0.2 * std::exp(-0.4 - 0.5), 1e-6);
}

TEST(TumourTherapy, EachFractionOfRadiotherapyLeavesWhatTheLinearQuadraticModelSays) {
  Case c = resting_lesion(30.0);
  TherapyCase t;
  t.kind = TherapyKind::Radiotherapy;
  t.start = 5.0;
  t.every = 1.0;
  t.count = 3;
  t.fraction_dose = 4.0;
  c.therapies = {t};
  const SystemicTrajectory course = simulate_systemic(c);
  const double survives = std::exp(-t.alpha * 4.0 - t.beta * 16.0);
  EXPECT_NEAR(on_day(course, tumour, 5), 0.2, 1e-6);  // before the first
  for (int fraction = 1; fraction <= 3; ++fraction)
    EXPECT_NEAR(on_day(course, tumour, 5 + fraction), 0.2 * std::pow(survives, fraction), 1e-6) << fraction;
  EXPECT_NEAR(on_day(course, tumour, 30), 0.2 * std::pow(survives, 3), 1e-6);
}

TEST(TumourTherapy, SparesBoneOfALyticLesion) {
  const Case untreated = patient_with("lytic", 400.0, 0.2);
  Case treated = untreated;
  treated.therapies = {chemotherapy(60.0, 340.0, 0.03)};
  const SystemicTrajectory without = simulate_systemic(untreated), with = simulate_systemic(treated);
  EXPECT_LT(on_day(with, tumour, 400), 0.2 * on_day(without, tumour, 400));
  EXPECT_GT(on_day(with, lesion_density, 400), 1.5 * on_day(without, lesion_density, 400));
}

}  // namespace
}  // namespace howship
