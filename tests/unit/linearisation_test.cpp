#include "kernels/physics/linearisation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kernels/physics/processes.hpp"
#include "kernels/voxel/prepare.hpp"

namespace howship {
namespace {

using physics::at;
using physics::local_at;
using Fields = std::array<double, field_count>;

constexpr int n = field_count, nv = diffusing_count, nw = local_count;

/// Dense matrix solved by Gaussian elimination with row pivots, in long double.
struct Dense {
  int size;
  std::vector<long double> entries;
  explicit Dense(int s) : size(s), entries(static_cast<std::size_t>(s * s), 0.0L) {}
  long double& operator()(int i, int j) { return entries[static_cast<std::size_t>(i * size + j)]; }
  long double operator()(int i, int j) const { return entries[static_cast<std::size_t>(i * size + j)]; }
};

std::vector<double> solve(Dense a, const std::vector<double>& right) {
  std::vector<long double> b(right.begin(), right.end());
  const auto b_at = [&](int i) -> long double& { return b[static_cast<std::size_t>(i)]; };
  for (int k = 0; k < a.size; ++k) {
    int pivot = k;
    for (int i = k + 1; i < a.size; ++i)
      if (std::fabs(a(i, k)) > std::fabs(a(pivot, k))) pivot = i;
    for (int j = 0; j < a.size; ++j) std::swap(a(k, j), a(pivot, j));
    std::swap(b_at(k), b_at(pivot));
    for (int i = k + 1; i < a.size; ++i) {
      const long double factor = a(i, k) / a(k, k);
      for (int j = k; j < a.size; ++j) a(i, j) -= factor * a(k, j);
      b_at(i) -= factor * b_at(k);
    }
  }
  for (int k = a.size - 1; k >= 0; --k) {
    for (int j = k + 1; j < a.size; ++j) b_at(k) -= a(k, j) * b_at(j);
    b_at(k) /= a(k, k);
  }
  return {b.begin(), b.end()};
}

/// One voxel: its site, serum and fields.
struct Voxel {
  std::string name;
  physics::Site<double> site;
  Serum serum;
  Fields u;
};

/// Without the couplings whose slopes linearise() leaves out on purpose.
TissueConstants with_exact_slopes() {
  TissueParameters p;
  p.mineralisation_by_calcium = 0.0;
  p.zoledronate_uptake_bound = p.zoledronate_release_bound = 0.0;
  return make_constants(p);
}
const TissueConstants constants = with_exact_slopes();

Fields rates(const Voxel& v, const Fields& u) {
  Fields rate;
  const auto m = physics::evaluate_intermediates(constants, v.site, u.data());
  physics::react(constants, v.site, m, v.serum, u.data(), rate.data());
  return rate;
}

Voxel healthy_voxel(const std::string& name, double bone, const Phenotype& secretion) {
  Voxel v{name, {}, {}, {}};
  v.site.healthy = bone;
  physics::set_phenotype(v.site, secretion);
  physics::derive_site(constants, v.site);
  physics::healthy_state(constants, v.site, v.u.data());
  return v;
}

/// Healthy voxels, tumours of each kind and drugs over both, all fields off their steady values by up to 30 %.
std::vector<Voxel> voxels() {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> off(0.7, 1.3), share(0.0, 1.0);
  std::vector<Voxel> all;
  for (double bone : {0.08, 0.13, 0.6})
    for (const auto& [kind, secretion] :
         {std::pair{"healthy", Phenotype{}}, std::pair{"lytic", lytic_phenotype},
          std::pair{"sclerotic", sclerotic_phenotype}, std::pair{"mixed", mixed_phenotype},
          std::pair{"stromal", Phenotype{15.0, 3.0, 2.0, 6.0, 2.0, 1.5}}})
      for (const char* drug : {"untreated", "denosumab", "zoledronate"}) {
        Voxel v = healthy_voxel(std::string(kind) + ", " + drug + ", BV/TV " + std::to_string(bone), bone, secretion);
        for (double& value : v.u) value *= off(random);
        v.serum.calcium = 2.5;
        v.serum.tumour_kill = 0.004;
        v.serum.rankl_drive = off(random);
        v.serum.opg_drive = off(random);
        if (std::string(kind) != "healthy") {
          v.u[at(Field::Tumour)] = (0.05 + 0.5 * share(random)) * (1.0 - bone);
          v.u[at(Field::Pthrp)] = secretion.pthrp_secretion * v.u[at(Field::Tumour)] * off(random);
          v.u[at(Field::OsteogenicFactor)] = secretion.osteogenic_secretion * v.u[at(Field::Tumour)] * off(random);
        }
        if (std::string(drug) == "denosumab") {
          v.serum.denosumab = 1.4e5;
          v.u[at(Field::Denosumab)] = std::pow(10.0, 1.0 + 3.0 * share(random));
        }
        if (std::string(drug) == "zoledronate") v.u[at(Field::Zoledronate)] = 3.0 * share(random);
        all.push_back(v);
      }
  return all;
}

/// dF/du by central differences, extrapolated once, with the one entry that the solver leaves out: growth of the tumour
/// with itself counts only where it is negative.
Dense jacobian(const Voxel& v) {
  Dense j(n);
  for (int column = 0; column < n; ++column) {
    const auto c = static_cast<std::size_t>(column);
    const auto difference = [&](double step) {
      Fields up = v.u, down = v.u, slope;
      up[c] += step;
      down[c] -= step;
      const Fields above = rates(v, up), below = rates(v, down);
      for (std::size_t i = 0; i < slope.size(); ++i) slope[i] = (above[i] - below[i]) / (up[c] - down[c]);
      return slope;
    };
    // A field that is absent is moved to both sides of zero, where the rates are smooth as well.
    const double step = 1e-3 * (v.u[c] > 0.0 ? v.u[c] : 1e-2 * field_info[c].typical);
    const Fields coarse = difference(step), fine = difference(0.5 * step);
    for (int row = 0; row < n; ++row) {
      const auto r = static_cast<std::size_t>(row);
      j(row, column) = (4.0L * fine[r] - coarse[r]) / 3.0L;
    }
  }
  long double& self_growth = j(at(Field::Tumour), at(Field::Tumour));
  self_growth = std::min(self_growth, 0.0L);
  return j;
}

struct Slopes {
  physics::Linearisation<double> j;
  physics::DirectSlopes<double> direct;
};
Slopes linearise(const Voxel& v) {
  Slopes s;
  const auto m = physics::evaluate_intermediates(constants, v.site, v.u.data());
  physics::linearise(constants, v.site, m, v.serum, v.u.data(), s.j, s.direct);
  return s;
}

/// Random right-hand side of the fields' sizes.
std::vector<double> random_right(int seed) {
  std::mt19937_64 random(static_cast<std::mt19937_64::result_type>(seed));
  std::uniform_real_distribution<double> draw(-1.0, 1.0);
  std::vector<double> right;
  for (const FieldInfo& info : field_info) right.push_back(info.typical * draw(random));
  return right;
}

const double all_in_time[nv] = {1, 1, 1, 1, 1, 1, 1, 1};
const double quasi_steady[nv] = {1, 1, 1, 0, 0, 0, 0, 1};  // as numerics.quasi_steady allows

Dense system_of(const Dense& j, double theta, const double* mass) {
  Dense a(n);
  for (int i = 0; i < n; ++i)
    for (int k = 0; k < n; ++k) a(i, k) = (i == k ? (i < nv ? mass[i] : 1.0) : 0.0) - theta * j(i, k);
  return a;
}

/// Solution by the solver's way: local fields out, point block, local fields back.
std::vector<double> solve_by_elimination(const Voxel& v, double theta, const double* mass,
                                         const std::vector<double>& right) {
  const Slopes s = linearise(v);
  double block[nv * nv];
  physics::form_point_block(constants.p, s.j, s.direct, theta, mass, block);
  invert_block(block);
  std::vector<double> x = right;
  double w[nw], diffusing[nv];
  physics::solve_local(constants.p, s.j, theta, right.data() + nv, w);
  std::copy_n(right.begin(), nv, diffusing);
  physics::add_local_to_diffusing(constants.p, s.j, theta, w, diffusing);
  for (int i = 0; i < nv; ++i)
    x[static_cast<std::size_t>(i)] = std::inner_product(diffusing, diffusing + nv, block + i * nv, 0.0);
  physics::add_diffusing_to_local(s.j, theta, physics::drive_of(s.j, x.data()), x.data() + nv);
  physics::solve_local(constants.p, s.j, theta, x.data() + nv, x.data() + nv);
  return x;
}

/// Compares made with right, field by field, against the larger of the value and the field's typical size.
void expect_near(const double* made, const double* right, int first, int count, double tolerance, double theta) {
  for (int i = 0; i < count; ++i) {
    const auto& info = field_info[static_cast<std::size_t>(first + i)];
    const double size = std::max(std::abs(right[i]), 1e-2 * info.typical);
    EXPECT_NEAR(made[i], right[i], tolerance * size) << "theta " << theta << ", " << info.name;
  }
}

TEST(Linearisation, PointBlockSolveIsThatOfTheWholeJacobian) {
  for (const Voxel& v : voxels()) {
    SCOPED_TRACE(v.name);
    const Dense j = jacobian(v);
    // From the first step after a dose to the longest of a quiet year.
    for (double theta : {1e-3, 0.05, 1.0, 20.0})
      for (const double* mass : {all_in_time, quasi_steady})
        for (int seed : {1, 2, 3}) {
          const auto right = random_right(seed);
          const auto expected = solve(system_of(j, theta, mass), right);
          const auto made = solve_by_elimination(v, theta, mass, right);
          expect_near(made.data(), expected.data(), 0, n, 1e-5, theta);
        }
  }
}

TEST(Linearisation, LocalSolveInvertsTheLocalJacobian) {
  for (const Voxel& v : voxels()) {
    SCOPED_TRACE(v.name);
    const Dense j = jacobian(v);
    const Slopes s = linearise(v);
    for (double theta : {1e-3, 1.0, 20.0}) {
      Dense a(nw);
      for (int i = 0; i < nw; ++i)
        for (int k = 0; k < nw; ++k) a(i, k) = (i == k ? 1.0L : 0.0L) - theta * j(nv + i, nv + k);
      const auto right = random_right(4);
      const auto expected = solve(a, {right.begin() + nv, right.end()});
      double made[nw];
      physics::solve_local(constants.p, s.j, theta, right.data() + nv, made);
      expect_near(made, expected.data(), nv, nw, 1e-5, theta);
    }
  }
}

TEST(Linearisation, CouplingsAreThoseOfTheJacobian) {
  for (const Voxel& v : voxels()) {
    SCOPED_TRACE(v.name);
    const Dense j = jacobian(v);
    const Slopes s = linearise(v);
    for (int seed : {5, 6, 7}) {
      const auto change = random_right(seed);
      double to_diffusing[nv] = {}, to_local[nw] = {}, expected[n] = {}, size[n] = {};
      physics::add_local_to_diffusing(constants.p, s.j, 1.0, change.data() + nv, to_diffusing);
      physics::add_diffusing_to_local(s.j, 1.0, physics::drive_of(s.j, change.data()), to_local);
      for (int i = 0; i < n; ++i)
        for (int k = i < nv ? nv : 0; k < (i < nv ? n : nv); ++k) {
          const double part = static_cast<double>(j(i, k)) * change[static_cast<std::size_t>(k)];
          expected[i] += part;
          size[i] += std::abs(part);
        }
      // Against the sum of the parts' sizes, from which differences lose up to 1e-9.
      for (int i = 0; i < n; ++i)
        EXPECT_NEAR(i < nv ? to_diffusing[i] : to_local[i - nv], expected[i],
                    1e-6 * size[i] + 1e-9 * field_info[static_cast<std::size_t>(i)].typical)
            << field_info[static_cast<std::size_t>(i)].name;
    }
  }
}

TEST(Linearisation, RateInTimeIsTheDifferenceAlongTheSerum) {
  for (const Voxel& v : voxels()) {
    SCOPED_TRACE(v.name);
    const Serum along{3000.0, 0.2, -0.1, 0.4, 0.05, 0.01};
    const double step = 1e-3;
    const auto moved = [&](double t) {
      Voxel w = v;
      w.serum.denosumab += t * along.denosumab;
      w.serum.rankl_drive += t * along.rankl_drive;
      w.serum.opg_drive += t * along.opg_drive;
      w.serum.calcium += t * along.calcium;
      w.serum.zoledronate_uptake += t * along.zoledronate_uptake;
      w.serum.tumour_kill += t * along.tumour_kill;
      return rates(w, v.u);
    };
    Fields made;
    const auto m = physics::evaluate_intermediates(constants, v.site, v.u.data());
    physics::react_in_time(constants, v.site, m, along, v.u.data(), made.data());
    const Fields above = moved(step), below = moved(-step);
    for (std::size_t f = 0; f < made.size(); ++f)  // the rates are linear in the serum: only rounding is left
      EXPECT_NEAR(made[f], (above[f] - below[f]) / (2.0 * step),
                  1e-8 * std::max(std::abs(made[f]), field_info[f].typical))
          << field_info[f].name;
  }
}

using Rates = std::array<double, StageRates::count - booked_count>;
Rates processes(const Voxel& v, const Fields& u) {
  Rates made;
  const auto m = physics::evaluate_intermediates(constants, v.site, u.data());
  physics::process_rates(constants, v.site, m, v.serum, u.data(), made.data());
  return made;
}

TEST(Processes, AddUpToTheRates) {
  const TissueParameters& p = constants.p;
  for (const Voxel& v : voxels()) {
    SCOPED_TRACE(v.name);
    const Fields rate = rates(v, v.u);
    const auto [production, rankl, bound, exchange, perfusion, resorption, mineralisation, gap] = processes(v, v.u);
    const double internalised = p.complex_internalisation * bound;
    EXPECT_NEAR(production * v.serum.rankl_drive - p.rankl_decay * (rankl - bound) - internalised,
                rate[at(Field::Rankl)], 1e-14 * rankl);
    EXPECT_NEAR(exchange - internalised, rate[at(Field::Denosumab)],
                1e-14 * (v.serum.denosumab + v.u[at(Field::Denosumab)]));
    EXPECT_NEAR(p.calcium_exchange * gap + p.calcium_of_bone * (resorption - mineralisation), rate[at(Field::Calcium)],
                1e-12);
    EXPECT_GT(perfusion, 0.0);
  }
}

TEST(Processes, ChangeAlongAnIncrementAsTheirRatesDo) {
  for (const Voxel& v : voxels()) {
    SCOPED_TRACE(v.name);
    const Slopes s = linearise(v);
    for (int seed : {8, 9, 10}) {
      std::vector<double> change = random_right(seed);
      // Along what is there: a field that is absent has a kink at zero.
      for (std::size_t f = 0; f < change.size(); ++f) change[f] *= v.u[f] / field_info[f].typical;
      const auto moved = [&](double step) {
        Fields u = v.u;
        for (std::size_t f = 0; f < u.size(); ++f) u[f] += step * change[f];
        return processes(v, u);
      };
      const Rates now = processes(v, v.u), above = moved(1e-4), below = moved(-1e-4), above2 = moved(5e-5),
                  below2 = moved(-5e-5);
      Rates slope;
      for (std::size_t k = 0; k < slope.size(); ++k)
        slope[k] = (4.0 * (above2[k] - below2[k]) / 1e-4 - (above[k] - below[k]) / 2e-4) / 3.0;
      double made[StageChanges::count];
      physics::process_changes(s.j, physics::drive_of(s.j, change.data()), change.data(), change.data() + nv, made);
      const double expected[StageChanges::count] = {slope[0] * v.serum.rankl_drive,
                                                    change[at(Field::Rankl)],
                                                    slope[2],
                                                    slope[3],
                                                    change[at(Field::Denosumab)],
                                                    slope[5],
                                                    slope[6],
                                                    change[at(Field::Calcium)]};
      const double size[StageChanges::count] = {now[0], 1.0,    now[1], v.serum.denosumab + v.u[at(Field::Denosumab)],
                                                1.0,    now[5], now[6], 1.0};
      for (int k = 0; k < StageChanges::count; ++k)
        EXPECT_NEAR(made[k], expected[k], 1e-7 * std::abs(expected[k]) + 1e-9 * size[k]) << "entry " << k;
    }
  }
}

TEST(Processes, AnswerToScalingAsAlongTheFieldItself) {
  for (const Voxel& v : voxels()) {
    const Slopes s = linearise(v);
    double made[ScalingSlopes::count];
    physics::scaling_slopes(s.j, v.u[at(Field::Rankl)], v.u[at(Field::Denosumab)], made);
    for (int k : {0, 1}) {
      double change[n] = {}, along[StageChanges::count];
      const int f = at(k == 0 ? Field::Rankl : Field::Denosumab);
      change[f] = v.u[static_cast<std::size_t>(f)];
      physics::process_changes(s.j, physics::drive_of(s.j, change), change, change + nv, along);
      EXPECT_NEAR(made[k], along[2], 1e-14 * std::abs(along[2])) << v.name;
      EXPECT_NEAR(made[2 + k], along[3], 1e-14 * std::abs(along[3])) << v.name;
    }
  }
}

TEST(Linearisation, LeavesOutATumoursGrowthButKeepsItsDecline) {
  Voxel v = healthy_voxel("", 0.13, lytic_phenotype);
  v.u[at(Field::Tumour)] = 0.05;
  EXPECT_EQ(linearise(v).direct.tumour_tumour, 0.0);
  v.u[at(Field::Tumour)] = 0.6;
  EXPECT_LT(linearise(v).direct.tumour_tumour, -1e-3);
}

TEST(Linearisation, HealthyBoneIsAtRest) {
  for (double bone : {0.05, 0.13, 0.5, 0.85}) {
    const Voxel v = healthy_voxel("", bone, {});
    const Fields rate = rates(v, v.u);
    for (std::size_t f = 0; f < rate.size(); ++f)  // calcium is exchanged 100 times a day: 2e-16 * 235 and a few terms
      EXPECT_NEAR(rate[f], 0.0, 1e-12 * field_info[f].typical) << field_info[f].name << " at BV/TV " << bone;
  }
}

TEST(Linearisation, InverseOfThePointBlockTimesItIsTheUnitMatrix) {
  for (const Voxel& v : voxels()) {
    const Slopes s = linearise(v);
    double block[nv * nv], inverse[nv * nv];
    physics::form_point_block(constants.p, s.j, s.direct, 5.0, all_in_time, block);
    std::copy_n(block, nv * nv, inverse);
    invert_block(inverse);
    for (int i = 0; i < nv; ++i)
      for (int k = 0; k < nv; ++k) {
        double product = 0.0, size = 0.0;
        for (int l = 0; l < nv; ++l) {
          product += inverse[i * nv + l] * block[l * nv + k];
          size += std::abs(inverse[i * nv + l] * block[l * nv + k]);
        }
        ASSERT_NEAR(product, i == k ? 1.0 : 0.0, 1e-12 * std::max(1.0, size)) << v.name << " " << i << " " << k;
      }
  }
}

}  // namespace
}  // namespace howship
