#include "host/app/tissue_sites.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/app/radiotherapy.hpp"
#include "host/app/sown_lesions.hpp"
#include "host/geometry/anatomy.hpp"
#include "host/geometry/geometry.hpp"

namespace howship {
namespace {

using testing::HasSubstr;

VoxelDomain voxels_of(const Surface& surface, double spacing, double band) {
  VoxelizeOptions options;
  options.spacing = {spacing, spacing, spacing};
  options.wall_band = band;
  return voxelize(surface, options);
}

TEST(TissueSites, AShellThatTheSurfaceTellsIsTheOneThatACaseGives) {
  for (const double thickness : {0.4, 1.6, 2.3}) {
    Surface ball = make_sphere(6.0).surface;
    DensityCase given;
    given.cortical_thickness = thickness;
    const VoxelDomain plain = voxels_of(ball, 0.5, thickness + 0.5);
    const TissueSites by_case = make_sites(plain, given, {});
    ball.cortical_thickness.assign(ball.points.size(), static_cast<float>(thickness));
    const VoxelDomain told = voxels_of(ball, 0.5, 1.0);
    const TissueSites by_surface = make_sites(told, DensityCase{}, {});
    ASSERT_EQ(by_case.healthy.size(), by_surface.healthy.size());
    for (std::size_t v = 0; v < by_case.healthy.size(); ++v)
      ASSERT_NEAR(by_case.healthy[v], by_surface.healthy[v], 1e-5)
          << thickness << " mm, fraction " << plain.volume_fraction[v];
  }
}

TEST(TissueSites, MeasuredBoneGoesBeforeAShell) {
  const VoxelDomain domain = voxels_of(make_sphere(4.0).surface, 0.5, 1.0);
  std::vector<float> measured(domain.stored_voxels());
  for (std::size_t v = 0; v < measured.size(); ++v) measured[v] = 0.01F + 0.0001F * static_cast<float>(v % 1000);
  const TissueSites sites = make_sites(domain, DensityCase{}, {}, measured);
  for (std::size_t v = 0; v < measured.size(); ++v)
    if (domain.active(v)) {
      ASSERT_EQ(sites.healthy[v], measured[v]);
    }
}

TEST(TissueSites, AnOutlineGivesTumourByItsShareAndItsPhenotypeAround) {
  const VoxelDomain domain = voxels_of(make_box({16, 8, 8}).surface, 1.0, 1.0);
  std::vector<LesionCase> lesions(2);
  lesions[0].phenotype = "sclerotic";
  lesions[0].secretion = sclerotic_phenotype;
  lesions[0].tumour_fraction = 0.4;
  lesions[1].centre = {-5, 0, 0};
  lesions[1].radius = 2.0;
  std::vector<LesionOutline> outlines(2);
  outlines[0].share.assign(domain.stored_voxels(), 0.0F);
  outlines[0].centroid = {5, 0, 0};
  outlines[0].radius = 1.0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    if (domain.voxel_centre(v)[0] > 4.0 && domain.voxel_centre(v)[0] < 5.0) outlines[0].share[v] = 0.25F;
  const TissueSites sites = make_sites(domain, DensityCase{}, lesions, {}, outlines);
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    const double x = domain.voxel_centre(v)[0];
    if (outlines[0].share[v] > 0.0F) {
      ASSERT_FLOAT_EQ(sites.tumour[v], 0.1F);
    }
    if (x > 5.0) {
      ASSERT_EQ(sites.tumour[v], 0.0F);
    }
    if (x > 3.0) {
      ASSERT_FLOAT_EQ(sites.phenotype[0][v], static_cast<float>(sclerotic_phenotype.*phenotype_members[0]));
    }
    if (x < -3.0) {
      ASSERT_FLOAT_EQ(sites.phenotype[0][v], static_cast<float>(lytic_phenotype.*phenotype_members[0]));
    }
  }
}

std::string refusal(const std::function<void()>& place) {
  try {
    place();
    return "accepted";
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(TissueSites, AFieldOfRadiotherapyMustHoldBone) {
  const VoxelDomain domain = voxels_of(make_box({12, 12, 12}).surface, 3.0, 1.0);
  std::vector<TherapyCase> therapies(2);  // the first is of the whole bone
  therapies[1].kind = TherapyKind::Radiotherapy;
  const auto placed_at = [&](double x, double radius) {
    therapies[1].centre = {x, 0, 0};
    therapies[1].radius = radius;
    return refusal([&] { place_therapies(therapies, {}, domain); });
  };
  // The nearest voxels have their centres at (4.5, 1.5, 1.5) mm and reach half a voxel further.
  EXPECT_EQ(
      placed_at(60, 5),
      "therapy[2].centre = (60, 0, 0) mm with radius = 5 mm: no voxel of the bone lies in this field, the nearest "
      "55.5 mm from its centre; give a centre inside the bone or a larger radius");
  EXPECT_THAT(placed_at(12, 6), HasSubstr("the nearest 7.8 mm from"));
  EXPECT_EQ(placed_at(12, 6.5), "accepted");
  EXPECT_EQ(placed_at(60, 0), "accepted");
  std::vector<double> tumour(domain.stored_voxels(), 1.0);
  placed_at(12, 6.5);
  therapies[1].fraction_dose = 8.0;
  irradiate(therapies[1], domain, tumour);
  EXPECT_THAT(tumour, testing::Contains(testing::Lt(1.0)));
}

class ABall : public testing::Test {
 protected:
  /// Tumour of a ball [mm3] at a fraction of 1, as make_sites gives it.
  double sown() const {
    DensityCase none;
    none.source = DensitySource::Uniform;
    none.trabecular = 0.0;
    const TissueSites sites = make_sites(domain, none, lesions);
    double sum = 0.0;
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
      if (domain.active(v)) sum += sites.tumour[v] * domain.volume_fraction[v] * domain.grid.voxel_volume();
    return sum / lesions[0].tumour_fraction;
  }
  std::string check(const Vec3& centre, double radius) {
    lesions[0].centre = centre;
    lesions[0].radius = radius;
    warnings.clear();
    return refusal([&] { check_sown(lesions, domain, warnings); });
  }

  VoxelDomain domain = voxels_of(make_box({12, 12, 12}).surface, 3.0, 1.0);
  std::vector<LesionCase> lesions{1};
  std::vector<std::string> warnings;
};

TEST_F(ABall, ThatNoVoxelNoticesIsRefused) {
  EXPECT_EQ(check({0, 0, 0}, 1.0),
            "lesion[1].radius = 1 mm: no voxel of the bone, of 3 mm, lies in the ball around (0, 0, 0) mm, and nothing "
            "would start there; give a finer geometry.spacing or a larger radius");
  EXPECT_EQ(sown(), 0.0);
  EXPECT_THAT(check({7, 0, 0}, 1.0), HasSubstr("(7, 0, 0) mm"));
  lesions[0].tumour_fraction = 0.0;
  EXPECT_EQ(check({0, 0, 0}, 1.0), "accepted");
  lesions[0].bone_lost = 0.5;
  EXPECT_THAT(check({0, 0, 0}, 1.0), HasSubstr("no voxel of the bone"));
}

TEST_F(ABall, MuchLargerOnTheGridIsWarnedOf) {
  EXPECT_EQ(check({1.5, 1.5, 1.5}, 1.0), "accepted");
  EXPECT_THAT(warnings, testing::ElementsAre("lesion[1].radius = 1 mm: the ball of 4.19 mm3 becomes one of 22.5 mm3 on "
                                             "voxels of 3 mm; give a finer geometry.spacing"));
  EXPECT_NEAR(sown(), 22.5, 1e-5);
  // A radius of a voxel is near enough, and of what the surface cuts off nothing is said.
  EXPECT_EQ(check({0, 0, 0}, 3.0), "accepted");
  EXPECT_THAT(warnings, testing::IsEmpty());
  EXPECT_EQ(check({6, 1.5, 1.5}, 1.2), "accepted");
  EXPECT_THAT(warnings, testing::IsEmpty());
  EXPECT_EQ(check({0, 0, 0}, 5.5), "accepted");
  EXPECT_THAT(warnings, testing::IsEmpty());
  domain = voxels_of(make_sphere(10.0).surface, 3.0, 1.0);
  EXPECT_EQ(check({0, 0, 10.5}, 1.9), "accepted");  // beyond the grid, and in cut voxels only
  EXPECT_THAT(warnings, testing::IsEmpty());
}

}  // namespace
}  // namespace howship
