// Made-up solutions of the whole coupled system on cut voxels: a source makes all 17 fields follow them, and what the
// program computes instead is its error.

#include "tests/verification/manufactured.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/verification/coupled_run.hpp"
#include "tests/verification/semi_discrete.hpp"
#include "tests/verification/sources.hpp"

namespace howship {
namespace {

using namespace testing_support;

constexpr double radius = 3.0;

Case ball_case(double h) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = radius;
  c.geometry.spacing = {h, 0.9 * h, 1.1 * h};
  LesionCase lesion;
  lesion.secretion = mixed_phenotype;
  lesion.radius = 10.0;  // everywhere: all terms of the tumour take part
  lesion.tumour_fraction = 0.2;
  c.lesions = {lesion};
  c.metastatic_fraction = 0.0;  // the blood has its own course, and the source knows it
  c.numerics.precision = "double";
  return c;
}

/// The blood of a case without influence of the region, asked at times that go back and forth within a step.
class Blood {
 public:
  explicit Blood(const Case& c) : model_(c.systemic, c.tissue, 0.0), doses_(c.doses) { pass(0.0); }
  Serum at(double time) {
    const double now = model_.time();
    const SystemicModel::State state = model_.state();
    advance(time);
    const Serum serum = model_.serum();
    model_.restore(now, state);
    return serum;
  }
  /// A step was accepted: no later question is about an earlier time. Doses that are due are given.
  void pass(double time) {
    advance(time);
    for (; given_ < doses_.size() && doses_[given_].time <= time; ++given_) model_.give(doses_[given_]);
  }

 private:
  void advance(double time) {
    std::vector<Serum> none;
    if (time > model_.time()) model_.advance(time, RegionFeed{model_.time(), {}, {0, 0, 0, 0, 0}}, {}, none);
  }
  SystemicModel model_;
  std::vector<Dose> doses_;
  std::size_t given_ = 0;
};

Fields made_fields(const VoxelDomain& domain, const Manufactured& made, double time) {
  Fields fields;
  for (std::size_t f = 0; f < field_count; ++f) {
    fields[f].assign(domain.stored_voxels(), 0.0);
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
      if (domain.active(v)) fields[f][v] = made.at(f, domain.voxel_centre(v), time).value;
  }
  return fields;
}

/// What the made-up solution lacks to solve the equations; with walls, what passes through them.
class Lack final : public Source {
 public:
  enum class Space { Discrete, Continuous };
  Lack(const Case& c, const Region& region, const Manufactured& made, Space space, double beta = 0.0)
      : tissue_(c.tissue),
        domain_(region.domain),
        made_(made),
        space_(space),
        beta_(beta),
        equations_(region.domain, region.sites, c.tissue),
        blood_(c),
        wall_(wall_per_volume(region.domain)) {}

  void rate(double time, const Fields& state, Fields& rate) override {
    lack(time, rate);
    if (beta_ == 0.0) return;
    for (std::size_t f = 0; f < diffusing_count; ++f)
      for (std::size_t v : equations_.voxels())
        if (wall_[v] > 0.0)
          rate[f][v] -=
              beta_ * wall_[v] * (state[f][v] - made_.beyond_wall(tissue_, f, domain_.voxel_centre(v), time, beta_));
  }
  void rate_in_time(double time, const Fields& state, Fields& change) override {
    // Forward, of second order: at a dose the past is of no use.
    constexpr double step = 1e-3;
    Fields now = change, soon = change, later = change;
    rate(time, state, now);
    rate(time + step, state, soon);
    rate(time + 2.0 * step, state, later);
    for (std::size_t f = 0; f < field_count; ++f)
      for (std::size_t v : equations_.voxels())
        change[f][v] = (-1.5 * now[f][v] + 2.0 * soon[f][v] - 0.5 * later[f][v]) / step;
  }
  void pass(double time) { blood_.pass(time); }

 private:
  void lack(double time, Fields& rate) {
    const Serum serum = blood_.at(time);
    if (space_ == Space::Discrete) {
      Fields computed;
      equations_.rate(serum, made_fields(domain_, made_, time), computed);
      for (std::size_t f = 0; f < field_count; ++f)
        for (std::size_t v : equations_.voxels())
          rate[f][v] = made_.at(f, domain_.voxel_centre(v), time).in_time - computed[f][v];
      return;
    }
    double u[field_count], r[field_count];
    for (std::size_t v : equations_.voxels()) {
      const Vec3 x = domain_.voxel_centre(v);
      for (std::size_t f = 0; f < field_count; ++f) u[f] = made_.at(f, x, time).value;
      equations_.react(v, serum, u, r);
      for (std::size_t f = 0; f < field_count; ++f) {
        const double spread = f < diffusing_count ? made_.diffusion(tissue_, f, x, time) : 0.0;
        rate[f][v] = made_.at(f, x, time).in_time - r[f] - spread;
      }
    }
  }
  TissueParameters tissue_;
  const VoxelDomain& domain_;
  const Manufactured& made_;
  Space space_;
  double beta_;
  SemiDiscrete equations_;
  Blood blood_;
  std::vector<double> wall_;
};

/// L2 norm of the error over the ball, relative to that of the solution.
double error_of(const VoxelDomain& domain, const Fields& computed, const Fields& right, std::size_t f) {
  double error = 0.0, size = 0.0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    error += domain.volume_fraction[v] * std::pow(computed[f][v] - right[f][v], 2);
    size += domain.volume_fraction[v] * right[f][v] * right[f][v];
  }
  return std::sqrt(error / size);
}

struct Outcome {
  std::array<double, field_count> error{};  ///< largest over the times looked at
  long steps = 0, rejected = 0;
};
Outcome follow(const Case& c, const Region& region, const Manufactured& made, Lack::Space space, double beta,
               const std::vector<double>& times) {
  Lack lack(c, region, made, space, beta);
  CoupledRun run(c, region, [&](Fields& fields) { fields = made_fields(region.domain, made, 0.0); });
  run.backend().set_source(&lack);
  Outcome o;
  auto dose = c.doses.begin();
  for (double time : times) {
    for (;; ++dose) {
      const bool due = dose != c.doses.end() && dose->time < time;
      run.advance(due ? dose->time : time, [&](double now, double) { lack.pass(now); });
      if (!due) break;
      run.give(*dose);
    }
    const Fields computed = run.fields(), right = made_fields(region.domain, made, time);
    for (std::size_t f = 0; f < field_count; ++f) {
      const double e = error_of(region.domain, computed, right, f);
      o.error[f] = std::isnan(o.error[f]) || e <= o.error[f] ? o.error[f] : e;  // a NaN is kept
    }
  }
  o.steps = run.integrator().statistics().steps;
  o.rejected = run.integrator().statistics().rejected;
  return o;
}

TEST(ManufacturedSolution, ErrorFallsWithTheSquareOfTheStepOrFaster) {
  // The source is made with the differences in space as they are, so that time alone is in error.
  Case c = ball_case(1.0);
  c.doses = {{1.0, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0},
             {4.0, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0},
             {5.0, Drug::ZoledronicAcid, Route::Intravenous, 4.0, 0.0}};
  const Region region = make_region(c);
  const Manufactured made(radius, 1.0);
  std::vector<double> errors, steps;
  for (double rtol : {1e-2, 1e-3, 1e-4, 1e-5}) {
    c.numerics.rtol = rtol;
    const Outcome o = follow(c, region, made, Lack::Space::Discrete, 0.0, {1.5, 3.0, 4.5, 6.0});
    const auto worst = std::max_element(o.error.begin(), o.error.end());
    errors.push_back(*worst);
    steps.push_back(static_cast<double>(o.steps));
    std::printf("rtol %.0e: error %.2e (%s), %ld steps, %ld rejected\n", rtol, *worst,
                field_info[static_cast<std::size_t>(worst - o.error.begin())].name, o.steps, o.rejected);
    EXPECT_TRUE(*worst <= 2.0 * rtol) << *worst;
  }
  const double order = std::log(errors.front() / errors.back()) / std::log(steps.back() / steps.front());
  std::printf("order %.2f in the mean step, %.2f in the tolerance\n", order,
              std::log10(errors.front() / errors.back()) / 3.0);
  EXPECT_GE(order, 1.9);
}

/// Orders in space of all diffusing fields over three grids.
void expect_second_order(double flat, double beta) {
  const Manufactured made(radius, flat);
  std::vector<Outcome> outcomes;
  for (double h : {0.8, 0.4, 0.2}) {
    Case c = ball_case(h);
    c.numerics.rtol = 1e-5;
    TissueParameters& p = c.tissue;
    // Alike, and no field so quickly lost or so slow that diffusion does not show.
    p.diffusivity_rankl = p.diffusivity_tumour = 2.0;
    p.diffusivity_calcium = 4.0;
    p.tgf_beta_decay = p.pthrp_decay = p.osteogenic_decay = p.calcium_exchange = 2.0;
    const Region region = make_region(c);
    outcomes.push_back(follow(c, region, made, Lack::Space::Continuous, beta, {0.5}));
    std::printf("h %.1f: %zu voxels, %ld steps, %ld rejected; errors", h, region.domain.active_voxels(),
                outcomes.back().steps, outcomes.back().rejected);
    for (std::size_t f = 0; f < field_count; ++f) std::printf(" %.1e", outcomes.back().error[f]);
    std::printf("\n");
  }
  for (std::size_t f = 0; f < diffusing_count; ++f) {
    const double order = 0.5 * std::log2(outcomes[0].error[f] / outcomes[2].error[f]);
    std::printf("%s: order %.2f\n", field_info[f].name, order);
    EXPECT_GE(order, 1.8) << field_info[f].name;
  }
}

TEST(ManufacturedSolution, ErrorFallsWithTheSquareOfTheSpacingInAClosedBall) {
  expect_second_order(1.0, 0.0);
}
TEST(ManufacturedSolution, ErrorFallsWithTheSquareOfTheSpacingInABallWithLeakyWalls) {
  expect_second_order(0.0, 1.0);
}

}  // namespace
}  // namespace howship
