#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kernels/physics/binding.hpp"

#include "tests/oracle/table.hpp"

namespace howship {
namespace {

using namespace testing_support;

struct Binders {
  double rankl, opg, rank, drug, kd_opg, kd_rank, kd_drug;
};

physics::Binding<double> bind(const Binders& b) {
  TissueParameters p;
  p.rank_sites = b.rank;
  p.kd_opg = b.kd_opg;
  p.kd_rank = b.kd_rank;
  p.kd_denosumab = b.kd_drug;
  return physics::bind_rankl(make_constants(p), b.rankl, b.opg, b.drug);
}

/// Bits of the total that decide free RANKL, L dl/dL / l: 1 without binding, 1e12 at the equivalence point of a
/// titration with K_D 1e-12 of the total, where the answer itself hangs on the rounding of what is asked.
double conditioning(const Binders& b, const physics::Binding<double>& made) {
  return std::max(1.0, b.rankl * made.l_rankl / made.free_rankl);
}

TEST(BindingOracle, FreeRanklAgreesWithSixtyDigits) {
  const auto file = outside("pde/D_competitive_binding.csv");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there; set HOWSHIP_SHARED";
  const Table t = read_table(file);
  ASSERT_GE(t.rows.size(), 100u);
  double worst = 0.0, worst_free = 0.0;
  for (std::size_t row = 0; row < t.rows.size(); ++row) {
    const auto value = [&](const char* name) { return t.at(row, name); };
    const Binders b{value("RANKL_tot_pM"), value("OPG_tot_pM"), value("RANK_tot_pM"), value("DEN_tot_pM"),
                    value("KD_OPG_pM"),    value("KD_RANK_pM"), value("KD_DEN_pM")};
    const auto made = bind(b);
    const double right = value("RANKL_free_pM"), bound = value("RANKL_DEN_pM");
    const double allowed = 4e-16 * conditioning(b, made) + 1e-15;
    const double d = std::fabs(made.free_rankl - right) / right;
    worst_free = std::max(worst_free, d);
    worst = std::max(worst, d / allowed);
    EXPECT_TRUE(d <= 1e-12 + allowed) << "row " << row << ": " << d;
    // Relative to the total, as for all amounts of a mass balance.
    EXPECT_NEAR(made.bound_denosumab, bound, (1e-12 + allowed) * std::max(bound, 1e-300)) << "row " << row;
  }
  std::printf("free RANKL: %.1e relative at worst, %.2f of what rounding of the totals explains\n", worst_free, worst);
}

}  // namespace
}  // namespace howship
