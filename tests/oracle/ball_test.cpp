#include <cmath>
#include <filesystem>
#include <vector>

#include <gtest/gtest.h>

#include "tests/oracle/sampler.hpp"
#include "tests/oracle/table.hpp"
#include "tests/verification/coupled_run.hpp"
#include "tests/verification/made_domain.hpp"

// Diffusion in a ball of 2 mm with a closed surface, D = 0.8 mm2/day, R/h = 20, against tables of the closed forms.

namespace howship {
namespace {

using namespace testing_support;

constexpr double radius = 2.0, hat = 0.7, h = 0.1, diffusivity = 0.8;

/// j1(k r/R) cos(angle to an axis): a mode of l = 1.
double mode(double k, const Vec3& x, std::size_t axis) {
  const double r = std::hypot(x[0], x[1], x[2]), s = k * r / radius;
  return s < 1e-6 ? k / radius * x[axis] / 3.0 : (std::sin(s) / (s * s) - std::cos(s) / s) * x[axis] / r;
}

TEST(BallOracle, TopHatAndTwoModesSpreadAsTheirSeriesDo) {
  const auto hat_file = outside("pde/G1_heat_sphere_noflux_top_hat.csv");
  const auto mode_file = outside("pde/G3_sphere_noflux_eigenmodes.csv");
  for (const auto& file : {hat_file, mode_file})
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  const Table hats = read_table(hat_file), modes = read_table(mode_file);
  double second_mode = 0.0;
  for (std::size_t row = 0; row < modes.rows.size(); ++row) {
    const double k = modes.at(row, "kR"), r = modes.at(row, "r_mm"), cosine = modes.at(row, "cos_theta");
    second_mode = std::max(second_mode, k);
    const double left = std::exp(-diffusivity * std::pow(k / radius, 2) * modes.at(row, "t_day"));
    EXPECT_NEAR(left * mode(k, {r * std::sqrt(1.0 - cosine * cosine), 0.0, r * cosine}, 2), modes.at(row, "c"), 1e-12);
  }

  Case c = passive_case(diffusivity);
  c.geometry.shape = "sphere";
  c.geometry.radius = radius;
  c.geometry.spacing = {h, h, h};
  c.numerics.rtol = 1e-4;
  const Region region = make_region(c);
  const std::size_t w = index_of(Field::OsteogenicFactor), p = index_of(Field::Pthrp);
  // The first mode along z and the second along x, so that the parity of each tells them apart.
  CoupledRun run(c, region, [&](Fields& fields) {
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
      const Vec3 x = region.domain.voxel_centre(v);
      fields[w][v] = 1.0 + mode(first_mode, x, 2) + mode(second_mode, x, 0);
      fields[p][v] = 20.0 * share_in_ball(x, c.geometry.spacing, hat);
    }
  });
  const Sampler sampler(region.domain);
  for (double time : {0.1, 0.25, 0.5, 1.0}) {
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
    std::printf("day %g: top hat %.1e of the largest value", time, error / size);
    EXPECT_TRUE(error <= 0.01 * size) << "top hat, day " << time << ": " << error / size;
    for (const double k : {first_mode, second_mode}) {
      error = size = 0.0;
      for (std::size_t row = 0; row < modes.rows.size(); ++row) {
        const double r = modes.at(row, "r_mm"), cosine = modes.at(row, "cos_theta");
        if (modes.at(row, "t_day") != time || r > 1.8 || std::fabs(modes.at(row, "kR") - k) > 1e-6) continue;
        const double right = modes.at(row, "c"), sine = std::sqrt(1.0 - cosine * cosine);
        const bool first = k == first_mode;
        const Vec3 there = first ? Vec3{0.0, r * sine, r * cosine} : Vec3{r * cosine, r * sine, 0.0};
        const Vec3 mirrored{-there[0], there[1], -there[2]};
        const double made = 0.5 * (sampler.at(fields[w], there) - sampler.at(fields[w], mirrored));
        error = std::max(error, std::fabs(made - right));
        size = std::max(size, std::fabs(right));
      }
      // The second mode has all but gone after half a day: what is left of it is no more than the tolerance.
      if (size == 0.0 || (k != first_mode && time > 0.1)) continue;
      std::printf(", mode %.1f %.1e", k, error / size);
      EXPECT_TRUE(error <= 0.01 * size) << "mode " << k << ", day " << time << ": " << error / size;
    }
    std::printf("\n");
  }
  std::printf("%ld steps\n", run.integrator().statistics().steps);
}

}  // namespace
}  // namespace howship
