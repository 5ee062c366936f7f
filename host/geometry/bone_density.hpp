#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"

#include "host/geometry/sample_image.hpp"

namespace howship {

/// What healthy BV/TV a voxel may have.
constexpr double least_healthy_fraction = 0.01;
constexpr double most_healthy_fraction = 0.95;

/// Where a case gives none: density = 0.71 HU + 13.82 mg/cm3, fitted to vertebral trabecular bone by Buenger et al.
/// 2022, Arch Orthop Trauma Surg 142:3335 (98 vertebral bodies, QCT against CT with contrast medium, r = 0.894). The
/// paper's abstract does not name the phantom; taken as hydroxyapatite (assumed). Scanners and tube voltages differ by
/// some 20 %.
constexpr double default_density_slope = 0.71;       ///< [mg/cm3 per HU]
constexpr double default_density_intercept = 13.82;  ///< [mg/cm3]

/// Density of dipotassium phosphate over that of hydroxyapatite that a CT shows alike [1]: 0.86 at 80 kVp and 0.81 at
/// 140 kVp (Goodsitt 1992, Bone Miner 19:145); here 120 kVp, linearly in between.
constexpr double k2hpo4_per_hydroxyapatite = 0.827;

/// Calibrated density of a value of the image [mg/cm3 of hydroxyapatite].
/// \throws InputError when `calibration.phantom` is neither "hydroxyapatite" nor "k2hpo4"
double density_of(double value, const DensityCalibration& calibration);

/// Healthy bone as a CT shows it.
struct BoneDensity {
  std::vector<float> fraction;  ///< BV/TV per stored voxel, in [0.01, 0.95]
  double mean_density = 0.0;    ///< over the bone's volume, before anything is cut off [mg/cm3 of hydroxyapatite]
  double mean_fraction = 0.0;   ///< over the bone's volume [1]
  std::size_t too_dense = 0;    ///< voxels cut to 0.95: metal, contrast medium, sclerosis
  std::size_t too_light = 0;    ///< voxels cut to 0.01: fat, air, fluid
  std::vector<std::string> warnings;
};

/// BV/TV from the values of an image.
/// \param calibration of the values; unset: the default, with a warning
/// \param density_of_bone mineral density of healthy bone of a given BV/TV in the model [mg/cm3 of hydroxyapatite],
///   rising from 0.01 to 0.95
/// \throws InputError when the calibration's slope is not above zero, or the phantom unknown
BoneDensity bone_density(const SampledImage& sampled, const VoxelDomain& domain,
                         const std::optional<DensityCalibration>& calibration,
                         const std::function<double(double)>& density_of_bone);

}  // namespace howship
