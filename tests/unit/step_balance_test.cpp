#include "host/solver/step_balance.hpp"

#include <cmath>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "howship/rosenbrock.hpp"

#include "host/solver/ledger.hpp"

namespace howship {
namespace {

using namespace rosenbrock;

constexpr std::array<double, diffusing_count> all_in_time{1, 1, 1, 1, 1, 1, 1, 1};
constexpr int rankl = 0, denosumab = 1, calcium = 2;
constexpr int at(Process p) {
  return static_cast<int>(p);
}
double sum_of(const StepBalance& b, int field) {
  double sum = 0.0;
  for (int p = 0; p < process_count; ++p)
    if (booked_by(static_cast<Process>(p)) == field) sum += b.amount[static_cast<std::size_t>(p)];
  return sum;
}

/// A region of one voxel of 2 mm3, whose calcium exchanges with blood that rises in a straight line, while resorption
/// brings in what it always does: c' = k (Ca0 + s t - c) + 13300 r. The method is solved here by hand, but for an error
/// in what each stage's solve gives.
struct CalciumStep {
  TissueParameters p;
  static constexpr double volume = 2.0, c0 = 2.0, ca0 = 2.6, slope = 0.3, resorbed = 1e-5;
  double dt;
  std::array<StageSums, 4> sums{};
  std::array<Serum, 4> serum{};
  Serum rate{0.0, 0.0, 0.0, slope, 0.0};
  StepCheck check;
  double end = c0, exact_end = c0;

  /// \param error of the first stage's solve, relative; twice that of the second and so on
  CalciumStep(double step, double error) : dt(step) {
    end = walk(error, true);
    exact_end = walk(0.0, false);
    check.stock[calcium] = end * volume;
  }
  double walk(double error, bool keep) {
    const double theta = rosenbrock::gamma * dt, k = p.calcium_exchange;
    double u[stages], made = c0;
    for (int i = 0; i < stages; ++i) {
      double y = c0, history = 0.0;
      for (int j = 0; j < i; ++j) {
        y += a[i][j] * u[j];
        history += c[i][j] * u[j];
      }
      const double blood = ca0 + slope * alpha[i] * dt;
      const double f = k * (blood - y) + p.calcium_of_bone * resorbed;
      u[i] = (theta * f + rosenbrock::gamma * history + theta * dt * gamma_sum[i] * k * slope) / (1.0 + theta * k);
      u[i] *= 1.0 + error * (i + 1);
      made += m[i] * u[i];
      if (!keep) continue;
      const auto s = static_cast<std::size_t>(i);
      serum[s].calcium = blood;
      sums[s].at.resorption = resorbed * volume;
      sums[s].at.calcium_gap = (blood - y) * volume;
      sums[s].along.calcium = u[i] * volume;
    }
    return made;
  }
  StepBalance balance(const TissueParameters& parameters) const {
    return balance_step(parameters, all_in_time, sums, check, serum, rate, dt, volume);
  }
};

TEST(StepBalance, NeedsNoScalingWhereTheStagesAreSolvedExactly) {
  for (double dt : {1e-4, 1e-2, 1.0, 100.0}) {
    const CalciumStep step(dt, 0.0);
    const StepBalance b = step.balance(step.p);
    EXPECT_NEAR(b.epsilon[calcium], 0.0, 1e-13) << dt;
    EXPECT_NEAR(sum_of(b, calcium), (step.end - CalciumStep::c0) * CalciumStep::volume, 1e-11) << dt;
    // Constant in time, so the quadrature is exact.
    EXPECT_NEAR(b.amount[at(Process::CalciumResorption)], 13300.0 * CalciumStep::resorbed * CalciumStep::volume * dt,
                1e-11 * (1.0 + dt));
    EXPECT_EQ(b.amount[at(Process::CalciumMineralisation)], 0.0);
  }
}

TEST(StepBalance, ScalesWhatTheSolveGotWrongBackAndBooksWhatThenIsThere) {
  for (double dt : {1e-3, 1e-2, 0.3, 30.0}) {
    const CalciumStep step(dt, 1e-3);
    const StepBalance b = step.balance(step.p);
    const double wrong = step.end - step.exact_end, scaled = step.end * (1.0 + b.epsilon[calcium]);
    EXPECT_GT(std::fabs(wrong), 1e-7);
    // The mean is all that there is here, so all of the error goes; from the second stage on the stages' arguments
    // carry the error of those before into the rates, which are linear.
    EXPECT_NEAR(scaled, step.exact_end, 1e-10 + 1e-9 * std::fabs(wrong)) << dt;
    EXPECT_NEAR(sum_of(b, calcium), (scaled - CalciumStep::c0) * CalciumStep::volume, 1e-12 * (1.0 + 100.0 * dt)) << dt;
    EXPECT_NEAR(b.algebraic[calcium], -wrong * CalciumStep::volume, 1e-9) << dt;
    EXPECT_NEAR(b.largest, std::fabs(b.epsilon[calcium]), 1e-15);
  }
}

TEST(StepBalance, SaysWhatShareOfTheChangeTheSolvesLeft) {
  EXPECT_LT(CalciumStep(0.3, 0.0).balance({}).left, 1e-12);
  EXPECT_GE(CalciumStep(0.3, 0.0).balance({}).left, 0.0);
  // The four stages are off by 5, 10, 15 and 20 %.
  const StepBalance off = CalciumStep(0.3, 0.05).balance({});
  EXPECT_GT(off.left, 0.05);
  EXPECT_LT(off.left, 0.2);
  EXPECT_EQ(off.left_in, calcium);
  CalciumStep unsolved(0.3, 0.0);
  for (StageSums& stage : unsolved.sums) stage.along = {};
  EXPECT_EQ(unsolved.balance({}).left, 1.0);
  // A change too small to be seen beside the stock tells nothing.
  EXPECT_LT(CalciumStep(1e-8, 0.0).balance({}).left, 0.0);
}

TEST(StepBalance, ShowsARateThatIsNotTheSolvers) {
  const CalciumStep step(0.3, 0.0);
  for (double TissueParameters::*rate : {&TissueParameters::calcium_exchange, &TissueParameters::calcium_of_bone}) {
    TissueParameters off = step.p;
    off.*rate *= 1.01;
    EXPECT_GT(std::fabs(step.balance(off).epsilon[calcium]), 1e-6);
  }
}

TEST(StepBalance, TakesBackWhatLiftingNegativeValuesAdded) {
  CalciumStep step(0.01, 0.0);
  step.check.lifted[calcium] = 0.02;
  step.check.stock[calcium] += 0.02;
  const StepBalance b = step.balance(step.p);
  EXPECT_NEAR(step.check.stock[calcium] * (1.0 + b.epsilon[calcium]), step.end * CalciumStep::volume, 1e-13);
  EXPECT_NEAR(b.algebraic[calcium], 0.0, 1e-13);
}

/// RANKL and denosumab with given sums and no solve behind them: the books must close on whatever the stages hold.
TEST(StepBalance, ClosesTheCoupledBooksOfRanklAndDenosumab) {
  const TissueParameters p;
  std::array<StageSums, 4> sums{};
  std::array<Serum, 4> serum{};
  double changed[2] = {0.0, 0.0};
  for (std::size_t i = 0; i < 4; ++i) {
    const double x = 1.0 + 0.1 * static_cast<double>(i);
    sums[i].at = {2.0 * x, 60.0 / x, 5.0 * x, 40.0 * x, 11.0, 0.0, 0.0, 0.0, {0.3, 0.4, 0.0}};
    sums[i].along = {0.1 * x, -0.2, 0.05 * x, 0.7, 1.5 * x, 0.0, 0.0, 0.0};
    serum[i].rankl_drive = 0.9 + 0.05 * x;
    changed[rankl] += m[i] * sums[i].along.rankl;
    changed[denosumab] += m[i] * sums[i].along.denosumab;
  }
  const Serum rate{-50.0, 0.2, 0.0, 0.0, 0.0};
  StepCheck check;
  check.stock = {58.0, 700.0, 14.0};
  check.lifted = {0.1, 0.0, 0.0};
  check.slopes = {3.0, 4.0, 6.0, -900.0};
  const double dt = 2.0, volume = 6.0;
  const StepBalance b = balance_step(p, all_in_time, sums, check, serum, rate, dt, volume);
  for (int k : {rankl, denosumab}) {
    const auto q = static_cast<std::size_t>(k);
    // The start is what the stages' changes and lifting led from.
    const double start = check.stock[q] - check.lifted[q] - changed[k];
    EXPECT_NEAR(start + sum_of(b, k), check.stock[q] * (1.0 + b.epsilon[q]), 1e-11);
    EXPECT_NE(b.epsilon[q], 0.0);
  }
  // What is taken in together leaves both alike.
  EXPECT_NEAR(b.amount[at(Process::RanklInternalisation)], b.amount[at(Process::DenosumabInternalisation)], 1e-12);

  // The first stage by hand: two equations for two factors.
  const double theta = rosenbrock::gamma * dt, first_dt = dt * gamma_sum[0];
  const double internalised = p.complex_internalisation * (5.0 + 0.05);
  const double production = 2.0 * (serum[0].rankl_drive + first_dt * 0.2) + 0.1;
  const double degradation = -p.rankl_decay * (60.0 - 0.2 - 5.0 - 0.05);
  const double exchange = 40.0 + 0.7 + first_dt * p.tissue_serum_ratio * -50.0 * 11.0;
  const double left_rankl = theta * (production + degradation - internalised + 0.3) + 0.2;
  const double left_drug = theta * (exchange - internalised + 0.4) - 1.5;
  const double ll = 58.0 + theta * (p.rankl_decay * (58.0 - 3.0) + p.complex_internalisation * 3.0);
  const double ld = theta * (p.complex_internalisation - p.rankl_decay) * 4.0;
  const double dl = theta * (p.complex_internalisation * 3.0 - 6.0);
  const double dd = 700.0 + theta * (900.0 + p.complex_internalisation * 4.0);
  const double determinant = ll * dd - ld * dl;
  const double delta_rankl = (left_rankl * dd - ld * left_drug) / determinant;
  const double delta_drug = (ll * left_drug - dl * left_rankl) / determinant;
  // Seen alone when the other stages hold nothing but what follows from it: with a step of one stage only.
  std::array<StageSums, 4> only_first{};
  only_first[0] = sums[0];
  check.lifted = {0.0, 0.0, 0.0};
  const StepBalance alone = balance_step(p, all_in_time, only_first, check, serum, rate, dt, volume);
  // Later stages answer linearly: repeat them here with the same rule, one field at a time through the 2x2 system.
  double d[stages][2] = {{delta_rankl, delta_drug}};
  double moved[stages][2], epsilon[2] = {m[0] * delta_rankl, m[0] * delta_drug};
  const double slope[2][2] = {{-(ll - 58.0) / theta, -ld / theta}, {-dl / theta, -(dd - 700.0) / theta}};
  moved[0][0] = left_rankl - 0.2 + theta * (slope[0][0] * d[0][0] + slope[0][1] * d[0][1]);
  moved[0][1] = left_drug + 1.5 + theta * (slope[1][0] * d[0][0] + slope[1][1] * d[0][1]);
  for (int i = 1; i < stages; ++i) {
    double right[2] = {0.0, 0.0};
    for (int j = 0; j < i; ++j)
      for (int k = 0; k < 2; ++k)
        right[k] += theta * a[i][j] * (slope[k][0] * d[j][0] + slope[k][1] * d[j][1]) +
                    rosenbrock::gamma * c[i][j] * moved[j][k];
    d[i][0] = (right[0] * dd - ld * right[1]) / determinant;
    d[i][1] = (ll * right[1] - dl * right[0]) / determinant;
    for (int k = 0; k < 2; ++k) {
      moved[i][k] = right[k] + theta * (slope[k][0] * d[i][0] + slope[k][1] * d[i][1]);
      epsilon[k] += m[i] * d[i][k];
    }
  }
  EXPECT_NEAR(alone.epsilon[rankl], epsilon[0], 1e-12 * std::fabs(epsilon[0]));
  EXPECT_NEAR(alone.epsilon[denosumab], epsilon[1], 1e-12 * std::fabs(epsilon[1]));
}

TEST(StepBalance, LeavesOutWhatHasNoStockOrNoMass) {
  CalciumStep step(0.1, 1e-3);
  step.sums[0].at.denosumab_exchange = 1e-30;  // noise before a first dose
  auto steady = all_in_time;
  steady[index_of(Field::Calcium)] = 0.0;
  const StepBalance b = balance_step(step.p, steady, step.sums, step.check, step.serum, step.rate, step.dt, 2.0);
  for (std::size_t k = 0; k < booked_count; ++k) EXPECT_EQ(b.epsilon[k], 0.0) << k;
  EXPECT_EQ(b.largest, 0.0);
  EXPECT_EQ(b.amount[at(Process::CalciumExchange)], 0.0);
}

TEST(StepBalance, WeighsAScalingAgainstAThousandthOfTheTypicalStockAtLeast) {
  CalciumStep step(0.01, 0.0);
  step.check.stock[calcium] = 1e-6;  // next to nothing, so the same defect is a large part of it
  const StepBalance b = step.balance(step.p);
  const double floor = 1e-3 * field_info[index_of(Field::Calcium)].typical * CalciumStep::volume;
  EXPECT_NEAR(b.largest, std::fabs(b.epsilon[calcium]) * 1e-6 / floor, 1e-12 * b.largest);
}

TEST(Ledger, ListsEveryProcessAndWhatIsNotExplained) {
  Ledger ledger(all_in_time);
  StepBalance step;
  step.amount[at(Process::RanklProduction)] = 5e6;
  step.amount[at(Process::RanklDegradation)] = -3e6;
  step.amount[at(Process::RanklInternalisation)] = -1e6;
  step.algebraic = {2e3, 0.0, 0.0};
  step.epsilon = {1e-5, 0.0, -3e-4};
  ledger.book(step, {1e3, 0.0, 0.0}, {5e2, 0.0, 0.0});
  step.epsilon = {-4e-5, 0.0, 1e-6};
  ledger.book(step, {0.0, 0.0, 0.0}, {-2e2, 0.0, 0.0});
  // Twice 1e6 by the processes, 300 by rounding, and 80 that nothing explains.
  const auto lines = ledger.lines({7e6, 0.0, 1.0}, {9e6 + 300.0 + 80.0, 0.0, 1.0 + 1e-6}, 50.0);
  ASSERT_EQ(lines.size(), 3u);
  const BalanceLine& l = lines[0];
  EXPECT_EQ(l.quantity, "RANKL");
  EXPECT_EQ(l.unit, "pmol");
  EXPECT_DOUBLE_EQ(l.stock_start, 7.0);
  EXPECT_DOUBLE_EQ(l.stock_end, 9.00038);
  ASSERT_EQ(l.processes.size(), 3u);
  EXPECT_EQ(l.processes[0].process, "production");
  EXPECT_DOUBLE_EQ(l.processes[0].amount, 10.0);
  EXPECT_EQ(l.processes[1].process, "degradation");
  EXPECT_DOUBLE_EQ(l.processes[1].amount, -6.0);
  EXPECT_EQ(l.processes[2].process, "internalisation_with_denosumab");
  EXPECT_DOUBLE_EQ(l.gained, 10.0);
  EXPECT_DOUBLE_EQ(l.lost, 8.0);
  EXPECT_DOUBLE_EQ(l.algebraic, 4e-3);
  EXPECT_DOUBLE_EQ(l.clipped, 1e-3);
  EXPECT_DOUBLE_EQ(l.rounding, 3e-4);
  EXPECT_DOUBLE_EQ(l.largest_scaling, 4e-5);
  EXPECT_NEAR(l.error, 80.0 / 1e7, 1e-16);
  EXPECT_EQ(lines[1].processes.size(), 2u);
  EXPECT_EQ(lines[1].error, 0.0);
  EXPECT_DOUBLE_EQ(lines[2].largest_scaling, 3e-4);
  // No throughput: against a thousandth of the typical amount, 2.35e-3 mmol/L in 50 mm3.
  EXPECT_NEAR(lines[2].error, 1e-6 / (2.35e-3 * 50.0), 1e-14);
}

TEST(Ledger, HasALineForASourceThatAddedSomethingAndNoneForAQuasiSteadyField) {
  auto steady = all_in_time;
  steady[index_of(Field::Calcium)] = 0.0;
  Ledger ledger(steady);
  StepBalance step;
  step.amount[at(Process::DenosumabSource)] = 2e6;
  ledger.book(step, {}, {});
  const auto lines = ledger.lines({}, {0.0, 2e6, 0.0}, 50.0);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].processes.size(), 3u);
  ASSERT_EQ(lines[1].processes.size(), 3u);
  EXPECT_EQ(lines[1].processes[2].process, "source");
  EXPECT_DOUBLE_EQ(lines[1].processes[2].amount, 2.0);
  EXPECT_EQ(lines[1].error, 0.0);
}

}  // namespace
}  // namespace howship
