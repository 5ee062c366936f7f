#include <cmath>
#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

#include "tests/oracle/sampler.hpp"
#include "tests/oracle/table.hpp"
#include "tests/verification/coupled_run.hpp"
#include "tests/verification/made_domain.hpp"

// Diffusion in a ball of 2 mm with a closed surface, D = 0.8 mm2/day, R/h = 16, against tables of the closed forms.

namespace howship {
namespace {

using namespace testing_support;

constexpr double radius = 2.0, hat = 0.7, h = 0.125, diffusivity = 0.8;

TEST(BallOracle, TopHatAndFirstModeSpreadAsTheirSeriesDo) {
  const auto hat_file = outside("pde/G1_heat_sphere_noflux_top_hat.csv");
  const auto mode_file = outside("pde/G3_sphere_noflux_eigenmodes.csv");
  for (const auto& file : {hat_file, mode_file})
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  const Table hats = read_table(hat_file), modes = read_table(mode_file);

  Case c = passive_case(diffusivity);
  c.geometry.shape = "sphere";
  c.geometry.radius = radius;
  c.geometry.spacing = {h, h, h};
  c.numerics.rtol = 1e-3;
  const Region region = make_region(c);
  const int w = index_of(Field::OsteogenicFactor), p = index_of(Field::Pthrp);
  CoupledRun run(c, region, [&](Fields& fields) {
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
      const Vec3 x = region.domain.voxel_centre(v);
      fields[w][v] = 1.0 + sphere_mode(x, radius);
      fields[p][v] = 20.0 * share_in_ball(x, c.geometry.spacing, hat);
    }
  });
  const Sampler sampler(region.domain);
  double worst_hat = 0.0, worst_mode = 0.0;
  for (double time : {0.25, 0.5}) {
    run.advance(time);
    const Fields fields = run.fields();
    double error = 0.0, size = 0.0;
    for (std::size_t row = 0; row < hats.rows.size(); ++row) {
      const double r = hats.at(row, "r_mm");
      if (hats.at(row, "t_day") != time || r > 1.8) continue;  // beyond, a corner may lie outside
      const double right = hats.at(row, "c");
      error = std::max(error, std::fabs(sampler.at(fields[p], {0.6 * r, 0.0, 0.8 * r}) / 20.0 - right));
      size = std::max(size, right);
    }
    ASSERT_GT(size, 0.0) << time;
    worst_hat = std::max(worst_hat, error / size);
    EXPECT_TRUE(error <= 0.01 * size) << "top hat, day " << time << ": " << error / size;
    error = size = 0.0;
    for (std::size_t row = 0; row < modes.rows.size(); ++row) {
      const double r = modes.at(row, "r_mm"), cosine = modes.at(row, "cos_theta");
      if (modes.at(row, "t_day") != time || r > 1.8 || modes.at(row, "kR") > 3.0) continue;
      const double right = modes.at(row, "c"), sine = std::sqrt(1.0 - cosine * cosine);
      error = std::max(error, std::fabs(sampler.at(fields[w], {r * sine, 0.0, r * cosine}) - 1.0 - right));
      size = std::max(size, std::fabs(right));
    }
    if (time == 0.25) continue;  // not in the table of modes
    ASSERT_GT(size, 0.0) << time;
    worst_mode = std::max(worst_mode, error / size);
    EXPECT_TRUE(error <= 0.01 * size) << "mode, day " << time << ": " << error / size;
  }
  std::printf("top hat %.1e, mode %.1e of the largest value; %ld steps\n", worst_hat, worst_mode,
              run.integrator().statistics().steps);
}

}  // namespace
}  // namespace howship
