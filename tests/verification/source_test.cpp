// A source enters a step as the method's formula has it.

#include <cmath>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>

#include "howship/rosenbrock.hpp"

#include "tests/verification/coupled_run.hpp"
#include "tests/verification/sources.hpp"

namespace howship {
namespace {

using namespace testing_support;

TEST(SourceRates, EnterAStepAsTheFormulaOfTheMethodHasThem) {
  // A local field that the model leaves alone and whose rate depends on time and on itself; its Jacobian is unknown, so
  // that K is one.
  Case c = passive_case(0.0);
  c.geometry.shape = "box";
  c.geometry.size = {2.0, 1.0, 1.0};
  c.geometry.spacing = {1.0, 1.0, 1.0};
  c.tissue.k_p = c.tissue.k_a = 1e-30;
  c.tissue.rankl_from_osteoblasts = c.tissue.opg_from_osteoblasts = 0.0;
  const Region region = make_region(c);
  const std::size_t n = index_of(Field::OsteoblastPrecursors);
  const auto rate = [](double time, double u) { return std::cos(3.0 * time) - 0.5 * u * u; };
  const auto in_time = [](double time) { return -3.0 * std::sin(3.0 * time); };
  PointwiseSource source(
      region.domain, [&](double time, std::size_t, const double* u, double* made) { made[n] = rate(time, u[n]); },
      [&](double time, std::size_t, const double*, double* made) { made[n] = in_time(time); });
  CoupledRun run(c, region);
  Backend& backend = run.backend();
  backend.set_source(&source);

  using namespace rosenbrock;
  constexpr double time = 0.3, dt = 0.4, start = 1.0;
  double increment[stages], right = start;
  const Serum serum;
  const Serum constant{0.0, 0.0, 0.0, 0.0, 0.0};
  backend.prepare(rosenbrock::gamma * dt, serum);
  for (int i = 0; i < stages; ++i) {
    double argument = start, history = 0.0;
    for (int j = 0; j < i; ++j) {
      argument += a[i][j] * increment[j];
      history += rosenbrock::c[i][j] * increment[j];
    }
    increment[i] = rosenbrock::gamma *
                   (dt * rate(time + alpha[i] * dt, argument) + history + gamma_sum[i] * dt * dt * in_time(time));
    right += m[i] * increment[i];
    const StageInput input{i, dt, serum, constant, time};
    backend.begin_stage(input);
    backend.solve({2, 1.0});
    backend.end_stage(input);
  }
  backend.check(1e-3);
  Fields made;
  backend.download_attempt(made);
  std::printf("from %.3f to %.6f\n", start, right);
  for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v)
    if (region.domain.active(v)) {
      EXPECT_NEAR(made[n][v], right, 1e-13);
    }
}

}  // namespace
}  // namespace howship
