// How far the CUDA back end's fields are from those of the CPU, bit by bit: a start, one step of given length, where no
// sum over bricks reaches a field, and a run, where the sums choose the steps.

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "howship/rosenbrock.hpp"

#include "host/app/simulation.hpp"
#include "kernels/backends.hpp"

#include "tests/backend/awkward_domain.hpp"
#include "tests/backend/instances.hpp"

namespace howship::test {
namespace {

using Fields = std::array<std::vector<double>, field_count>;

const VoxelDomain domain = awkward_domain();
const TissueSites sites = random_sites(domain);

BackendOptions options_of(const std::string& name, const std::string& precision) {
  BackendOptions options;
  options.name = name;
  options.precision = precision;
  options.threads = 1;
  return options;
}

Fields start(const BackendOptions& options) {
  const auto backend = make_backend(options, domain, sites, {});
  backend->set_initial_state();
  Fields fields;
  backend->download(fields);
  return fields;
}

Fields one_step(const BackendOptions& options, int grids) {
  const auto backend = make_backend(options, domain, sites, {});
  const Serum serum{1.2e5, 1.2, 0.9, 2.2, 0.02}, rate{-3000.0, 0.1, -0.05, 0.03, -0.004};
  const double dt = 0.01;
  backend->upload(random_fields(domain, sites));
  backend->prepare(rosenbrock::gamma * dt, serum);
  for (int i = 0; i < rosenbrock::stages; ++i) {
    const StageInput input{i, dt, serum, rate};
    backend->begin_stage(input);
    SolvePlan plan;
    plan.levels = std::min(grids, backend->levels());
    plan.sweeps = 3;
    plan.least = 0.5;
    backend->solve(plan);
    backend->end_stage(input);
  }
  backend->check(1e-3);
  backend->accept();
  Fields fields;
  backend->download(fields);
  return fields;
}

Fields short_run(const BackendOptions& options) {
  Case c;
  c.metastatic_fraction = 0.3;
  Dose dose;
  dose.amount = 120.0;
  c.doses = {dose};
  c.end = 0.3;
  Simulation simulation(c, domain, sites, options);
  simulation.run([](const TimeseriesRow&) {}, [](const AppliedEvent&) {}, [](const Snapshot&) {});
  return simulation.fields();
}

/// Prints how many voxels with bone differ in any bit, field by field, and by how much at most, relative to the value
/// or a thousandth of the typical one. \return the largest of these
double compare(const std::string& what, const Fields& made, const Fields& right) {
  double largest = 0.0;
  for (std::size_t f = 0; f < field_count; ++f) {
    double most = 0.0;
    std::size_t differ = 0, voxels = 0;
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      if (!domain.active(v)) continue;
      const double d =
          std::fabs(made[f][v] - right[f][v]) / std::max(std::fabs(right[f][v]), 1e-3 * field_info[f].typical);
      ++voxels;
      differ += made[f][v] == right[f][v] ? 0 : 1;
      most = std::isnan(most) || d <= most ? most : d;  // a NaN is kept
    }
    std::printf("%s, %s: %zu of %zu voxels differ, by %.1e at most\n", what.c_str(), field_info[f].name, differ, voxels,
                most);
    largest = std::isnan(largest) || most <= largest ? largest : most;
  }
  return largest;
}

class Bits : public testing::TestWithParam<Instance> {
 protected:
  void SetUp() override {
    if (!cuda_status().missing.empty()) GTEST_SKIP() << cuda_status().missing;
  }
};
INSTANTIATE_TEST_SUITE_P(On, Bits, testing::Values(Instance{"cuda", "mixed", 0}, Instance{"cuda", "double", 0}),
                         [](const auto& instance) { return instance.param.name(); });

TEST_P(Bits, DifferFromThoseOfTheCpuByRoundingAlone) {
  const std::string precision = GetParam().precision;
  const BackendOptions cuda = options_of("cuda", precision), cpu = options_of("cpu", precision);
  // Units in the last place of the stored numbers, many for what is a difference of large terms.
  const double unit = precision == "double" ? 2.3e-16 : 1.2e-7;
  EXPECT_TRUE(compare("start", start(cuda), start(cpu)) <= 64 * unit);
  // The linear solve is in single precision in both.
  EXPECT_TRUE(compare("one step, one grid", one_step(cuda, 1), one_step(cpu, 1)) <= 1e-5);
  EXPECT_TRUE(compare("one step, two grids", one_step(cuda, 2), one_step(cpu, 2)) <= 1e-5);
  EXPECT_TRUE(compare("run", short_run(cuda), short_run(cpu)) <= 1e-5);
}

}  // namespace
}  // namespace howship::test
