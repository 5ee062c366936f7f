// Other people's reactions through a Source, and the tumour's own growth, against closed forms and reference fields.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/oracle/table.hpp"
#include "tests/verification/coupled_run.hpp"
#include "tests/verification/made_domain.hpp"
#include "tests/verification/sources.hpp"

namespace howship {
namespace {

using namespace testing_support;

constexpr std::size_t w = index_of(Field::OsteogenicFactor), p = index_of(Field::Pthrp);

Region region_of(const Case& c, VoxelDomain domain) {
  Region r{std::move(domain), {}};
  r.sites = make_sites(r.domain, c.density, {});
  return r;
}

/// Three local fields that nothing in the model moves and that move nothing which could move them: A, B and C.
constexpr std::size_t a = index_of(Field::OsteoblastPrecursors), b = index_of(Field::Osteoblasts),
                      ab = index_of(Field::OsteoclastPrecursors);

TEST(ReactionOracle, ReversibleBindingFollowsItsClosedForm) {
  const auto file = outside("pde/D2_reversible_binding_kinetics.csv");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  const Table t = read_table(file);
  using Kind = std::tuple<double, double, double, double>;  // A0, B0, k_on, k_off
  const auto kind = [&](std::size_t row) {
    return Kind{t.at(row, "A0_pM"), t.at(row, "B0_pM"), t.at(row, "kon_1_pM_day"), t.at(row, "koff_1_day")};
  };
  std::size_t row = 0;
  int kinds = 0;
  while (row < t.rows.size()) {
    const Kind now = kind(row);
    const auto [a0, b0, on, off] = now;
    Case c = passive_case(0.0);
    c.tissue.k_p = c.tissue.k_a = c.tissue.k_pd = 1e-30;  // 0/0 otherwise
    c.tissue.rankl_from_osteoblasts = c.tissue.opg_from_osteoblasts = 0.0;
    c.numerics.rtol = 1e-8;
    const Region region = region_of(c, make_box({{1, 1, 1}, {1.0, 1.0, 1.0}, {}}));
    CoupledRun run(c, region, [&](Fields& fields) {
      fields[a][0] = a0;
      fields[b][0] = b0;
      fields[ab][0] = 0.0;
    });
    PointwiseSource source(region.domain, [&](double, std::size_t, const double* u, double* rate) {
      const double forward = on * u[a] * u[b] - off * u[ab];
      rate[a] = rate[b] = -forward;
      rate[ab] = forward;
    });
    run.backend().set_source(&source);
    double worst = 0.0;
    for (; row < t.rows.size() && kind(row) == now; ++row) {
      const double time = t.at(row, "t_day");
      if (time > run.integrator().time()) run.advance(time);
      const double right = t.at(row, "C_pM"), made = run.fields()[ab][0];
      const double error = std::fabs(made - right) / std::min(a0, b0);
      worst = error <= worst ? worst : error;
    }
    ++kinds;
    std::printf("A0 %g, B0 %g, k_on %g, k_off %g: %.1e, %ld steps\n", a0, b0, on, off, worst,
                run.integrator().statistics().steps);
    EXPECT_TRUE(worst <= 1e-8) << worst;
  }
  EXPECT_EQ(kinds, 4);
}

/// The model's tumour in bone at rest, as u = T/(1 - phi): u_t = D u_xx + k u(1 - u).
Case fisher_case(double diffusivity, double growth) {
  Case c = passive_case(0.0);
  TissueParameters& q = c.tissue;
  q.tumour_growth = growth;
  q.tumour_death = 0.0;
  q.tumour_basal = 1.0;  // no help from TGF-beta
  const double marrow = 1.0 - static_cast<double>(static_cast<float>(c.density.trabecular));
  q.diffusivity_tumour = diffusivity / (marrow * marrow);
  return c;
}

/// A rod along x with voxel centres from `from` to `to`, and the tumour started from u(x).
class Rod {
 public:
  template <class U>
  Rod(Case c, double from, double to, double h, double rtol, U u) {
    c.numerics.rtol = rtol;
    marrow_ = 1.0 - static_cast<double>(static_cast<float>(c.density.trabecular));
    const int n = static_cast<int>(std::lround((to - from) / h)) + 1;
    region_ = region_of(c, make_box({{n, 1, 1}, {h, h, h}, {from - 0.5 * h, 0.0, 0.0}}));
    for (std::size_t v = 0; v < region_.domain.stored_voxels(); ++v)
      if (region_.domain.active(v)) place_[region_.domain.voxel_index(v)[0]] = v;
    run_ = std::make_unique<CoupledRun>(c, region_, [&](Fields& fields) {
      for (const auto& [i, v] : place_)
        fields[index_of(Field::Tumour)][v] = marrow_ * u(region_.domain.voxel_centre(v)[0]);
    });
  }
  void advance(double time) {
    if (time > run_->integrator().time()) run_->advance(time);
  }
  /// u by voxel along the rod
  std::vector<double> values() {
    const Fields fields = run_->fields();
    std::vector<double> u;
    for (const auto& [i, v] : place_) u.push_back(fields[index_of(Field::Tumour)][v] / marrow_);
    return u;
  }
  double x(std::size_t i) const { return region_.domain.grid.centre({static_cast<int>(i), 0, 0})[0]; }
  /// Where u falls through one half.
  double front() {
    const std::vector<double> u = values();
    for (std::size_t i = 1; i < u.size(); ++i)
      if (u[i - 1] >= 0.5 && u[i] < 0.5)
        return x(i - 1) + (u[i - 1] - 0.5) / (u[i - 1] - u[i]) * region_.domain.grid.spacing[0];
    return std::nan("");
  }
  long steps() const { return run_->integrator().statistics().steps; }

 private:
  double marrow_ = 0.0;
  Region region_;
  std::map<int, std::size_t> place_;
  std::unique_ptr<CoupledRun> run_;
};

TEST(ReactionOracle, TumourTravelsAsTheExactWaveOfFishersEquation) {
  const auto file = outside("pde/E1_fisher_exact_AZ.csv");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  const Table t = read_table(file);
  // Ablowitz & Zeppetella 1979, the wave of speed 5 sqrt(kD/6); the table's slope and speed give D and k.
  constexpr double diffusivity = 0.02, growth = 0.15;
  const auto wave = [&](double x, double time) {
    const double z = std::sqrt(growth / (6.0 * diffusivity)) * (x - 5.0 * std::sqrt(growth * diffusivity / 6.0) * time);
    return std::pow(1.0 + std::exp(z), -2);
  };
  for (std::size_t row = 0; row < t.rows.size(); ++row)
    ASSERT_NEAR(wave(t.at(row, "x_mm"), t.at(row, "t_day")), t.at(row, "u"), 1e-12);
  std::vector<double> errors;
  for (double h : {1.0, 0.5, 0.25}) {
    // Walls where the wave is flat to 1e-7 of its height.
    Rod rod(fisher_case(diffusivity, growth), -15.0, 25.0, h, 1e-6, [&](double x) { return wave(x, 0.0); });
    double square = 0.0, count = 0.0;
    for (std::size_t row = 0; row < t.rows.size(); ++row) {
      const double time = t.at(row, "t_day"), place = (t.at(row, "x_mm") + 15.0) / h;
      const auto i = static_cast<std::size_t>(std::lround(place));
      if (std::fabs(place - static_cast<double>(i)) > 1e-9) continue;
      rod.advance(time);
      square += std::pow(rod.values()[i] - t.at(row, "u"), 2);
      count += 1.0;
    }
    EXPECT_GE(count, 100.0);
    errors.push_back(std::sqrt(square / count));
    std::printf("h %.2f: RMS error %.2e, %ld steps\n", h, errors.back(), rod.steps());
  }
  for (std::size_t i = 1; i < errors.size(); ++i) {
    const double order = std::log2(errors[i - 1] / errors[i]);
    std::printf("order %.2f\n", order);
    EXPECT_GE(order, 1.8);
  }
  EXPECT_LE(errors.back(), 1e-2);
}

TEST(ReactionOracle, TumourFrontAdvancesAsFishersEquationSays) {
  const auto file = outside("pde/E2_fisher_front_planar.csv");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  const Table t = read_table(file);
  // The table does not name its start; this one gives every row of it, at three spacings, to four digits and more.
  Rod rod(fisher_case(1.0, 1.0), 0.075, 70.0, 0.15, 1e-5,
          [](double x) { return 0.5 * (1.0 - std::tanh((x - 3.0) / 0.6)); });
  double worst = 0.0, last = 0.0, speed = 0.0, right_speed = 0.0;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    rod.advance(t.at(row, "t_scaled"));
    const double front = rod.front(), right = t.at(row, "X_richardson");
    const double error = std::fabs(front - right) / right;
    worst = error <= worst ? worst : error;
    speed = (front - last) / 2.0;
    right_speed = (right - (row > 0 ? t.at(row - 1, "X_richardson") : 0.0)) / 2.0;
    last = front;
  }
  std::printf("front: %.1e relative at worst, speed %.4f (table %.4f, asymptotic 2), %ld steps\n", worst, speed,
              right_speed, rod.steps());
  EXPECT_TRUE(worst <= 1e-3) << worst;
  EXPECT_NEAR(speed / right_speed, 1.0, 1e-3);
  // Bramson 1983: the speed is 2 - 3/2t + 3 sqrt(pi)/2 t^-3/2 (Ebert & van Saarloos 2000), here at t = 29.
  const double asymptotic = 2.0 - 1.5 / 29.0 + 1.5 * std::sqrt(3.14159265358979323846) * std::pow(29.0, -1.5);
  EXPECT_NEAR(speed / asymptotic, 1.0, 0.01);
}

/// A square table without names.
std::vector<std::vector<double>> read_square(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<std::vector<double>> rows;
  std::string line, cell;
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    rows.emplace_back();
    while (std::getline(cells, cell, ',')) rows.back().push_back(std::strtod(cell.c_str(), nullptr));
  }
  return rows;
}

TEST(ReactionOracle, SchnakenbergsPatternGrowsAsTheReferenceDoes) {
  const auto stats_file = outside("pde/F3_schnakenberg_noflux_stats.csv");
  if (!std::filesystem::exists(stats_file)) GTEST_SKIP() << stats_file << " is not there; set HOWSHIP_SHARED";
  const auto square = [&](const std::string& what) {
    return read_square(outside("pde/F3_schnakenberg_noflux_" + what + ".csv"));
  };
  const Table stats = read_table(stats_file);
  const auto u0 = square("ic_u"), v0 = square("ic_v"), u1 = square("final_u"), v1 = square("final_v");
  ASSERT_EQ(u0.size(), 64U);
  constexpr double source_a = 0.1, source_b = 0.9, h = 0.5;
  Case c = passive_case(1.0);
  c.tissue.diffusivity_pthrp *= 40.0;
  c.numerics.rtol = 1e-6;
  const Region region = region_of(c, make_box({{64, 64, 1}, {h, h, h}, {}}));
  const VoxelDomain& domain = region.domain;
  const auto of = [&](const std::vector<std::vector<double>>& table, std::size_t v) {
    const Index3 at = domain.voxel_index(v);
    return table[static_cast<std::size_t>(at[0])][static_cast<std::size_t>(at[1])];
  };
  CoupledRun run(
      c, region,
      [&](Fields& fields) {
        for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
          if (!domain.active(v)) continue;
          fields[w][v] = of(u0, v);
          fields[p][v] = of(v0, v);
        }
      },
      1, 1);
  PointwiseSource source(domain, [&](double, std::size_t, const double* u, double* rate) {
    const double autocatalysis = u[w] * u[w] * u[p];
    rate[w] = source_a - u[w] + autocatalysis;
    rate[p] = source_b - autocatalysis;
  });
  run.backend().set_source(&source);
  for (std::size_t row = 0; row < stats.rows.size(); ++row) {
    run.advance(stats.at(row, "t"));
    const Fields fields = run.fields();
    for (const auto& [name, f] : {std::pair{"u", w}, std::pair{"v", p}}) {
      double sum = 0.0, least = 1e300, most = -1e300;
      for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
        if (!domain.active(v)) continue;
        sum += fields[f][v] / 4096.0;
        least = std::min(least, fields[f][v]);
        most = std::max(most, fields[f][v]);
      }
      const std::string of_field = name;
      std::printf("t %g %s: mean %.1e, least %.1e, most %.1e off; %ld steps\n", stats.at(row, "t"), name,
                  sum - stats.at(row, of_field + "_mean"), least - stats.at(row, of_field + "_min"),
                  most - stats.at(row, of_field + "_max"), run.integrator().statistics().steps);
      EXPECT_NEAR(sum, stats.at(row, of_field + "_mean"), 1e-4);
      EXPECT_NEAR(least, stats.at(row, of_field + "_min"), 1e-4 * std::max(1.0, least));
      EXPECT_NEAR(most, stats.at(row, of_field + "_max"), 1e-4 * std::max(1.0, most));
    }
  }
  const Fields fields = run.fields();
  double worst = 0.0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    for (double d : {(fields[w][v] - of(u1, v)) / stats.at(stats.rows.size() - 1, "u_max"),
                     (fields[p][v] - of(v1, v)) / stats.at(stats.rows.size() - 1, "v_max")})
      worst = std::fabs(d) <= worst ? worst : std::fabs(d);
  }
  std::printf("final fields: %.1e of the largest value at worst\n", worst);
  EXPECT_TRUE(worst <= 1e-4) << worst;
}

}  // namespace
}  // namespace howship
