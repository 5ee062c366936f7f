// The V-cycle against the same system solved to the end by plain Chebyshev sweeps, and the grids it uses.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <ostream>
#include <vector>

#include <gtest/gtest.h>

#include "howship/rosenbrock.hpp"

#include "host/solver/solve_plan.hpp"
#include "kernels/voxel/coarse_levels.hpp"

#include "tests/verification/coupled_run.hpp"

namespace howship {
namespace {

using testing_support::CoupledRun;
using testing_support::Fields;
using testing_support::make_region;
using testing_support::Region;

Case lesion_case(double spacing, double merge_below = 0.1) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 6.0;
  c.geometry.spacing = {spacing, 0.9 * spacing, 1.1 * spacing};
  c.density.cortical_thickness = 1.0;  // diffusion is hindered seven times more there than inside
  c.numerics.merge_below = merge_below;
  c.lesions.resize(1);
  c.lesions[0].centre = {1.0, 0.5, -0.5};
  c.lesions[0].radius = 2.5;
  c.lesions[0].tumour_fraction = 0.5;
  c.metastatic_fraction = 0.1;
  c.numerics.precision = "double";
  return c;
}

/// State after one step of `dt` with drug streaming in, solved as `plan` says.
Fields step(CoupledRun& run, double dt, const SolvePlan& plan) {
  Backend& backend = run.backend();
  Serum serum = run.systemic().serum();
  serum.denosumab = 1e5;
  backend.prepare(rosenbrock::gamma * dt, serum);
  for (int stage = 0; stage < rosenbrock::stages; ++stage) {
    const StageInput input{stage, dt, serum, Serum{0.0, 0.0, 0.0, 0.0, 0.0}};
    backend.begin_stage(input);
    backend.solve(plan);
    backend.end_stage(input);
  }
  backend.check(1e-3);
  Fields made;
  backend.download_attempt(made);
  return made;
}

/// Largest RMS difference of a diffusing field over voxels, relative to that field's RMS change over the step.
double relative_difference(const Region& region, const Fields& a, const Fields& exact, const Fields& start) {
  double largest = 0.0;
  for (int f = 0; f < diffusing_count; ++f) {
    double difference = 0.0, change = 0.0;
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
      if (!region.domain.active(v)) continue;
      difference += std::pow(a[f][v] - exact[f][v], 2);
      change += std::pow(exact[f][v] - start[f][v], 2);
    }
    const double ratio = std::sqrt(difference / std::max(change, 1e-300));
    largest = ratio <= largest ? largest : ratio;
  }
  return largest;
}

struct Setting {
  double spacing;      ///< [mm]
  double dt;           ///< [day]
  double merge_below;  ///< least volume fraction of a voxel [1]
};
/// Names the test in reports.
std::ostream& operator<<(std::ostream& out, const Setting& s) {
  return out << s.spacing << " mm, " << s.dt << " day, slivers below " << s.merge_below;
}
class VCycle : public ::testing::TestWithParam<Setting> {};

TEST_P(VCycle, ConvergesToTheSolutionOfPlainSweeps) {
  const Setting s = GetParam();
  Case c = lesion_case(s.spacing, s.merge_below);
  const Region region = make_region(c);
  CoupledRun run(c, region);
  const Fields start = run.fields();
  ASSERT_GE(run.backend().levels(), 3);

  // OPG is screened least: theta (2/h2 sum) D / (1 + theta d) bounds the condition; four times as many sweeps as it
  // asks.
  const double theta = rosenbrock::gamma * s.dt, h = s.spacing;
  const double faces = 2.0 / (h * h) * (1.0 + 1.0 / 0.81 + 1.0 / 1.21);
  const double diffusive = theta * c.tissue.diffusivity_opg * faces / (1.0 + theta * c.tissue.opg_decay);
  const double least = 1.0 / (1.0 + diffusive);
  const int many = static_cast<int>(40.0 * std::sqrt(1.0 + diffusive));
  const Fields exact = step(run, s.dt, {many, least});
  const Fields again = step(run, s.dt, {2 * many, least});
  // Vectors of the solve are single precision: what a converged solve still moves by.
  const double floor = relative_difference(region, again, exact, start);
  ASSERT_LT(floor, 2e-4);

  const auto cycles = [&](int n) {
    SolvePlan plan =
        plan_solve(theta, c.tissue, run.backend().mass(), region.domain.grid.spacing, run.backend().levels());
    EXPECT_GE(plan.levels, 2);
    plan.cycles = n;
    return step(run, s.dt, plan);
  };
  const Fields eight = cycles(8);
  const double apart = relative_difference(region, eight, exact, start);
  std::printf("%g mm, %g day: from plain sweeps %.2e (floor %.2e); cycles from the eighth:", s.spacing, s.dt, apart,
              floor);
  EXPECT_TRUE(apart <= 3.0 * floor + 1e-5) << apart;
  // Measured 0.15 to 0.54 after one and 1e-3 or less after four; the second alone gains less than the others in some.
  for (int n = 1; n <= 4; ++n) {
    const double left = relative_difference(region, cycles(n), eight, start);
    std::printf(" %.2e", left);
    if (n != 2) {
      EXPECT_TRUE(left <= (n == 1 ? 0.7 : std::pow(0.3, n))) << n << " cycles";
    }
  }
  std::printf("\n");
}

// Steps and spacings of real runs: at 0.5 mm over 4 days OPG reaches some 4 voxels, at 0.25 mm some 8.
INSTANTIATE_TEST_SUITE_P(StepsAndSpacings, VCycle,
                         ::testing::Values(Setting{0.5, 0.5, 0.1}, Setting{0.5, 4.0, 0.1}, Setting{0.5, 4.0, 0.001},
                                           Setting{0.25, 4.0, 0.1}));

TEST(CoarseLevels, HoldEveryFineVoxelOnceAndKnowTheirNeighbours) {
  Case c = lesion_case(0.5);
  const Region region = make_region(c);
  const auto levels = coarse_levels(region.domain, 8);
  ASSERT_GE(levels.size(), 2U);
  EXPECT_EQ(levels.back().bricks, 1);
  auto fine = region.domain.brick_coordinates;
  std::vector<float> active = region.domain.volume_fraction;
  for (const CoarseLevel& level : levels) {
    const auto stored = static_cast<std::size_t>(level.bricks);
    ASSERT_EQ(level.parents.size(), fine.size() + 1);
    EXPECT_EQ(level.parents.back() / 8, level.bricks) << "the empty brick belongs to the empty brick";
    std::vector<Index3> coarse(stored, Index3{-1, -1, -1});
    std::vector<float> expected(level.active.size(), 0.0F);
    for (std::size_t b = 0; b < fine.size(); ++b) {
      const int parent = level.parents[b] / 8, octant = level.parents[b] % 8;
      ASSERT_LT(parent, level.bricks);
      EXPECT_EQ(level.children[8 * static_cast<std::size_t>(parent) + static_cast<std::size_t>(octant)],
                static_cast<std::int32_t>(b));
      coarse[static_cast<std::size_t>(parent)] = {fine[b][0] / 2, fine[b][1] / 2, fine[b][2] / 2};
      for (int lane = 0; lane < brick_size; ++lane) {
        if (!(active[b * brick_size + static_cast<std::size_t>(lane)] > 0.0F)) continue;
        // The coarse voxel that holds the fine one, by grid indices.
        Index3 in_brick{};
        const int at[3] = {lane % 4, lane / 4 % 4, lane / 16};
        for (std::size_t axis = 0; axis < 3; ++axis)
          in_brick[axis] =
              (fine[b][axis] * brick_edge + at[axis]) / 2 - coarse[static_cast<std::size_t>(parent)][axis] * brick_edge;
        expected[static_cast<std::size_t>(parent) * brick_size +
                 static_cast<std::size_t>(lane_of(in_brick[0], in_brick[1], in_brick[2]))] = 1.0F;
      }
    }
    EXPECT_EQ(level.active, expected);
    std::map<Index3, std::int32_t> place;
    for (std::size_t b = 0; b < stored; ++b) place[coarse[b]] = static_cast<std::int32_t>(b);
    ASSERT_EQ(place.size(), stored) << "two coarse bricks at one place";
    for (std::size_t b = 0; b < stored; ++b)
      for (std::size_t side = 0; side < 6; ++side) {
        Index3 other = coarse[b];
        other[side / 2] += side % 2 == 0 ? -1 : 1;
        const auto found = place.find(other);
        EXPECT_EQ(level.neighbours[6 * b + side], found == place.end() ? level.bricks : found->second);
      }
    fine = coarse;
    active = level.active;
    active.resize(stored * brick_size);
  }
}

}  // namespace
}  // namespace howship
