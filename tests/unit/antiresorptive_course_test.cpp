// Courses of treatment with denosumab and zoledronic acid: hypercalcaemia, stopping, switching.

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "host/case/dosing.hpp"

#include "tests/unit/systemic_support.hpp"

namespace howship {
namespace {

using namespace testing_support;

TEST(Hypercalcaemia, RespondsToDenosumabWithinDays) {
  Case c = patient_with("lytic", 400.0, 0.6);
  const SystemicTrajectory untreated = simulate_systemic(c);
  const auto& calcium = untreated.at(serum_calcium);
  // Above the upper end of normal, 2.55 mmol/L.
  const auto high = std::find_if(calcium.begin(), calcium.end() - 30, [](double v) { return v > 2.6; });
  ASSERT_NE(high, calcium.end() - 30) << "largest " << most(untreated, serum_calcium, 0, 400) << " mmol/L";
  const int start = static_cast<int>(high - calcium.begin());
  give_denosumab(c, 120.0, start, 7.0, 3);
  const SystemicTrajectory treated = simulate_systemic(c);
  EXPECT_LT(on_day(treated, serum_calcium, start + 10), *high - 0.1);
  EXPECT_LT(on_day(treated, serum_calcium, start + 10), 2.87);  // 11.5 mg/dL: response in Hu 2014, median 9 days
  EXPECT_LT(on_day(treated, serum_calcium, start + 3), *high);
}

TEST(Discontinuation, OfDenosumabReboundsAndOfZoledronateDoesNot) {
  constexpr int last = 547, end = last + 730;
  Case denosumab = patient(end), zoledronate = patient(end);
  give_denosumab(denosumab, 60.0, 0.0, 182.5, 4);
  give_zoledronate(zoledronate, 5.0, 0.0, 365.0, 2);
  const SystemicTrajectory with = simulate_systemic(denosumab), other = simulate_systemic(zoledronate);
  // Bone 2011: above baseline within months of a missed dose; density falls back.
  EXPECT_GT(most(with, ctx, last + 182, last + 365), 110.0);
  EXPECT_LT(most(other, ctx, 1, end), 106.0);
  const double gained = on_day(with, spine, last + 182);
  EXPECT_GT(gained, 3.0);
  EXPECT_LT(on_day(with, spine, last + 547), gained - 2.0);
  EXPECT_GT(on_day(other, spine, last + 547), on_day(other, spine, last) - 1.0);
}

TEST(Switch, FromZoledronateToDenosumabLowersResorptionFurther) {
  constexpr double start = 60.0, at_switch = start + 168.0;
  DoseSchedule zoledronate;
  zoledronate.drug = Drug::ZoledronicAcid;
  zoledronate.route = Route::Intravenous;
  zoledronate.amount = 4.0;
  zoledronate.duration = 15.0 / 1440.0;
  zoledronate.start = start;
  zoledronate.every = 28.0;
  zoledronate.count = 13;
  Case c = patient_with("mixed", start + 364.0, 0.25);
  c.doses = expand_schedules({zoledronate});
  const SystemicTrajectory stayed = simulate_systemic(c);

  zoledronate.stop = at_switch;
  DoseSchedule denosumab;
  denosumab.amount = 120.0;
  denosumab.start = at_switch;
  denosumab.every = 28.0;
  denosumab.count = 7;
  c.doses = expand_schedules({zoledronate, denosumab});
  ASSERT_EQ(c.doses.size(), 13u);
  for (const Dose& dose : c.doses)
    EXPECT_EQ(dose.drug, dose.time < at_switch ? Drug::ZoledronicAcid : Drug::Denosumab) << dose.time;
  const SystemicTrajectory switched = simulate_systemic(c);
  const int before = static_cast<int>(at_switch), after = before + 91;  // Fizazi 2009: at week 13
  EXPECT_NEAR(on_day(switched, untx, before), on_day(stayed, untx, before), 1e-3);
  EXPECT_LT(on_day(switched, untx, after), 0.7 * on_day(stayed, untx, after));
  EXPECT_LT(on_day(switched, untx, after), 0.7 * on_day(switched, untx, before));
}

}  // namespace
}  // namespace howship
