// Scans and label maps from public repositories. What they hold: DATA.md beside them, found with other programs.

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "host/geometry/bone_density.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/image.hpp"
#include "host/geometry/sample_image.hpp"
#include "host/geometry/surface_check.hpp"
#include "kernels/physics/site.hpp"

namespace howship {
namespace {

using testing::IsEmpty;
using testing::Pair;

namespace fs = std::filesystem;

class ARealImage : public testing::Test {
 protected:
  static fs::path file(const std::string& name) {
    const char* given = std::getenv("HOWSHIP_SHARED");
    return (given != nullptr ? fs::path(given) : fs::path(HOWSHIP_SOURCE_DIR).parent_path() / "shared") / "data" / name;
  }
  void SetUp() override {
    if (!fs::exists(file(""))) GTEST_SKIP() << file("").string() << " is not here; HOWSHIP_SHARED names another folder";
  }
  static double mean_over(const Image& image, const std::vector<unsigned char>& selected) {
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t n = 0; n < image.values.size(); ++n)
      if (selected[n] != 0) {
        sum += image.values[n];
        ++count;
      }
    return sum / static_cast<double>(count);
  }
  static VoxelDomain voxels_of(const Surface& surface, double h) {
    VoxelizeOptions options;
    options.spacing = {h, h, h};
    return voxelize(surface, options);
  }
};

/// Mineral density of the model's healthy bone.
double density_of_bone(double fraction) {
  static const auto constants = make_constants(TissueParameters{});
  physics::Site<double> site{};
  site.healthy = fraction;
  physics::derive_site(constants, site);
  return 3200.0 * site.mineral;
}

TEST_F(ARealImage, OfTotalSegmentatorHasItsLabelsNamesAndVolume) {
  const Image labels = read_image(file("totalsegmentator/totalseg.nii.gz"));
  EXPECT_THAT(labels.warnings, IsEmpty());
  EXPECT_THAT(count_labels(labels), testing::ElementsAre(Pair(26, 1723), Pair(27, 2431), Pair(28, 2406), Pair(29, 2335),
                                                         Pair(30, 2242), Pair(31, 2143), Pair(32, 1773), Pair(33, 76)));
  EXPECT_EQ(labels.label_names.at("vertebrae_L3"), 29);
  const auto l3 = select_labels(labels, {29});
  EXPECT_NEAR(check_surface(surface_of_voxels(labels, l3)).volume, 63045.0, 1.0);
  // 1.1 mm does not divide the 3 mm of the image.
  for (const double h : {1.0, 1.1})
    EXPECT_NEAR(voxels_of(surface_of_voxels(labels, l3), h).volume(), 63045.0, 0.002 * 63045.0);
  const SmoothSurface smooth = smooth_surface_of_voxels(labels, l3);
  EXPECT_THAT(smooth.warnings, IsEmpty());
  EXPECT_NEAR(voxels_of(smooth.surface, 1.1).volume(), 63045.0, 0.001 * 63045.0);
}

TEST_F(ARealImage, OfTotalSegmentatorGivesBoneDensities) {
  const Image labels = read_image(file("totalsegmentator/totalseg.nii.gz"));
  const Image ct = read_image(file("totalsegmentator/example_ct.nii.gz"));
  ASSERT_EQ(ct.extent, labels.extent);
  for (const int label : {27, 28, 29, 30, 31}) {
    const double hounsfield = mean_over(ct, select_labels(labels, {label}));
    EXPECT_GT(hounsfield, 195.0) << label;
    EXPECT_LT(hounsfield, 241.0) << label;
  }
  const auto l3 = select_labels(labels, {29});
  const VoxelDomain domain = voxels_of(surface_of_voxels(labels, l3), 1.0);
  const SampledImage sampled = sample_image(ct, domain, &l3);
  EXPECT_EQ(sampled.outside, 0U);
  EXPECT_EQ(sampled.extrapolated, 0U);
  const BoneDensity bone = bone_density(sampled, domain, std::nullopt, density_of_bone);
  const double expected = default_density_slope * mean_over(ct, l3) + default_density_intercept;
  EXPECT_NEAR(bone.mean_density, expected, 0.02 * expected);
}

TEST_F(ARealImage, OfCalibratedDensityKeepsItsMeans) {
  const Image labels = read_image(file("spineFE-verse004-L2/sub-verse004_0000_vertebra_21_seg.nii.gz"));
  const Image density = read_image(file("spineFE-verse004-L2/sub-verse004_0000_vertebra_21_im.nii.gz"));
  const auto counts = count_labels(labels);
  EXPECT_EQ(counts.at(1), 22553U);
  EXPECT_EQ(counts.at(4), 12343U);
  EXPECT_NEAR(mean_over(density, select_labels(labels, {1})), 76.0, 1.0);
  EXPECT_NEAR(mean_over(density, select_labels(labels, {4})), 415.0, 1.0);
  const auto bone_voxels = select_labels(labels, {1, 2, 3, 4});
  const VoxelDomain domain = voxels_of(surface_of_voxels(labels, bone_voxels), 0.8);
  EXPECT_NEAR(domain.volume(), 53750.0, 0.005 * 53750.0);
  DensityCalibration calibration;
  calibration.phantom = "k2hpo4";
  const BoneDensity bone =
      bone_density(sample_image(density, domain, &bone_voxels), domain, calibration, density_of_bone);
  const double expected = mean_over(density, bone_voxels) / k2hpo4_per_hydroxyapatite;
  EXPECT_NEAR(bone.mean_density, expected, 0.02 * expected);

  // The image is masked, which must be seen: what is blank would pull the smooth outline's rim down.
  const VoxelDomain smooth = voxels_of(smooth_surface_of_voxels(labels, bone_voxels).surface, 0.8);
  const BoneDensity same = bone_density(sample_image(density, smooth, nullptr), smooth, calibration, density_of_bone);
  EXPECT_NEAR(same.mean_density, expected, 0.03 * expected);
  EXPECT_LT(same.too_light, smooth.active_voxels() / 100);
}

TEST_F(ARealImage, OfMicroCtHasItsBoneVolumeFraction) {
  const Image image = read_image(file("didsr-microct/Shrew.nrrd"));
  EXPECT_NEAR(mean_over(image, std::vector<unsigned char>(image.values.size(), 1)) / 255.0, 0.293, 0.001);
  EXPECT_NEAR(image.step[0][0] * image.extent[0], 0.4674, 1e-4);
}

}  // namespace
}  // namespace howship
