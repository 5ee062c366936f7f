#include <cmath>
#include <filesystem>
#include <map>
#include <vector>

#include <gtest/gtest.h>

#include "tests/oracle/table.hpp"
#include "tests/verification/coupled_run.hpp"

// Diffusion in a ball of 2 mm with a closed surface, D = 0.8 mm2/day, R/h = 16, against tables of the closed forms.

namespace howship {
namespace {

using namespace testing_support;

constexpr double radius = 2.0, hat = 0.7, h = 0.125, diffusivity = 0.8;

/// Values of a field at points, linear between the eight voxel centres around each.
class Sampler {
 public:
  explicit Sampler(const VoxelDomain& domain) : domain_(domain) {
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
      if (domain.active(v)) voxels_[domain.voxel_index(v)] = v;
  }
  double at(const std::vector<double>& field, const Vec3& x) const {
    Index3 low{};
    double share[3];
    for (int axis = 0; axis < 3; ++axis) {
      const double s = (x[axis] - domain_.grid.origin[axis]) / h - 0.5;
      low[axis] = static_cast<int>(std::floor(s));
      share[axis] = s - low[axis];
    }
    double value = 0.0;
    for (int corner = 0; corner < 8; ++corner) {
      double weight = 1.0;
      Index3 i = low;
      for (int axis = 0; axis < 3; ++axis) {
        const int up = corner >> axis & 1;
        i[axis] += up;
        weight *= up != 0 ? share[axis] : 1.0 - share[axis];
      }
      value += weight * field[voxels_.at(i)];
    }
    return value;
  }

 private:
  const VoxelDomain& domain_;
  std::map<Index3, std::size_t> voxels_;
};

/// Share of a voxel inside the ball where the top hat is one.
double share_of_hat(const Vec3& centre) {
  constexpr int n = 8;
  int inside = 0;
  for (int i = 0; i < n * n * n; ++i) {
    const int part[3] = {i % n, i / n % n, i / (n * n)};
    double square = 0.0;
    for (int axis = 0; axis < 3; ++axis) square += std::pow(centre[axis] + h * ((part[axis] + 0.5) / n - 0.5), 2);
    inside += square < hat * hat ? 1 : 0;
  }
  return static_cast<double>(inside) / (n * n * n);
}

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
      fields[p][v] = 20.0 * share_of_hat(x);
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
