#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "tests/verification/coupled_run.hpp"

namespace howship {
namespace {

using namespace testing_support;

constexpr double five_years = 5.0 * 365.25;

/// Cortex over trabecular bone, cut voxels, spacing that differs per axis, extents that are no multiple of a brick.
Case healthy_case(const std::string& precision) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 4.3;
  c.geometry.spacing = {1.0, 0.9, 1.1};
  c.numerics.precision = precision;
  c.end = five_years;
  c.output.every = five_years;
  return c;
}

class HealthyBone : public ::testing::TestWithParam<std::string> {};

TEST_P(HealthyBone, StaysAsItIsForFiveYears) {
  Case c = healthy_case(GetParam());
  const Region region = make_region(c);
  BackendOptions options = backend_options(c);
  options.threads = 1;
  Simulation simulation(c, region.domain, region.sites, options);
  const Fields before = simulation.fields();
  TimeseriesRow last;
  simulation.run([&](const TimeseriesRow& row) { last = row; }, [](const AppliedEvent&) {}, [](const Snapshot&) {});
  const Fields after = simulation.fields();
  double worst = 0.0;
  for (int f = 0; f < field_count; ++f) {
    const double d = largest_difference(region.domain, after, before, f);
    worst = d <= worst ? worst : d;
    // Single precision rounds a value of one to 6e-8 on the way in; nothing may be added to it by the run.
    EXPECT_TRUE(d <= (GetParam() == "double" ? 1e-9 : 5e-7)) << field_info[f].name << ": " << d;
  }
  std::printf("%s: largest change in five years %.1e, %ld steps, %ld rejected, calcium ledger %.1e\n",
              GetParam().c_str(), worst, simulation.statistics().steps, simulation.statistics().rejected,
              last.calcium_balance_error);
  EXPECT_LE(simulation.statistics().steps, 20);
  EXPECT_EQ(simulation.statistics().rejected, 0);
  // Throughput is the healthy turnover; what stays of 1e5 times as much calcium is rounded to its precision.
  EXPECT_TRUE(std::fabs(last.calcium_balance_error) <= (GetParam() == "double" ? 1e-6 : 1e-4))
      << last.calcium_balance_error;
  EXPECT_NEAR(last.ctx, 100.0, 1e-4);
  EXPECT_NEAR(last.calcium_serum, 2.35, 1e-6);
  EXPECT_NEAR(last.bmd_change, 0.0, 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Precision, HealthyBone, ::testing::Values("double", "mixed"),
                         [](const auto& tested) { return tested.param; });

}  // namespace
}  // namespace howship
