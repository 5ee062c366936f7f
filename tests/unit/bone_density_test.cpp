#include "host/geometry/bone_density.hpp"

#include <gmock/gmock.h>

#include "howship/error.hpp"

namespace howship {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// One brick whose first voxels are whole or half full.
VoxelDomain domain_of(const std::vector<float>& fractions) {
  VoxelDomain domain;
  domain.grid.extent = {4, 4, 4};
  domain.grid.spacing = {1, 1, 1};
  domain.brick_coordinates = {{0, 0, 0}};
  domain.volume_fraction.assign(brick_size, 0.0F);
  std::copy(fractions.begin(), fractions.end(), domain.volume_fraction.begin());
  return domain;
}

SampledImage values_of(const std::vector<float>& values) {
  SampledImage sampled;
  sampled.values.assign(brick_size, 0.0F);
  std::copy(values.begin(), values.end(), sampled.values.begin());
  return sampled;
}

double proportional(double fraction) {
  return 1000.0 * fraction;
}

TEST(BoneDensity, TurnsHounsfieldIntoBoneVolumeFraction) {
  DensityCalibration calibration;
  calibration.slope = 0.8;
  calibration.intercept = 20.0;
  const VoxelDomain domain = domain_of({1.0F, 0.5F, 1.0F});
  const BoneDensity bone = bone_density(values_of({100.0F, 600.0F, 225.0F}), domain, calibration, proportional);
  EXPECT_NEAR(bone.fraction[0], 0.10, 1e-6);
  EXPECT_NEAR(bone.fraction[1], 0.50, 1e-6);
  EXPECT_NEAR(bone.fraction[2], 0.20, 1e-6);
  EXPECT_NEAR(bone.mean_density, (100.0 + 0.5 * 500.0 + 200.0) / 2.5, 1e-6);
  EXPECT_NEAR(bone.mean_fraction, 0.22, 1e-6);
  EXPECT_THAT(bone.warnings, IsEmpty());
}

// The model's bone holds less mineral per BV/TV where it turns over fast: any rising curve must be inverted.
TEST(BoneDensity, InvertsACurvedModel) {
  const auto curve = [](double f) { return 1200.0 * f * (0.9 + 0.1 * f); };
  DensityCalibration calibration;
  for (const double f : {0.01, 0.137, 0.5, 0.813, 0.95}) {
    const BoneDensity bone =
        bone_density(values_of({static_cast<float>(curve(f))}), domain_of({1.0F}), calibration, curve);
    EXPECT_NEAR(bone.fraction[0], f, 1e-5);
  }
}

TEST(BoneDensity, ConvertsPhosphateIntoHydroxyapatite) {
  DensityCalibration calibration;
  calibration.phantom = "k2hpo4";
  // Goodsitt's ratios at 80 and 140 kVp enclose the one used.
  const double density = density_of(100.0, calibration);
  EXPECT_GT(density, 100.0 / 0.86);
  EXPECT_LT(density, 100.0 / 0.81);
  const BoneDensity bone = bone_density(values_of({82.7F}), domain_of({1.0F}), calibration, proportional);
  EXPECT_NEAR(bone.fraction[0], 0.1, 1e-6);
  calibration.phantom = "water";
  EXPECT_THROW(density_of(1.0, calibration), InputError);
}

TEST(BoneDensity, WarnsOfTheDefaultCalibration) {
  const BoneDensity bone = bone_density(values_of({100.0F}), domain_of({1.0F}), std::nullopt, proportional);
  EXPECT_NEAR(bone.fraction[0], 0.08482, 1e-6);
  EXPECT_THAT(bone.warnings, ElementsAre(HasSubstr("no calibration is given: took density = 0.71 HU + 13.82")));
}

TEST(BoneDensity, CutsOffMetalAndFatAndSaysHowMuch) {
  std::vector<float> values(brick_size, 200.0F);
  values[0] = 3000.0F;
  values[1] = -100.0F;
  values[2] = -50.0F;
  const BoneDensity bone = bone_density(values_of(values), domain_of(std::vector<float>(brick_size, 1.0F)),
                                        DensityCalibration{}, proportional);
  EXPECT_FLOAT_EQ(bone.fraction[0], 0.95F);
  EXPECT_FLOAT_EQ(bone.fraction[1], 0.01F);
  EXPECT_EQ(bone.too_dense, 1U);
  EXPECT_EQ(bone.too_light, 2U);
  EXPECT_THAT(bone.warnings,
              ElementsAre(HasSubstr("1 voxels (1.56 %) are denser"), HasSubstr("2 voxels (3.12 %) are lighter")));
}

TEST(BoneDensity, DoubtsAnImageThatIsNotHounsfield) {
  const BoneDensity bone =
      bone_density(values_of({2000.0F, 1800.0F}), domain_of({1.0F, 1.0F}), DensityCalibration{}, proportional);
  EXPECT_THAT(bone.warnings.back(), HasSubstr("1900 mg/cm3 is no bone's"));
}

TEST(BoneDensity, RefusesACalibrationThatDoesNotRise) {
  DensityCalibration calibration;
  calibration.slope = -1.0;
  EXPECT_THROW(bone_density(values_of({1.0F}), domain_of({1.0F}), calibration, proportional), InputError);
}

}  // namespace
}  // namespace howship
