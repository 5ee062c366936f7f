#include "kernels/physics/binding.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "kernels/cpu/simd.hpp"

namespace howship {
namespace {

using physics::bind_rankl;

/// What binds RANKL [pmol/L].
struct Totals {
  double rankl, opg, denosumab;
};

const TissueConstants healthy_tissue = make_constants(TissueParameters{});

physics::Binding<double> bind(const Totals& t, const TissueConstants& c = healthy_tissue) {
  return bind_rankl(c, t.rankl, t.opg, t.denosumab);
}

/// RANKL that free RANKL l implies: free, on OPG, on RANK and on denosumab.
long double total_of(long double l, const Totals& t, const TissueParameters& p) {
  return l + t.opg * l / (p.kd_opg + l) + p.rank_sites * l / (p.kd_rank + l) + t.denosumab * l / (p.kd_denosumab + l);
}

/// Free RANKL by bisection in extended precision.
double bisect(const Totals& t, const TissueParameters& p = {}) {
  long double low = 0.0L, high = t.rankl;
  for (int i = 0; i < 200; ++i) {
    const long double middle = 0.5L * (low + high);
    (total_of(middle, t, p) > t.rankl ? high : low) = middle;
  }
  return static_cast<double>(0.5L * (low + high));
}

/// Totals over all that a case can hold: from hardly any to a bolus in a vein, and now and then none at all.
std::vector<Totals> random_totals() {
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> rankl(-3.0, 5.0), other(-2.0, 6.0), chance(0.0, 1.0);
  std::vector<Totals> all;
  for (int i = 0; i < 20000; ++i)
    all.push_back({std::pow(10.0, rankl(random)), chance(random) < 0.1 ? 0.0 : std::pow(10.0, other(random)),
                   chance(random) < 0.1 ? 0.0 : std::pow(10.0, other(random))});
  return all;
}

TEST(Binding, AgreesWithBisection) {
  for (const Totals& t : random_totals()) {
    const auto b = bind(t);
    const double l = bisect(t);
    // Rounding of the total reaches l amplified by L / (l dL/dl): about 1 in patients, 1e4 at a sharp titration.
    const double amplified = std::max(1.0, t.rankl * b.l_rankl / l);
    ASSERT_NEAR(b.free_rankl, l, 1e-14 * l * amplified) << t.rankl << " " << t.opg << " " << t.denosumab;
  }
}

TEST(Binding, ConservesRankl) {
  for (const Totals& t : random_totals()) {
    const double total = static_cast<double>(total_of(bind(t).free_rankl, t, {}));
    ASSERT_NEAR(total, t.rankl, 1e-12 * t.rankl) << t.rankl << " " << t.opg << " " << t.denosumab;
  }
}

TEST(Binding, HoldsOnDenosumabWhatItsDissociationConstantSays) {
  for (const Totals& t : random_totals()) {
    const auto b = bind(t);
    const double free_drug = t.denosumab - b.bound_denosumab;
    // K_D = l (D - LD) / LD; cancellation in D - LD where the drug is used up.
    ASSERT_NEAR(TissueParameters{}.kd_denosumab * b.bound_denosumab, b.free_rankl * free_drug,
                1e-13 * b.free_rankl * t.denosumab);
  }
}

TEST(Binding, StaysBetweenNothingAndTheTotals) {
  for (const Totals& t : random_totals()) {
    const auto b = bind(t);
    ASSERT_TRUE(b.free_rankl > 0.0 && b.free_rankl <= t.rankl);
    ASSERT_TRUE(b.bound_denosumab >= 0.0 && b.bound_denosumab <= t.denosumab);
    ASSERT_TRUE(b.bound_denosumab <= t.rankl * (1.0 + 1e-12));
  }
}

TEST(Binding, IsNothingWithoutRankl) {
  for (double opg : {0.0, 18436.0})
    for (double drug : {0.0, 1e5}) {
      const auto b = bind({0.0, opg, drug});
      EXPECT_EQ(b.free_rankl, 0.0);
      EXPECT_EQ(b.bound_denosumab, 0.0);
    }
}

TEST(Binding, LeavesAllRanklFreeWhereNothingBindsIt) {
  TissueParameters p;
  p.rank_sites = 0.0;
  EXPECT_DOUBLE_EQ(bind({10.912, 0.0, 0.0}, make_constants(p)).free_rankl, 10.912);
}

TEST(Binding, SolvesTheQuadraticWithRankAlone) {
  const TissueParameters p;
  for (double rankl : {1e-3, 1.0, 10.912, 500.0}) {
    // l + R l/(K + l) = L
    const double b = p.kd_rank + p.rank_sites - rankl;
    const double root = std::sqrt(b * b + 4.0 * p.kd_rank * rankl);
    const double l = b > 0.0 ? 2.0 * p.kd_rank * rankl / (b + root) : 0.5 * (root - b);
    EXPECT_NEAR(bind({rankl, 0.0, 0.0}).free_rankl, l, 1e-13 * l) << rankl;
  }
}

TEST(Binding, GivesTheHealthyStateItsFreeRankl) {
  // MODEL.md 2b: l_0 = 0.5522 pmol/L at L_0 = 10.912 pmol/L.
  const auto b = bind({healthy_tissue.rankl_healthy, 18436.0, 0.0});
  EXPECT_NEAR(b.free_rankl, 0.5522, 1e-13);
  EXPECT_NEAR(healthy_tissue.rankl_healthy, 10.912, 5e-4);
}

TEST(Binding, FollowsTheMassActionLawAtHugeDoses) {
  const double k = TissueParameters{}.kd_denosumab;
  for (double drug : {1e9, 1e11}) {
    const double l = bind({10.912, 18436.0, drug}).free_rankl;
    const double others = 30.0 * k / drug;  // 1 + O/K_O + R/K_R stay below 30
    EXPECT_NEAR(l / (10.912 * k / (k + drug)), 1.0, others) << drug;
  }
}

TEST(Binding, IsCompetitiveWhereRanklIsScarce) {
  const TissueParameters p;
  const double rankl = 1e-9;
  for (double drug : {0.0, 100.0, 1e4}) {
    const double expected = rankl / (1.0 + 18436.0 / p.kd_opg + p.rank_sites / p.kd_rank + drug / p.kd_denosumab);
    EXPECT_NEAR(bind({rankl, 18436.0, drug}).free_rankl, expected, 1e-9 * expected) << drug;
  }
}

TEST(Binding, RisesWithRanklAndFallsWithEachOfItsBinders) {
  for (const Totals& t : random_totals()) {
    const double l = bind(t).free_rankl;
    ASSERT_GT(bind({t.rankl * 1.01, t.opg, t.denosumab}).free_rankl, l);
    // 1e-12 l: where the binder does not matter, rounding may go either way.
    ASSERT_LE(bind({t.rankl, t.opg * 1.01, t.denosumab}).free_rankl, l * (1.0 + 1e-12));
    ASSERT_LE(bind({t.rankl, t.opg, t.denosumab * 1.01}).free_rankl, l * (1.0 + 1e-12));
  }
  const double untreated = bind({10.912, 18436.0, 0.0}).free_rankl;
  EXPECT_LT(bind({10.912, 18436.0, 60.0}).free_rankl, 0.9 * untreated);
  EXPECT_LT(bind({10.912, 36872.0, 0.0}).free_rankl, 0.6 * untreated);
}

TEST(Binding, SlopesAreThoseOfItsValues) {
  for (const Totals& t : std::vector<Totals>{{10.912, 18436.0, 0.0},
                                             {10.912, 18436.0, 1000.0},
                                             {60.0, 9000.0, 50.0},
                                             {500.0, 0.0, 400.0},
                                             {2.0, 1e5, 1e4}}) {
    const auto b = bind(t);
    // Differences to 1e-4 of the total have a rounding error of 1e-12 and a truncation error of 1e-8.
    const auto slope = [&](double Totals::*which, auto member, double at) {
      const double step = 1e-4 * std::max(at, 1.0);
      Totals up = t, down = t;
      up.*which += step;
      down.*which -= step;
      return (bind(up).*member - bind(down).*member) / (2.0 * step);
    };
    using B = physics::Binding<double>;
    const auto near = [&](double made, double right) { return std::abs(made - right) <= 1e-6 * std::abs(right); };
    EXPECT_TRUE(near(b.l_rankl, slope(&Totals::rankl, &B::free_rankl, t.rankl)));
    EXPECT_TRUE(near(b.ld_denosumab, slope(&Totals::denosumab, &B::bound_denosumab, t.denosumab)));
    EXPECT_TRUE(near(b.l_denosumab, slope(&Totals::denosumab, &B::free_rankl, t.denosumab)));
    EXPECT_TRUE(near(b.l_opg, slope(&Totals::opg, &B::free_rankl, t.opg)));
    EXPECT_NEAR(b.ld_rankl, slope(&Totals::rankl, &B::bound_denosumab, t.rankl), 1e-6);
    EXPECT_NEAR(b.ld_opg, slope(&Totals::opg, &B::bound_denosumab, t.opg), 1e-6 * std::abs(b.l_opg) * 10.0);
  }
}

TEST(Binding, GivesEveryLaneOfAPackItsOwnRoot) {
  using Pack = Simd<double, 8>;
  const std::vector<Totals> all = random_totals();
  for (std::size_t first = 0; first + 8 <= 4000; first += 8) {
    Pack rankl, opg, drug;
    for (int i = 0; i < 8; ++i) {
      const Totals& t = all[first + static_cast<std::size_t>(i)];
      rankl.v[i] = t.rankl;
      opg.v[i] = t.opg;
      drug.v[i] = t.denosumab;
    }
    const auto b = bind_rankl(healthy_tissue, rankl, opg, drug);
    for (int i = 0; i < 8; ++i) {
      const auto alone = bind(all[first + static_cast<std::size_t>(i)]);
      // A pack iterates until its slowest lane is done, so that the others may move by their last rounding.
      ASSERT_NEAR(b.free_rankl.v[i], alone.free_rankl, 1e-11 * alone.free_rankl);
    }
  }
}

}  // namespace
}  // namespace howship
