#include <cmath>
#include <map>
#include <random>
#include <string>

#include <fmt/format.h>

#include "host/systemic/ode_solver.hpp"

#include "tests/validation/questions.hpp"
#include "tests/verification/coupled_run.hpp"

namespace howship::validation {

namespace {

using namespace testing_support;

constexpr int passive = index_of(Field::OsteogenicFactor);  // in a passive case
constexpr double pi = 3.14159265358979323846;

/// Rate at which cos(pi x) cos(pi y) cos(pi z) decays in a closed cube of 1 mm, D = 1 mm2/day [1/day].
double decay_of_the_lowest_mode(int voxels_a_side) {
  static std::map<int, double> done;
  const auto found = done.find(voxels_a_side);
  if (found != done.end()) return found->second;
  Case c = passive_case(1.0);
  c.geometry.shape = "box";
  c.geometry.size = {1.0, 1.0, 1.0};
  const double h = 1.0 / voxels_a_side;
  c.geometry.spacing = {h, h, h};
  c.numerics.rtol = 1e-5;
  c.numerics.first_step = 1e-4;
  const Region region = make_region(c);
  const auto mode = [&](std::size_t v) {
    const Vec3 x = region.domain.voxel_centre(v);
    return std::cos(pi * (x[0] + 0.5)) * std::cos(pi * (x[1] + 0.5)) * std::cos(pi * (x[2] + 0.5));
  };
  CoupledRun run(c, region, [&](Fields& fields) {
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) fields[passive][v] = 1.0 + mode(v);
  });
  const double end = 0.03;
  run.advance(end);
  const Fields fields = run.fields();
  double height = 0.0, norm = 0.0;
  for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
    if (!region.domain.active(v)) continue;
    height += mode(v) * fields[passive][v];
    norm += mode(v) * mode(v);
  }
  return done[voxels_a_side] = -std::log(height / norm) / end;
}

Answer order_in_space() {
  const auto error = [](int n) { return std::fabs(decay_of_the_lowest_mode(n) - 3.0 * pi * pi); };
  return give(std::log2(error(16) / error(32)), fmt::format("{:.3f} before", std::log2(error(8) / error(16))));
}

/// Of random values in a closed box of whole voxels or a ball over a day. \param cycles of the linear solver per stage;
/// 0 = as many as its own aim takes
Answer mass_drift(const std::string& shape, int cycles) {
  Case c = passive_case(2.0);
  c.geometry.shape = shape;
  c.geometry.radius = 3.0;
  c.geometry.size = {6.0, 6.0, 6.0};
  c.geometry.spacing = {0.5, 0.4, 0.6};
  const Region region = make_region(c);
  CoupledRun run(
      c, region,
      [&](Fields& fields) {
        std::mt19937_64 random(3);
        for (double& value : fields[passive]) value = 0.5 + static_cast<double>(random() >> 11) * 0x1p-53;
      },
      1, cycles);
  const auto everywhere = [](std::size_t) { return true; };
  const double before = total(region.domain, run.fields()[passive], everywhere);
  run.advance(1.0);
  return give(std::fabs(total(region.domain, run.fields()[passive], everywhere) / before - 1.0),
              "the linear solve keeps its vectors in single precision");
}

/// Komarova 2003: x1' = a1 x1^g11 x2^g21 - b1 x1, x2' = a2 x1^g12 x2^g22 - b2 x2, started where the closed form has it
/// at rest.
Answer komarova_at_rest() {
  const double a1 = 3.0, a2 = 4.0, b1 = 0.2, b2 = 0.02, g11 = 0.5, g12 = 1.0, g21 = -0.5, g22 = 0.0;
  const double gamma = g12 * g21 - (1.0 - g11) * (1.0 - g22);
  const double osteoclasts = std::pow(b1 / a1, (1.0 - g22) / gamma) * std::pow(b2 / a2, g21 / gamma);
  const double osteoblasts = std::pow(b1 / a1, g12 / gamma) * std::pow(b2 / a2, (1.0 - g11) / gamma);
  std::vector<double> y = {osteoclasts, osteoblasts};
  OdeSolver solver(
      [&](double, const double* x, double* rate) {
        rate[0] = a1 * std::pow(x[0], g11) * std::pow(x[1], g21) - b1 * x[0];
        rate[1] = a2 * std::pow(x[0], g12) * std::pow(x[1], g22) - b2 * x[1];
      },
      {1.0, 100.0}, 1e-8);
  solver.integrate(0.0, y, {10.0}, [](double, const std::vector<double>&) {});
  return give(y[0], fmt::format("{:.3f} osteoblasts", y[1]));
}

}  // namespace

void add_numerical(Questions& q) {
  q["NU05"] = [] { return give(decay_of_the_lowest_mode(32)); };
  q["NU13.1"] = [] { return mass_drift("box", 30); };
  q["NU13.2"] = [] { return mass_drift("sphere", 0); };
  q["NU14"] = komarova_at_rest;
  q["NU15"] = order_in_space;
}

}  // namespace howship::validation
