#include <cmath>
#include <cstdio>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "tests/verification/coupled_run.hpp"

namespace howship {
namespace {

using namespace testing_support;

constexpr double ten_years = 3650.0;

/// Cortex over trabecular bone, cut voxels, spacing that differs per axis, extents that are no multiple of a brick.
Case healthy_case(const std::string& precision) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 4.3;
  c.geometry.spacing = {1.0, 0.9, 1.1};
  c.numerics.precision = precision;
  c.end = ten_years;
  c.output.every = ten_years;
  return c;
}

class HealthyBone : public ::testing::TestWithParam<std::string> {};

TEST_P(HealthyBone, StaysAsItIsForTenYears) {
  Case c = healthy_case(GetParam());
  const Region region = make_region(c);
  Simulation simulation(c, region.domain, region.sites, tested_options(c));
  const Fields before = simulation.fields();
  TimeseriesRow last;
  simulation.run([&](const TimeseriesRow& row) { last = row; }, [](const AppliedEvent&) {}, [](const Snapshot&) {});
  const Fields after = simulation.fields();
  // Mixed: diffusing fields are in single precision, and local ones, though in double, settle where the rounded
  // diffusing ones let them: some units in the last place of single precision (osteoid by 1.3 times those of calcium).
  const bool mixed = GetParam() == "mixed";
  double worst = 0.0;
  for (int f = 0; f < field_count; ++f)
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
      if (!region.domain.active(v)) continue;
      const auto value = static_cast<float>(std::max(before[f][v], 1e-3 * field_info[f].typical));
      const double unit = mixed ? std::nextafter(value, std::numeric_limits<float>::infinity()) - value
                                : std::max(before[f][v], field_info[f].typical);
      const double d = std::fabs(after[f][v] - before[f][v]) / unit;
      worst = std::isnan(worst) || d <= worst ? worst : d;  // a NaN is kept
      ASSERT_TRUE(d <= (mixed ? 4.0 : 3e-13)) << field_info[f].name << ": " << d;
    }
  std::printf("%s: largest change in ten years %.1e%s, %ld steps, %ld rejected, calcium ledger %.1e\n",
              GetParam().c_str(), worst, mixed ? " units in the last place" : "", simulation.statistics().steps,
              simulation.statistics().rejected, last.calcium_balance_error);
  // No more than rounding: in single precision 1e-9 is a hundredth of what moves a value.
  for (const BalanceLine& line : simulation.balance()) {
    std::printf("  %s: error %.1e, largest scaling %.1e\n", line.quantity.c_str(), line.error, line.largest_scaling);
    EXPECT_TRUE(std::fabs(line.error) <= 1e-12) << line.quantity << ": " << line.error;
    EXPECT_TRUE(line.largest_scaling <= (mixed ? 1e-9 : 1e-14)) << line.quantity << ": " << line.largest_scaling;
  }
  EXPECT_LE(simulation.statistics().steps, 20);
  EXPECT_EQ(simulation.statistics().rejected, 0);
  EXPECT_NEAR(last.ctx, 100.0, 1e-4);
  EXPECT_NEAR(last.calcium_serum, 2.35, 1e-6);
  EXPECT_NEAR(last.bmd_change, 0.0, 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Precision, HealthyBone, ::testing::Values("double", "mixed"),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace howship
