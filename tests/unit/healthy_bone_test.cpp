#include "host/app/healthy_bone.hpp"

#include <gtest/gtest.h>

namespace howship {
namespace {

TEST(HealthyBone, TrabecularAndCorticalBoneHaveTheDensitiesOfQuantitativeCt) {
  const HealthyBone bone(TissueParameters{});
  // Lumbar trabecular bone of healthy adults, 100 to 200 mg/cm3; compact bone, 1000 to 1200.
  EXPECT_NEAR(bone.density(0.13), 172.0, 2.0);
  EXPECT_NEAR(bone.density(0.85), 1100.0, 100.0);
}

TEST(HealthyBone, DensityRisesWithTheBone) {
  const HealthyBone bone(TissueParameters{});
  double before = 0.0;
  for (double phi = 0.01; phi <= 0.95; phi += 0.01) {
    EXPECT_GT(bone.density(phi), before) << phi;
    before = bone.density(phi);
  }
}

}  // namespace
}  // namespace howship
