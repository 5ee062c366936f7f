// Rates that a Source adds to the model's own, on every back end and precision.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "howship/rosenbrock.hpp"

#include "kernels/backends.hpp"
#include "kernels/voxel/voxel_backend.hpp"

#include "tests/backend/awkward_domain.hpp"
#include "tests/backend/on_back_ends.hpp"
#include "tests/backend/reference_launcher.hpp"

namespace howship::test {
namespace {

using Fields = std::array<std::vector<double>, field_count>;

const VoxelDomain domain = awkward_domain();
const TissueSites sites = random_sites(domain);
constexpr double start = 3.0, dt = 0.02;

/// Something else for each field and voxel, that hangs on time and state.
class Pulse final : public Source {
 public:
  void rate(double time, const Fields& state, Fields& rate) override {
    times.push_back(time);
    for (std::size_t f = 0; f < field_count; ++f)
      for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
        rate[f][v] =
            (1.0 + 0.1 * static_cast<double>(f)) * std::sin(time + 0.01 * static_cast<double>(v)) * state[f][v];
  }
  void rate_in_time(double time, const Fields& state, Fields& change) override {
    EXPECT_EQ(time, start);
    for (std::size_t f = 0; f < field_count; ++f)
      for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
        change[f][v] =
            (1.0 + 0.1 * static_cast<double>(f)) * std::cos(time + 0.01 * static_cast<double>(v)) * state[f][v];
  }
  std::vector<double> times;
};

Fields one_step(Backend& backend, Source* source) {
  const Serum serum{1.2e5, 1.2, 0.9, 2.2, 0.02}, serum_rate{-3000.0, 0.1, -0.05, 0.03, -0.004};
  backend.upload(random_fields(domain, sites));
  backend.set_source(source);
  backend.prepare(rosenbrock::gamma * dt, serum);
  for (int i = 0; i < rosenbrock::stages; ++i) {
    const StageInput input{i, dt, serum, serum_rate, start};
    backend.begin_stage(input);
    backend.solve({20, 0.1});
    backend.end_stage(input);
  }
  backend.check(1e-3);
  Fields made;
  backend.download_attempt(made);
  return made;
}

/// Largest difference over fields and voxels with bone, relative to the value or a thousandth of the typical one.
double difference(const Fields& a, const Fields& b) {
  double largest = 0.0;
  for (std::size_t f = 0; f < field_count; ++f)
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      if (!domain.active(v)) continue;
      const double d = std::fabs(a[f][v] - b[f][v]) / std::max(std::fabs(b[f][v]), 1e-3 * field_info[f].typical);
      largest = std::isnan(largest) || d <= largest ? largest : d;  // a NaN is kept
    }
  return largest;
}

class SourceOn : public OnBackEnds {};
INSTANTIATE_TEST_SUITE_P(On, SourceOn, testing::ValuesIn(back_ends()),
                         [](const auto& instance) { return instance.param.name(); });

TEST_P(SourceOn, AddsItsRatesAtEveryStageAsOnTheJudge) {
  VoxelBackend<ScalarLauncher, double> judge(ScalarLauncher(), domain, sites, {}, BackendOptions{});
  Pulse pulse;
  const Fields right = one_step(judge, &pulse), without = one_step(judge, nullptr);
  EXPECT_GT(difference(right, without), 0.02);
  ASSERT_EQ(pulse.times.size(), 4U);
  for (int i = 0; i < rosenbrock::stages; ++i)
    EXPECT_EQ(pulse.times[static_cast<std::size_t>(i)], start + rosenbrock::alpha[i] * dt);

  const auto backend = make_backend(options_of(GetParam()), domain, sites, {});
  // Before, between and after steps without. The solve is in single precision, from a state far from rest, and cells
  // answer the RANK signal in its third power: 1.2e-4 without fused multiply-add.
  for (Source* source : {static_cast<Source*>(nullptr), static_cast<Source*>(&pulse), static_cast<Source*>(nullptr)}) {
    const double d = difference(one_step(*backend, source), source == nullptr ? without : right);
    EXPECT_TRUE(d <= 2e-4) << d;
  }
}

}  // namespace
}  // namespace howship::test
