// Lesions in space under treatment that is aimed at the tumour.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

#include <gtest/gtest.h>

#include "host/case/names.hpp"
#include "host/systemic/systemic_trajectory.hpp"

#include "tests/verification/coupled_run.hpp"

namespace howship {
namespace {

using namespace testing_support;

LesionCase lesion(const char* phenotype, const Vec3& centre, double radius, double tumour_fraction) {
  LesionCase l;
  l.phenotype = phenotype;
  l.secretion = phenotype_of(phenotype);
  l.centre = centre;
  l.radius = radius;
  l.tumour_fraction = tumour_fraction;
  return l;
}

constexpr Vec3 left{-8.0, 0.0, 0.0}, right{8.0, 0.0, 0.0};

/// Two lesions at the ends of a bar of trabecular bone, which the blood does not connect.
Case two_lesions(const char* phenotype_left, const char* phenotype_right, double end) {
  Case c;
  c.geometry.shape = "box";
  c.geometry.size = {26.0, 9.0, 9.0};
  c.geometry.spacing = {1.0, 0.9, 1.1};
  c.density.source = DensitySource::Uniform;
  c.lesions = {lesion(phenotype_left, left, 3.0, 0.3), lesion(phenotype_right, right, 3.0, 0.3)};
  c.metastatic_fraction = 0.0;
  c.end = end;
  c.output.every = end;
  return c;
}

struct Outcome {
  Fields fields;
  TimeseriesRow last;
};
Outcome run(const Case& c, const Region& region) {
  Simulation simulation(c, region.domain, region.sites, tested_options(c));
  Outcome outcome;
  simulation.run([&](const TimeseriesRow& row) { outcome.last = row; }, [](const AppliedEvent&) {},
                 [](const Snapshot&) {});
  outcome.fields = simulation.fields();
  return outcome;
}

/// Tumour in one half of the bar [mm3].
double tumour_beside(const Region& region, const Fields& fields, const Vec3& centre) {
  return total(region.domain, fields[index_of(Field::Tumour)],
               [&](std::size_t v) { return region.domain.voxel_centre(v)[0] * centre[0] > 0.0; });
}

TherapyCase radiotherapy(double time) {
  TherapyCase t;
  t.kind = TherapyKind::Radiotherapy;
  t.start = time;
  t.fraction_dose = 8.0;
  t.centre = left;
  t.radius = 7.0;
  return t;
}

TEST(TreatedLesions, RadiotherapyOfOneLeavesTheOtherAsItWas) {
  Case c = two_lesions("lytic", "lytic", 40.0);
  const Region region = make_region(c);
  const Outcome untreated = run(c, region);
  c.therapies = {radiotherapy(20.0)};
  const Outcome treated = run(c, region);
  const double spared = tumour_beside(region, treated.fields, right) / tumour_beside(region, untreated.fields, right);
  const double hit = tumour_beside(region, treated.fields, left) / tumour_beside(region, untreated.fields, left);
  std::printf("tumour left of what it would be: %.4f irradiated, 1 %+.1e beside it\n", hit, spared - 1.0);
  // Tolerance of the time steps, which the fraction interrupts.
  EXPECT_NEAR(spared, 1.0, 1e-3);
  EXPECT_LT(hit, 2.0 * std::exp(-0.3 * 8.0 - 0.03 * 64.0));  // and some regrowth
  EXPECT_GT(hit, 0.5 * std::exp(-0.3 * 8.0 - 0.03 * 64.0));
}

TEST(TreatedLesions, OfDifferentKindsMakeOneBoneLyticAndSclerotic) {
  Case c = two_lesions("lytic", "sclerotic", 540.0);
  const Region region = make_region(c);
  const Outcome outcome = run(c, region);
  const Baseline healthy = make_baseline(region.sites, c.tissue);
  const auto& mineral = outcome.fields[index_of(Field::Mineral)];
  const auto share = [&](const Vec3& centre, auto holds) {
    double voxels = 0.0, all = 0.0;
    for (std::size_t v = 0; v < region.domain.stored_voxels(); ++v) {
      if (!region.domain.active(v) || distance(region.domain.voxel_centre(v), centre) > 2.0) continue;
      all += 1.0;
      voxels += holds(mineral[v] / healthy.mineral[v]) ? 1.0 : 0.0;
    }
    return voxels / all;
  };
  std::printf("lytic %.0f mm3, sclerotic %.0f mm3\n", outcome.last.lytic_volume, outcome.last.sclerotic_volume);
  EXPECT_GT(share(left, [](double ratio) { return ratio < lytic_ratio; }), 0.9);
  EXPECT_GT(share(right, [](double ratio) { return ratio > sclerotic_ratio; }), 0.9);
  constexpr double ball = 4.0 / 3.0 * 3.14159265358979 * 8.0;  // of those voxels [mm3]
  EXPECT_GT(outcome.last.lytic_volume, 0.8 * ball);
  EXPECT_GT(outcome.last.sclerotic_volume, 0.8 * ball);
}

TEST(TreatedLesions, ChemotherapyActsAsInTheWellMixedBody) {
  // A bone full of tumour is well mixed itself.
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = 3.0;
  c.geometry.spacing = {1.0, 0.9, 1.1};
  c.density.source = DensitySource::Uniform;
  c.density.trabecular = c.tissue.reference_bone_volume_fraction;
  c.lesions = {lesion("lytic", Vec3{}, 10.0, 0.3)};
  c.metastatic_fraction = 0.0;
  c.end = c.output.every = 60.0;
  TherapyCase chemotherapy;
  chemotherapy.start = 10.0;
  chemotherapy.every = 21.0;
  chemotherapy.count = 3;
  chemotherapy.duration = 7.0;
  chemotherapy.kill_rate = 0.05;
  const Region region = make_region(c);
  const double untreated = run(c, region).last.tumour_volume;
  c.therapies = {chemotherapy};
  const Outcome treated = run(c, region);
  const SystemicTrajectory mixed = simulate_systemic(c);
  const double volume =
      total(region.domain, std::vector<double>(region.domain.stored_voxels(), 1.0), [](std::size_t) { return true; });
  const double tumour = treated.last.tumour_volume / volume;
  std::printf("tumour fraction %.5f, well mixed %.5f, untreated %.5f\n", tumour, mixed.at("tumour_lesion [1]").back(),
              untreated / volume);
  EXPECT_LT(treated.last.tumour_volume, 0.7 * untreated);
  // Both by their own steps: 1e-3 relative here.
  EXPECT_NEAR(tumour / mixed.at("tumour_lesion [1]").back(), 1.0, 3e-3);
  EXPECT_NEAR(treated.last.osteoclasts / mixed.at("osteoclasts_lesion [1]").back(), 1.0, 1e-2);
}

}  // namespace
}  // namespace howship
