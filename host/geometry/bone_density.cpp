#include "host/geometry/bone_density.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

constexpr double worth_a_word = 0.001;      // share of the bone that was cut off
constexpr double hardly_bone = 0.3;         // share cut off from which on the calibration is in doubt
constexpr double densest_whole_bone = 900;  // mean over a bone [mg/cm3]; that of cortical bone alone is some 1100

/// BV/TV of a density, by the model's density of healthy bone.
class FractionOf {
 public:
  explicit FractionOf(const std::function<double(double)>& density_of_bone) {
    constexpr int entries = 512;
    for (int n = 0; n <= entries; ++n) {
      fractions_.push_back(least_healthy_fraction + n * (most_healthy_fraction - least_healthy_fraction) / entries);
      densities_.push_back(density_of_bone(fractions_.back()));
    }
  }
  double least() const { return densities_.front(); }
  double most() const { return densities_.back(); }
  double operator()(double density) const {
    const auto above = std::upper_bound(densities_.begin(), densities_.end(), density);
    if (above == densities_.begin()) return fractions_.front();
    if (above == densities_.end()) return fractions_.back();
    const auto n = above - densities_.begin();
    const double share = (density - densities_[n - 1]) / (densities_[n] - densities_[n - 1]);
    return fractions_[n - 1] + share * (fractions_[n] - fractions_[n - 1]);
  }

 private:
  std::vector<double> fractions_, densities_;
};

void add_warnings(const SampledImage& sampled, std::size_t active, bool calibrated, BoneDensity& bone) {
  const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(active); };
  if (!calibrated)
    bone.warnings.push_back(
        fmt::format("no calibration is given: took density = {:g} HU + {:g} mg/cm3 of hydroxyapatite (Buenger 2022, "
                    "vertebrae); scanners differ by some 20 %, so give the one of your phantom",
                    default_density_slope, default_density_intercept));
  if (sampled.outside > 0)
    bone.warnings.push_back(
        fmt::format("the image does not cover {} of the bone's voxels ({:.3g} %): they hold the nearest bone's density",
                    sampled.outside, 100.0 * share(sampled.outside)));
  if (share(bone.too_dense) > worth_a_word)
    bone.warnings.push_back(fmt::format(
        "{} voxels ({:.3g} %) are denser than bone of BV/TV {:g} and were cut to it: metal, contrast medium "
        "or sclerosis",
        bone.too_dense, 100.0 * share(bone.too_dense), most_healthy_fraction));
  if (share(bone.too_light) > worth_a_word)
    bone.warnings.push_back(
        fmt::format("{} voxels ({:.3g} %) are lighter than bone of BV/TV {:g} and were raised to it: fat, fluid or air",
                    bone.too_light, 100.0 * share(bone.too_light), least_healthy_fraction));
  if (share(bone.too_dense) > hardly_bone || share(bone.too_light) > hardly_bone ||
      bone.mean_density > densest_whole_bone)
    bone.warnings.push_back(fmt::format(
        "the mean density of {:.0f} mg/cm3 is no bone's: the image is probably not in HU, or its calibration "
        "is wrong",
        bone.mean_density));
}

}  // namespace

double density_of(double value, const DensityCalibration& calibration) {
  const double density = calibration.slope * value + calibration.intercept;
  if (calibration.phantom == "hydroxyapatite") return density;
  if (calibration.phantom == "k2hpo4") return density / k2hpo4_per_hydroxyapatite;
  throw InputError(fmt::format("the phantom '{}' is unknown; known: hydroxyapatite, k2hpo4", calibration.phantom));
}

BoneDensity bone_density(const SampledImage& sampled, const VoxelDomain& domain,
                         const std::optional<DensityCalibration>& calibration,
                         const std::function<double(double)>& density_of_bone) {
  DensityCalibration used;
  used.slope = default_density_slope;
  used.intercept = default_density_intercept;
  if (calibration) used = *calibration;
  if (!(used.slope > 0.0) || !std::isfinite(used.slope) || !std::isfinite(used.intercept))
    throw InputError(fmt::format("the calibration density = {:g} value + {:g} does not rise with the image's values",
                                 used.slope, used.intercept));
  // Linear, so that the two ends give it.
  const double intercept = density_of(0.0, used);
  const double slope = density_of(1.0, used) - intercept;

  const FractionOf fraction_of(density_of_bone);
  BoneDensity bone;
  bone.fraction.assign(domain.stored_voxels(), static_cast<float>(least_healthy_fraction));
  double volume = 0.0;
  std::size_t active = 0;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    const double density = slope * static_cast<double>(sampled.values[v]) + intercept;
    if (density > fraction_of.most()) ++bone.too_dense;
    if (density < fraction_of.least()) ++bone.too_light;
    const double fraction = fraction_of(density);
    bone.fraction[v] = static_cast<float>(fraction);
    const double share = domain.volume_fraction[v];
    bone.mean_density += share * density;
    bone.mean_fraction += share * fraction;
    volume += share;
    ++active;
  }
  if (active > 0) {
    bone.mean_density /= volume;
    bone.mean_fraction /= volume;
    add_warnings(sampled, active, calibration.has_value(), bone);
  }
  return bone;
}

}  // namespace howship
