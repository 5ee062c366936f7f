// What kinds of lesion do to bone by what they secrete.

#include <string>

#include <gtest/gtest.h>

#include "tests/unit/systemic_support.hpp"

namespace howship {
namespace {

using namespace testing_support;

/// Density after two years without treatment over that before [1].
double density_left(const std::string& phenotype) {
  const SystemicTrajectory course = simulate_systemic(patient_with(phenotype, 730.0));
  return on_day(course, lesion_density, 730) / on_day(course, lesion_density, 0);
}

TEST(Phenotype, DecidesBySecretionAloneWhetherBoneIsLostOrGained) {
  const double lytic = density_left("lytic"), mixed = density_left("mixed"), sclerotic = density_left("sclerotic");
  EXPECT_LT(lytic, 0.7);  // where a lesion counts as lytic and as sclerotic
  EXPECT_GT(sclerotic, 1.3);
  EXPECT_GT(mixed, lytic);
  EXPECT_LT(mixed, sclerotic);
}

TEST(Phenotype, OriginsAreLyticOrScleroticAsKnown) {
  for (const char* lytic : {"breast", "lung", "myeloma"}) EXPECT_LT(density_left(lytic), 0.7) << lytic;
  EXPECT_GT(density_left("prostate"), 1.0);
}

TEST(GiantCellTumour, LosesItsOsteoclastsUnderDenosumabAndRegainsBone) {
  // Deveci 2016: more than 90 % of them.
  constexpr int start = 84, end = start + 252;
  Case c = patient_with("giant-cell-tumour", end, 0.0, 0.3);
  const SystemicTrajectory untreated = simulate_systemic(c);
  give_denosumab(c, 120.0, start, 28.0, 9);
  give_denosumab(c, 120.0, start + 7.0, 7.0, 2);
  const SystemicTrajectory treated = simulate_systemic(c);
  EXPECT_GT(on_day(treated, lesion_osteoclasts, start), 2.0);
  EXPECT_LT(on_day(treated, lesion_density, start), 0.9 * on_day(treated, lesion_density, 0));
  EXPECT_LT(on_day(treated, lesion_osteoclasts, end), 0.1 * on_day(treated, lesion_osteoclasts, start));
  EXPECT_GT(on_day(treated, lesion_density, end), 1.05 * on_day(treated, lesion_density, start));
  EXPECT_LT(on_day(untreated, lesion_density, end), on_day(untreated, lesion_density, start));
}

TEST(Paget, RaisesTurnoverWhichZoledronateBringsDown) {
  constexpr int start = 365, end = start + 182;
  Case c = patient_with("paget", end, 0.1, 0.3);
  const SystemicTrajectory untreated = simulate_systemic(c);
  give_zoledronate(c, 5.0, start);
  const SystemicTrajectory treated = simulate_systemic(c);
  EXPECT_GT(on_day(untreated, lesion_osteoclasts, start), 2.0);
  EXPECT_GT(on_day(untreated, "osteoblasts_lesion [1]", start), 1.5);
  EXPECT_GT(on_day(untreated, untx, start), 120.0);
  EXPECT_GT(on_day(untreated, bsap, start), 105.0);
  EXPECT_NEAR(on_day(untreated, tumour, end), 0.3, 1e-6);  // does not spread
  EXPECT_LT(on_day(treated, untx, end), 0.6 * on_day(untreated, untx, end));
  EXPECT_LT(on_day(treated, bsap, end), on_day(untreated, bsap, end));
}

TEST(Hypoxia, RaisesResorptionByTheSameTumour) {
  Case normoxic = patient_with("lytic", 60.0, 0.2, 0.3);
  normoxic.lesions.front().secretion.growth = 0.0;  // or hypoxia would also keep the tumour smaller
  Case hypoxic = normoxic;
  hypoxic.tissue.hypoxia = 1.0;
  const SystemicTrajectory without = simulate_systemic(normoxic), with = simulate_systemic(hypoxic);
  EXPECT_NEAR(on_day(with, tumour, 60), on_day(without, tumour, 60), 1e-6);
  EXPECT_GT(on_day(with, untx, 30), 1.05 * on_day(without, untx, 30));
  EXPECT_LT(on_day(with, lesion_density, 60), 0.98 * on_day(without, lesion_density, 60));
  hypoxic.lesions.front().secretion.growth = 1.0;
  normoxic.lesions.front().secretion.growth = 1.0;
  EXPECT_LT(on_day(simulate_systemic(hypoxic), tumour, 30), on_day(simulate_systemic(normoxic), tumour, 30));
}

}  // namespace
}  // namespace howship
