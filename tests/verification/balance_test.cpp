#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "howship/rosenbrock.hpp"

#include "tests/verification/coupled_run.hpp"

namespace howship {
namespace {

using namespace testing_support;

/// A ball of 900 voxels with a lytic lesion, and a dose: all processes of all booked fields are at work, and most
/// stages take a V-cycle.
Case treated_lesion(const std::string& precision) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 3.3;
  c.geometry.spacing = {0.6, 0.55, 0.65};
  LesionCase lesion;
  lesion.radius = 2.0;
  lesion.centre = {0.3, 0.0, -0.2};
  c.lesions = {lesion};
  c.doses = {{3.0, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0}};
  c.metastatic_fraction = 0.3;
  c.end = 20.0;
  c.numerics.precision = precision;
  return c;
}

/// Runs the case with its dose; `on_step` sees each accepted step.
void run(CoupledRun& r, const Case& c, const Integrator::OnStep& on_step = nullptr) {
  r.advance(c.doses[0].time, on_step);
  r.give(c.doses[0]);
  r.advance(c.end, on_step);
}

const BalanceLine& line_of(const std::vector<BalanceLine>& lines, const std::string& quantity) {
  return *std::find_if(lines.begin(), lines.end(), [&](const BalanceLine& l) { return l.quantity == quantity; });
}
double amount(const std::vector<BalanceLine>& lines, const std::string& quantity, const std::string& process) {
  for (const BalanceEntry& entry : line_of(lines, quantity).processes)
    if (entry.process == process) return entry.amount;
  ADD_FAILURE() << "no " << process << " of " << quantity;
  return 0.0;
}

class Balance : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Precision, Balance, ::testing::Values("double", "mixed"),
                         [](const auto& tested) { return tested.param; });

TEST_P(Balance, ClosesProcessByProcess) {
  Case c = treated_lesion(GetParam());
  const Region region = make_region(c);
  CoupledRun r(c, region);
  const Fields before = r.fields();
  run(r, c);
  const Fields after = r.fields();
  const auto lines = r.integrator().balance();
  ASSERT_EQ(lines.size(), 3u);
  const auto everywhere = [](std::size_t) { return true; };
  for (int k = 0; k < booked_count; ++k) {
    const BalanceLine& l = lines[static_cast<std::size_t>(k)];
    std::printf(
        "%s: throughput %.3g %s, algebraic %.1e, clipped %.1e, rounding %.1e of it, largest scaling %.1e, error %.1e\n",
        l.quantity.c_str(), std::max(l.gained, l.lost), l.unit.c_str(), l.algebraic / l.gained, l.clipped / l.gained,
        l.rounding / l.gained, l.largest_scaling, l.error);
    EXPECT_TRUE(std::fabs(l.error) <= 1e-12) << l.quantity << ": " << l.error;
    EXPECT_TRUE(l.largest_scaling <= 2.0 * c.numerics.rtol) << l.quantity << ": " << l.largest_scaling;
    EXPECT_NE(l.algebraic, 0.0) << "scaling had nothing to do";
    EXPECT_EQ(l.rounding != 0.0, GetParam() == "mixed");
    // The amounts are those of the fields themselves; sums of a thousand terms in another order.
    const auto f = static_cast<std::size_t>(index_of(booked_field(k)));
    const double start = 1e-6 * total(region.domain, before[f], everywhere);
    const double end = 1e-6 * total(region.domain, after[f], everywhere);
    EXPECT_NEAR(l.stock_start, start, 1e-13 * start);
    EXPECT_NEAR(l.stock_end, end, 1e-13 * end);
    double sum = l.stock_start + l.rounding;
    for (const BalanceEntry& entry : l.processes) {
      sum += entry.amount;
      EXPECT_GT(std::fabs(entry.amount), 1e-3 * l.gained) << l.quantity << ", " << entry.process;
    }
    EXPECT_NEAR(sum, end, 1e-12 * std::max(l.gained, l.lost));
  }
}

TEST_P(Balance, StaysTrueToTheRatesOverTime) {
  // What is booked, against integrals over time of sums over the region, by trapezia over many steps.
  Case c = treated_lesion(GetParam());
  c.numerics.rtol = 2e-5;
  const Region region = make_region(c);
  CoupledRun r(c, region);
  const TissueParameters& p = c.tissue;
  struct Rates {
    double degradation, internalisation, resorption, mineralisation;
  };
  const auto rates = [&] {
    const RegionSums& s = r.integrator().sums();
    const double bound = s.denosumab - s.denosumab_free;
    return Rates{p.rankl_decay * (s.rankl - bound), p.complex_internalisation * bound, p.calcium_of_bone * s.resorption,
                 p.calcium_of_bone * s.mineralisation};
  };
  Rates last = rates(), sum{0.0, 0.0, 0.0, 0.0};
  run(r, c, [&](double, double dt) {
    const Rates now = rates();
    sum.degradation += 0.5e-6 * dt * (last.degradation + now.degradation);
    sum.internalisation += 0.5e-6 * dt * (last.internalisation + now.internalisation);
    sum.resorption += 0.5e-6 * dt * (last.resorption + now.resorption);
    sum.mineralisation += 0.5e-6 * dt * (last.mineralisation + now.mineralisation);
    last = now;
  });
  const auto lines = r.integrator().balance();
  const double near = 3e-4;
  EXPECT_NEAR(-amount(lines, "RANKL", "degradation"), sum.degradation, near * sum.degradation);
  EXPECT_NEAR(-amount(lines, "RANKL", "internalisation_with_denosumab"), sum.internalisation,
              near * sum.internalisation);
  EXPECT_NEAR(-amount(lines, "tissue denosumab", "internalisation_with_rankl"), sum.internalisation,
              near * sum.internalisation);
  EXPECT_NEAR(amount(lines, "interstitial calcium", "resorption"), sum.resorption, near * sum.resorption);
  EXPECT_NEAR(-amount(lines, "interstitial calcium", "mineralisation"), sum.mineralisation, near * sum.mineralisation);

  // And a coarse run books the same within its tolerance.
  c.numerics.rtol = 1e-3;
  CoupledRun coarse(c, region);
  run(coarse, c);
  const auto coarse_lines = coarse.integrator().balance();
  for (std::size_t k = 0; k < lines.size(); ++k)
    for (std::size_t i = 0; i < lines[k].processes.size(); ++i)
      EXPECT_NEAR(coarse_lines[k].processes[i].amount, lines[k].processes[i].amount, 1e-3 * lines[k].gained)
          << lines[k].quantity << ", " << lines[k].processes[i].process;
}

TEST(BalanceOfAStep, ClosesByItselfWhenSolvedAndShowsAnyWrongRate) {
  Case c = treated_lesion("double");
  const Region region = make_region(c);
  CoupledRun r(c, region);
  run(r, c);
  Backend& backend = r.backend();
  const double dt = 0.5;
  const Serum serum = r.systemic().serum(), rate{4000.0, 0.05, -0.05, 0.03, 0.0};
  std::array<Serum, 4> at_stages;
  at_stages.fill(serum);
  SolvePlan plan;
  plan.levels = std::min(3, backend.levels());
  plan.cycles = 12;
  plan.sweeps = 12;
  plan.least = 0.2;
  backend.prepare(rosenbrock::gamma * dt, serum);
  for (int stage = 0; stage < rosenbrock::stages; ++stage) {
    const StageInput input{stage, dt, serum, rate};
    backend.begin_stage(input);
    backend.solve(plan);
    backend.end_stage(input);
  }
  const StepCheck check = backend.check(1e-3);
  const double volume = r.integrator().sums().volume;
  const auto balance = [&](const TissueParameters& p) {
    return balance_step(p, backend.mass(), backend.stage_sums(), check, at_stages, rate, dt, volume);
  };
  const StepBalance right = balance(c.tissue);
  for (int k = 0; k < booked_count; ++k) {
    // Right-hand sides, slopes and vectors of the solve are in single precision.
    std::printf("%s: epsilon %.1e\n", field_info[index_of(booked_field(k))].name, right.epsilon[k]);
    EXPECT_TRUE(std::fabs(right.epsilon[k]) <= 2e-8) << right.epsilon[k];
  }
  const std::pair<const char*, double TissueParameters::*> rates[] = {
      {"rankl_decay", &TissueParameters::rankl_decay},
      {"complex_internalisation", &TissueParameters::complex_internalisation},
      {"calcium_exchange", &TissueParameters::calcium_exchange},
      {"calcium_of_bone", &TissueParameters::calcium_of_bone}};
  for (const auto& [name, member] : rates) {
    TissueParameters wrong = c.tissue;
    wrong.*member *= 1.01;
    EXPECT_GT(balance(wrong).largest, 100.0 * right.largest) << name;
  }
}

TEST(BalanceOfAStep, ScalesTheBookedFieldsOfStateAndOutputAlike) {
  Case c = treated_lesion("double");
  const Region region = make_region(c);
  CoupledRun r(c, region);
  run(r, c);
  Backend& backend = r.backend();
  const Serum serum = r.systemic().serum();
  backend.prepare(rosenbrock::gamma * 0.1, serum);
  for (int stage = 0; stage < rosenbrock::stages; ++stage) {
    const StageInput input{stage, 0.1, serum, Serum{0.0, 0.0, 0.0, 0.0, 0.0}};
    backend.begin_stage(input);
    backend.solve({20, 0.1});
    backend.end_stage(input);
  }
  const StepCheck check = backend.check(1e-3);
  Snapshot middle, end, scaled_middle, scaled_end;
  backend.interpolate(0.5, middle);
  backend.interpolate(1.0, end);
  const std::array<double, booked_count> epsilon{0.02, -0.01, 0.03};
  backend.scale(epsilon);
  backend.interpolate(0.5, scaled_middle);
  backend.interpolate(1.0, scaled_end);
  backend.accept();
  const Fields after = r.fields();
  for (int f = 0; f < field_count; ++f) {
    double factor = 0.0;
    for (int k = 0; k < booked_count; ++k) factor = f == index_of(booked_field(k)) ? epsilon[k] : factor;
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
      if (!region.domain.active(v)) continue;
      // Snapshots are in single precision.
      const double size = 2e-7 * std::max(after[f][v], 1e-3 * field_info[f].typical);
      ASSERT_NEAR(scaled_middle.fields[f][v], (1.0 + 0.5 * factor) * middle.fields[f][v], size) << field_info[f].name;
      ASSERT_NEAR(scaled_end.fields[f][v], (1.0 + factor) * end.fields[f][v], size) << field_info[f].name;
      ASSERT_NEAR(after[f][v], (1.0 + factor) * end.fields[f][v], size) << field_info[f].name;
    }
  }
  // And the stock that the scaling is reckoned with is that of the step before it.
  const RegionSums sums = backend.region_sums();
  EXPECT_NEAR(sums.rankl, check.stock[0] * 1.02, 1e-12 * sums.rankl);
  EXPECT_NEAR(sums.denosumab, check.stock[1] * 0.99, 1e-12 * sums.denosumab);
  EXPECT_NEAR(sums.calcium, check.stock[2] * 1.03, 1e-12 * sums.calcium);
}

TEST(BalanceOfAStep, IsRepeatedAndThenShortenedWhenItMissesByTooMuch) {
  // Books kept with a decay of RANKL that is a fifth off: no solve can satisfy them, but less is missing in a shorter
  // step.
  Case c = treated_lesion("double");
  const Region region = make_region(c);
  CoupledRun r(c, region);
  r.advance(2.0);
  const double free_step = r.integrator().statistics().largest_step;
  TissueParameters wrong = c.tissue;
  wrong.rankl_decay *= 1.2;
  SystemicModel blood(c.systemic, c.tissue, *c.metastatic_fraction);
  Integrator books(r.backend(), blood, region.domain, wrong, {c.numerics.rtol, c.numerics.first_step, 0.0, 0});
  books.advance(10.0, {}, nullptr, [](const Snapshot&) {});
  EXPECT_GE(books.statistics().repeated, 1);
  EXPECT_GE(books.statistics().rejected, books.statistics().repeated);
  const std::vector<BalanceLine> balance = books.balance();
  const BalanceLine& l = line_of(balance, "RANKL");
  const double longest = 2.0 * c.numerics.rtol / (0.2 * c.tissue.rankl_decay);
  std::printf("largest step %.2g day with wrong books, %.2g without; largest scaling %.1e\n",
              books.statistics().largest_step, free_step, l.largest_scaling);
  EXPECT_LT(books.statistics().largest_step, 1.5 * longest);
  EXPECT_TRUE(l.largest_scaling <= 2.0 * c.numerics.rtol) << l.largest_scaling;
  EXPECT_GT(std::fabs(l.algebraic), 0.05 * l.lost);  // where it belongs: what the processes are off by
}

/// Brings in RANKL and calcium at constant rates, and takes out denosumab in proportion.
class Leak final : public Source {
 public:
  static constexpr double rankl = 0.4, calcium = -0.8, drug = -0.05;
  void rate(double, const Fields& state, Fields& rate) override {
    for (std::size_t v = 0; v < state[0].size(); ++v) {
      rate[index_of(Field::Rankl)][v] = rankl;
      rate[index_of(Field::Calcium)][v] = calcium;
      rate[index_of(Field::Denosumab)][v] = drug * state[index_of(Field::Denosumab)][v];
    }
  }
  void rate_in_time(double, const Fields&, Fields&) override {}
};

TEST_P(Balance, HasALineForRatesBeyondTheModel) {
  Case c = treated_lesion(GetParam());
  c.end = 6.0;
  const Region region = make_region(c);
  CoupledRun r(c, region);
  Leak leak;
  r.backend().set_source(&leak);
  run(r, c);
  const auto lines = r.integrator().balance();
  for (const BalanceLine& l : lines) {
    EXPECT_TRUE(std::fabs(l.error) <= 1e-12) << l.quantity << ": " << l.error;
    EXPECT_TRUE(l.largest_scaling <= 2.0 * c.numerics.rtol) << l.quantity << ": " << l.largest_scaling;
  }
  const double litres = 1e-6 * r.integrator().sums().volume;
  EXPECT_NEAR(amount(lines, "RANKL", "source"), Leak::rankl * c.end * litres, 1e-9 * litres);
  EXPECT_NEAR(amount(lines, "interstitial calcium", "source"), Leak::calcium * c.end * litres, 1e-9 * litres);
  EXPECT_LT(amount(lines, "tissue denosumab", "source"), 0.0);
}

}  // namespace
}  // namespace howship
