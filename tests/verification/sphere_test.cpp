// Steady screened diffusion in a ball that lies askew in its grid: R = 10 mm, decay length 3 mm, surface closed or
// leaky.

#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "host/geometry/anatomy.hpp"

#include "tests/verification/coupled_run.hpp"
#include "tests/verification/manufactured.hpp"
#include "tests/verification/sources.hpp"

namespace howship {
namespace {

using namespace testing_support;

constexpr double radius = 10.0, diffusivity = 9.0, decay = 1.0, beta = 1.0;  // sqrt(D/k) = 3 mm
constexpr Vec3 centre{0.37, 0.21, -0.13};
constexpr std::size_t w = index_of(Field::OsteogenicFactor);

struct Problem {
  std::function<double(const Vec3&)> solution, production;  ///< by place from the centre; production [1/day]
  double outer = 0.0;                                       ///< concentration beyond a leaky wall; 0 = closed
  double background = 0.0;                                  ///< part of the solution that is no part of its size
};

/// Relative L2 error of the steady state.
double error_of(const Problem& problem, double h) {
  Case c = passive_case(diffusivity, decay);
  c.geometry.spacing = {h, h, h};
  c.numerics.rtol = 1e-4;
  Surface ball = make_sphere(radius).surface;
  for (Vec3& x : ball.points)
    for (std::size_t axis = 0; axis < 3; ++axis) x[axis] += centre[axis];
  const Region region = make_region(c, ball);
  const VoxelDomain& domain = region.domain;
  const std::vector<double> wall = wall_per_volume(domain);
  const auto place = [&](std::size_t v) {
    Vec3 x = domain.voxel_centre(v);
    for (std::size_t axis = 0; axis < 3; ++axis) x[axis] -= centre[axis];
    return x;
  };
  std::vector<double> right(domain.stored_voxels()), made(domain.stored_voxels());
  for (std::size_t v = 0; v < right.size(); ++v) {
    right[v] = problem.solution(place(v));
    made[v] = problem.production(place(v));
  }
  CoupledRun run(c, region, [&](Fields& fields) { fields[w] = right; });
  PointwiseSource source(domain, [&](double, std::size_t v, const double* u, double* rate) {
    rate[w] = made[v];
    if (problem.outer > 0.0) rate[w] -= beta * wall[v] * (u[w] - problem.outer);
  });
  run.backend().set_source(&source);
  run.advance(8.0 / decay);
  const Fields fields = run.fields();
  double error = 0.0, size = 0.0;
  for (std::size_t v = 0; v < right.size(); ++v) {
    if (!domain.active(v)) continue;
    error += domain.volume_fraction[v] * std::pow(fields[w][v] - right[v], 2);
    size += domain.volume_fraction[v] * std::pow(right[v] - problem.background, 2);
  }
  std::printf("h %.2f: error %.2e, %zu voxels, %ld steps\n", h, std::sqrt(error / size), domain.active_voxels(),
              run.integrator().statistics().steps);
  return std::sqrt(error / size);
}

void expect_second_order(const Problem& problem, double largest_at_half) {
  const std::array<double, 3> errors{error_of(problem, 2.0), error_of(problem, 1.0), error_of(problem, 0.5)};
  for (std::size_t i = 1; i < 3; ++i) {
    const double order = std::log2(errors[i - 1] / errors[i]);
    std::printf("order %.2f\n", order);
    EXPECT_GE(order, 1.8);
  }
  EXPECT_TRUE(errors[2] <= largest_at_half) << errors[2];
}

TEST(Sphere, SlopeAlongAClosedSurfaceIsOfSecondOrder) {
  // x (1 - r2/3R2) has no slope across the surface; its Laplacian is -10 x/3R2.
  Problem p;
  p.background = 1.0;
  p.solution = [](const Vec3& x) {
    const double r2 = x[0] * x[0] + x[1] * x[1] + x[2] * x[2];
    return 1.0 + x[0] / radius * (1.0 - r2 / (3.0 * radius * radius));
  };
  p.production = [=](const Vec3& x) {
    return decay * p.solution(x) + diffusivity * 10.0 / 3.0 * x[0] / (radius * radius * radius);
  };
  expect_second_order(p, 5e-4);
}

TEST(Sphere, UptakeThroughALeakySurfaceIsOfSecondOrder) {
  // C sinh(r/l)/r with -D du/dr = beta (u - 1) at the surface.
  const double l = std::sqrt(diffusivity / decay), s = std::sinh(radius / l), k = std::cosh(radius / l);
  const double coefficient = beta / (beta * s / radius + diffusivity * (k / (l * radius) - s / (radius * radius)));
  Problem p;
  p.outer = 1.0;
  p.solution = [=](const Vec3& x) {
    const double r = std::max(std::hypot(x[0], x[1], x[2]), 1e-9);
    return coefficient * std::sinh(r / l) / r;
  };
  p.production = [](const Vec3&) { return 0.0; };
  expect_second_order(p, 2e-3);
}

}  // namespace
}  // namespace howship
