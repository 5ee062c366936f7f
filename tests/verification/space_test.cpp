#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "host/geometry/anatomy.hpp"
#include "kernels/physics/reaction.hpp"

#include "tests/verification/coupled_run.hpp"

namespace howship {
namespace {

using namespace testing_support;

constexpr double pi = 3.14159265358979323846;

/// Relative L2 error after the mode has lost a third of its height.
double error_of_ball_mode(double h, double merge_below) {
  const double radius = 2.0, diffusivity = 0.8, end = 0.5;
  Case c = passive_case(diffusivity);
  c.geometry.shape = "sphere";
  c.geometry.radius = radius;
  c.geometry.spacing = {h, h, h};
  c.numerics.merge_below = merge_below;
  c.numerics.rtol = 1e-5;
  const Region region = make_region(c);
  const int w = index_of(Field::OsteogenicFactor);
  CoupledRun run(c, region, [&](Fields& fields) {
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v)
      fields[w][v] = 1.0 + sphere_mode(region.domain.voxel_centre(v), radius);
  });
  run.advance(end);
  const Fields fields = run.fields();
  const double left = std::exp(-diffusivity * std::pow(first_mode / radius, 2) * end);
  double error = 0.0, size = 0.0;
  for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
    if (!region.domain.active(v)) continue;
    const double right = left * sphere_mode(region.domain.voxel_centre(v), radius);
    error += region.domain.volume_fraction[v] * std::pow(fields[w][v] - 1.0 - right, 2);
    size += region.domain.volume_fraction[v] * right * right;
  }
  const double relative = std::sqrt(error / size);
  std::printf("h %.2f, merged below %.2f: error %.2e, %ld steps\n", h, merge_below, relative,
              run.integrator().statistics().steps);
  return relative;
}

// j1(k r/R) cos(theta) decays as exp(-D (k/R)^2 t) in a ball with a closed surface; here on voxels that it cuts.
TEST(Diffusion, ModeOfABallConvergesWithTheSquareOfTheSpacing) {
  const double merge_below = NumericsCase{}.merge_below;
  const double errors[] = {error_of_ball_mode(0.4, merge_below), error_of_ball_mode(0.2, merge_below),
                           error_of_ball_mode(0.1, merge_below)};
  for (int i = 1; i < 3; ++i) {
    const double order = std::log2(errors[i - 1] / errors[i]);
    std::printf("order %.2f\n", order);
    EXPECT_GE(order, 1.8);  // 2, less what the 8x8 rays of a cut voxel miss
  }
  EXPECT_LE(errors[2], 1e-3);
}

// A merged sliver conducts no longer along the surface, which is an error of first order where many are merged.
TEST(Diffusion, MergingOfManySliversCostsLessThanOnePercent) {
  EXPECT_LE(error_of_ball_mode(0.2, 0.1), 6e-3);  // R/h = 10
}

TEST(Diffusion, CosineDecaysAsTheSevenPointDifferenceDoes) {
  // On whole voxels the cosine is an eigenvector of the difference itself: only time steps are in error.
  const double length = 4.0, diffusivity = 0.8, decay = 0.35, end = 0.5;
  const int n = 16;
  Case c = passive_case(diffusivity, decay);
  c.geometry.shape = "box";
  c.geometry.size = {length, length, length};
  const double h = length / n;
  c.geometry.spacing = {h, h, h};
  const Region region = make_region(c);
  ASSERT_EQ(region.domain.active_voxels(), static_cast<std::size_t>(n * n * n));
  const int w = index_of(Field::OsteogenicFactor);
  const auto mode = [&](std::size_t v) {
    const Vec3 x = region.domain.voxel_centre(v);
    double product = 1.0;
    for (int axis = 0; axis < 3; ++axis) product *= std::cos((axis + 1) * pi * (x[axis] / length + 0.5));
    return product;
  };
  double eigenvalue = 0.0;
  for (int axis = 0; axis < 3; ++axis)
    eigenvalue += std::pow(2.0 / h * std::sin((axis + 1) * pi * h / (2.0 * length)), 2);
  EXPECT_NEAR(eigenvalue, 8.443698393054003, 1e-12);  // oracle B_discrete_mode_cos123, N = 16
  std::vector<double> errors;
  for (double rtol : {1e-4, 1e-6}) {
    c.numerics.rtol = rtol;
    CoupledRun run(c, region, [&](Fields& fields) {
      for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) fields[w][v] = 1.0 + mode(v);
    });
    run.advance(end);
    const Fields fields = run.fields();
    double amplitude = 0.0, norm = 0.0, rest = 0.0;
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
      if (!region.domain.active(v)) continue;
      amplitude += mode(v) * fields[w][v];
      norm += mode(v) * mode(v);
    }
    amplitude /= norm;
    const double mean = std::exp(-decay * end);
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v)
      if (region.domain.active(v)) rest = std::max(rest, std::fabs(fields[w][v] - mean - amplitude * mode(v)));
    const double right = std::exp(-(diffusivity * eigenvalue + decay) * end);  // oracle: 2.865350922678211e-02
    EXPECT_NEAR(right, 2.865350922678211e-02, 1e-14);
    errors.push_back(std::fabs(amplitude - right));
    std::printf("rtol %.0e: amplitude off by %.1e, other modes %.1e\n", rtol, errors.back(), rest);
    EXPECT_TRUE(errors.back() <= 2.0 * rtol);
    EXPECT_TRUE(rest <= 2.0 * rtol);
  }
}

Surface two_balls() {
  Surface both = make_sphere(1.7).surface;
  const std::size_t points = both.points.size();
  for (Vec3& p : both.points) p[0] -= 2.0;
  Surface other = make_sphere(1.3).surface;
  for (const Vec3& p : other.points) both.points.push_back({p[0] + 2.0, p[1] + 0.2, p[2]});
  for (auto t : other.triangles) {
    for (auto& corner : t) corner += static_cast<std::int32_t>(points);
    both.triangles.push_back(t);
  }
  return both;
}

TEST(Diffusion, MovesNothingAcrossTheSurfaceAndLosesNothing) {
  std::vector<double> drift;
  for (double rtol : {1e-3, 1e-5}) {
    Case c = passive_case(2.0);
    c.geometry.spacing = {0.5, 0.4, 0.6};
    c.numerics.rtol = rtol;
    const Region region = make_region(c, two_balls());
    const VoxelDomain& domain = region.domain;
    const int w = index_of(Field::OsteogenicFactor), p = index_of(Field::Pthrp);
    const auto left = [&](std::size_t v) { return domain.voxel_centre(v)[0] < 0.0; };
    const auto right = [&](std::size_t v) { return domain.voxel_centre(v)[0] > 0.0; };
    CoupledRun run(c, region, [&](Fields& fields) {
      std::mt19937_64 random(3);
      std::uniform_real_distribution<double> value(0.5, 1.5);
      for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
        fields[w][v] = value(random);
        fields[p][v] = left(v) ? 20.0 : 0.0;  // uniform in one part: no difference anywhere
      }
    });
    const Fields before = run.fields();
    run.advance(3.0);
    const Fields after = run.fields();
    double worst = 0.0;
    for (const auto& part : {std::vector<bool>{true, false}, std::vector<bool>{false, true}}) {
      const auto where = [&](std::size_t v) { return part[0] ? left(v) : right(v); };
      const double start = total(domain, before[w], where), now = total(domain, after[w], where);
      worst = std::max(worst, std::fabs(now / start - 1.0));
    }
    drift.push_back(worst);
    std::printf("rtol %.0e: total changes by %.1e in 3 days\n", rtol, worst);
    // What enters a voxel has left another, but the linear solve is stopped early: its defect is part of the error of
    // the step, and falls with it.
    EXPECT_TRUE(worst <= rtol);
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
      if (domain.active(v)) {
        ASSERT_EQ(after[p][v], left(v) ? 20.0 : 0.0);
        // Random values have become nearly even within each part.
        ASSERT_NEAR(after[w][v], 1.0, 0.1);
      }
  }
  EXPECT_LT(drift[1], 0.1 * drift[0]);
}

TEST(Denosumab, StockChangesByWhatIsTakenUpAndInternalised) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 2.2;
  c.geometry.spacing = {1.0, 0.9, 1.1};
  c.metastatic_fraction = 0.0;
  c.numerics.precision = "double";
  c.numerics.rtol = 1e-5;
  c.numerics.max_step = 0.05;
  const Region region = make_region(c);
  const VoxelDomain& domain = region.domain;
  const TissueConstants constants = make_constants(c.tissue);
  CoupledRun run(c, region);
  run.give({0.0, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0});
  const auto everywhere = [](std::size_t) { return true; };
  const int d = index_of(Field::Denosumab);
  /// Uptake and loss of the whole region [pmol/L mm3/day].
  const auto flows = [&] {
    const Fields u = run.fields();
    const double serum = run.systemic().serum().denosumab;
    std::vector<double> uptake(domain.stored_voxels(), 0.0), loss = uptake;
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      if (!domain.active(v)) continue;
      const auto b = physics::bind_rankl(constants, u[0][v], u[1][v], u[d][v]);
      const double phi = u[index_of(Field::Osteoid)][v] + u[index_of(Field::MineralisedMatrix)][v];
      // MODEL.md 2d, without tumour.
      uptake[v] = c.tissue.vascular_exchange * (1.0 - c.tissue.vascular_porosity * phi) *
                  (c.tissue.tissue_serum_ratio * serum - (u[d][v] - b.bound_denosumab));
      loss[v] = c.tissue.complex_internalisation * b.bound_denosumab;
    }
    return std::pair{total(domain, uptake, everywhere), total(domain, loss, everywhere)};
  };
  double gained = 0.0, lost = 0.0;
  auto last = flows();
  run.advance(10.0, [&](double, double dt) {
    const auto now = flows();
    gained += 0.5 * dt * (last.first + now.first);
    lost += 0.5 * dt * (last.second + now.second);
    last = now;
  });
  const double stock = total(domain, run.fields()[d], everywhere);
  const double error = (stock - (gained - lost)) / gained;
  std::printf("denosumab: stock %.4g, gained %.4g, lost %.4g, unexplained %.1e\n", stock, gained, lost, error);
  // The trapezoidal rule with 0.05 day: dt^2/12 times the change of the slope, 2e-4 per day of what is taken up.
  EXPECT_NEAR(error, 0.0, 2e-4);
  EXPECT_GT(lost, 1e-3 * gained);
}

}  // namespace
}  // namespace howship
