// Calcium and vitamin D, the kidney and estrogen in the well-mixed body.

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/systemic_support.hpp"

namespace howship {
namespace {

using namespace testing_support;

constexpr double microgram = 1e-3;  // [mg]

/// Fall of serum calcium within four weeks of a dose, from the day of the dose [mmol/L].
double fall_after_denosumab(Case c) {
  give_denosumab(c, 120.0, 0.0);
  const SystemicTrajectory course = simulate_systemic(c);
  return on_day(course, serum_calcium, 0) - least(course, serum_calcium, 0, 28);
}

double least_calcium_under_denosumab(Case c) {
  give_denosumab(c, 120.0, 0.0);
  return least(simulate_systemic(c), serum_calcium, 0, 28);
}

TEST(Supplements, LessenTheFallOfCalciumAfterDenosumab) {
  const double without = fall_after_denosumab(patient(28.0));
  Case with_calcium = patient(28.0), with_vitamin_d = patient(28.0);
  give_supplement(with_calcium, Drug::Calcium, 1000.0, 0.0);
  give_supplement(with_vitamin_d, Drug::VitaminD, 100.0 * microgram, 0.0);
  EXPECT_GT(without, 0.02);
  EXPECT_LT(fall_after_denosumab(with_calcium), 0.9 * without);
  EXPECT_LT(fall_after_denosumab(with_vitamin_d), 0.99 * without);  // which takes weeks to build up
  EXPECT_GT(fall_after_denosumab(with_calcium), 0.0);
}

TEST(VitaminD, RisesByThePublishedGainAndFallsBackAfterwards) {
  // Heaney 2003: 0.70 nmol/L per ug a day in the steady state, half-life of 15 to 25 days.
  const double daily = 25.0;
  Case c = patient(400.0);
  give(c, {0.0, Drug::VitaminD, Route::Oral, daily * microgram * 200.0, 200.0});
  const SystemicTrajectory course = simulate_systemic(c);
  const char* column = "vitamin_d [nmol/L]";
  const double start = on_day(course, column, 0), plateau = on_day(course, column, 200);
  EXPECT_EQ(start, c.systemic.vitamin_d);
  EXPECT_NEAR((plateau - start) / daily, 0.70, 0.07);
  const double half_way = start + 0.5 * (plateau - start);
  EXPECT_GT(on_day(course, column, 214), half_way);
  EXPECT_LT(on_day(course, column, 226), half_way);
}

TEST(VitaminD, DeficiencyDeepensHypocalcaemiaUnderDenosumab) {
  Case deficient = patient(28.0);
  deficient.systemic.vitamin_d = 20.0;
  EXPECT_LT(least_calcium_under_denosumab(deficient), least_calcium_under_denosumab(patient(28.0)) - 0.01);
}

Case with_clearance(double creatinine_clearance, double end) {
  Case c = patient(end);
  c.systemic.creatinine_clearance = creatinine_clearance;
  return c;
}

TEST(RenalImpairment, DeepensHypocalcaemiaUnderDenosumab) {
  EXPECT_LT(least_calcium_under_denosumab(with_clearance(20.0, 28.0)),
            least_calcium_under_denosumab(patient(28.0)) - 0.01);
}

TEST(RenalImpairment, DoesNotChangeDenosumab) {
  Case healthy = patient(84.0), impaired = with_clearance(20.0, 84.0);
  for (Case* c : {&healthy, &impaired}) give_denosumab(*c, 120.0, 0.0, 28.0, 3);
  const char* column = "denosumab_serum [ug/mL]";
  const SystemicTrajectory a = simulate_systemic(healthy), b = simulate_systemic(impaired);
  for (std::size_t row = 0; row < a.rows(); ++row)
    // The other states set other steps: CVODE keeps each to 1e-8, hundreds of which add up.
    EXPECT_NEAR(a.at(column)[row], b.at(column)[row], 1e-5) << "day " << row;
}

/// AUC in plasma over the first day [mg day], and what bone holds then [ug], of 4 mg of zoledronic acid.
struct Exposure {
  double plasma, bone;
};
Exposure exposure(double creatinine_clearance) {
  Case c = with_clearance(creatinine_clearance, 1.0);
  give_zoledronate(c, 4.0, 0.0);
  std::vector<double> times;
  for (int i = 0; i <= 1440; ++i) times.push_back(i / 1440.0);
  const SystemicTrajectory course = simulate_systemic(c, times);
  const auto& plasma = course.at("zoledronate_plasma [mg]");
  double area = 0.0;
  for (std::size_t i = 1; i < plasma.size(); ++i) area += 0.5 * (plasma[i - 1] + plasma[i]) / 1440.0;
  return {area, course.at("zoledronate_bone [ug]").back()};
}

TEST(RenalImpairment, RaisesExposureToZoledronate) {
  // Label: AUC 15 % larger at 50 to 80 mL/min, 43 % at 30 to 50, against above 80.
  const Exposure normal = exposure(84.0), mild = exposure(65.0), moderate = exposure(40.0);
  EXPECT_NEAR(mild.plasma / normal.plasma, 1.15, 0.15);
  EXPECT_NEAR(moderate.plasma / normal.plasma, 1.43, 0.25);
  EXPECT_GT(mild.bone, 1.02 * normal.bone);
  EXPECT_GT(moderate.bone, 1.05 * mild.bone);
  EXPECT_LT(moderate.bone, 4000.0);
}

TEST(EstrogenLoss, RaisesResorptionAndLowersTheSpine) {
  Case c = patient(365.0);
  TherapyCase therapy;
  therapy.kind = TherapyKind::Endocrine;
  therapy.duration = c.end;
  therapy.estrogen = 0.15;
  c.therapies = {therapy};
  const SystemicTrajectory course = simulate_systemic(c);
  EXPECT_NEAR(on_day(course, "estrogen [1]", 365), 0.15, 1e-3);
  EXPECT_GT(on_day(course, ctx, 180), 110.0);
  EXPECT_LT(on_day(course, spine, 365), -1.5);  // Hershman 2010: -5.5 %
  EXPECT_GT(on_day(course, "bmd_hip [%]", 365), on_day(course, spine, 365));
  c.therapies.front().duration = 60.0;
  EXPECT_GT(on_day(simulate_systemic(c), "estrogen [1]", 365), 0.99);
}

}  // namespace
}  // namespace howship
