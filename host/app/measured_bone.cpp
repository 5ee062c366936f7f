#include "host/app/measured_bone.hpp"

#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/bone_density.hpp"
#include "host/geometry/sample_image.hpp"

namespace howship {

namespace {

SampledImage sampled_ct(const GeometryCase& geometry, const DensityCase& density, const BoneSource& source,
                        const VoxelDomain& domain, std::vector<std::string>& warnings) {
  if (!density.image.empty()) {
    Image image = read_image(density.image);
    for (const std::string& warning : image.warnings) warnings.push_back(warning);
    change_frame(image, source.frame);
    return named("geometry.density.image", density.image, [&] { return sample_image(image, domain, nullptr); });
  }
  if (source.image)
    return named("geometry.file", geometry.file,
                 [&] { return sample_image(*source.image, domain, source.inside.empty() ? nullptr : &source.inside); });
  throw InputError(
      fmt::format("geometry.density.source = 'ct': '{}' is a {}, no CT; name the CT with "
                  "geometry.density.image",
                  geometry.file.string(),
                  source.mesh                ? "volume mesh"
                  : source.from_surface_file ? "surface"
                                             : "label map"));
}

SampledImage sampled_cells(const GeometryCase& geometry, const DensityCase& density, const BoneSource& source,
                           const CellOverlap* cells) {
  if (!source.mesh || cells == nullptr)
    throw InputError(fmt::format("geometry.density.source = 'cells': '{}' is no volume mesh", geometry.file.string()));
  const VolumeMesh::Array* array = source.mesh->find(density.array);
  if (array == nullptr || array->components != 1) {
    std::string names;
    for (const auto& other : source.mesh->cell_data) names += (names.empty() ? "'" : ", '") + other.name + "'";
    throw InputError(fmt::format("geometry.density.array = '{}' is {} of '{}'; {}", density.array,
                                 array == nullptr ? "no cell array" : "a cell array of several components",
                                 geometry.file.string(), names.empty() ? "it has none" : "it has " + names));
  }
  for (std::size_t cell = 0; cell < source.mesh->cells(); ++cell)
    if (!std::isfinite(array->values[cell]) && (source.cells.empty() || source.cells[cell] != 0))
      throw InputError(fmt::format("geometry.density.array = '{}': its value in cell {} of '{}' is not finite",
                                   density.array, cell, geometry.file.string()));
  SampledImage sampled;
  sampled.values = cells->voxel_means(array->values);
  return sampled;
}

}  // namespace

std::vector<float> measure_bone(const GeometryCase& geometry, const DensityCase& density, const BoneSource& source,
                                const VoxelDomain& domain, const CellOverlap* cells, const HealthyBone& healthy,
                                std::vector<std::string>& warnings) {
  const bool ct = density.source == DensitySource::Ct;
  if (!ct && density.source != DensitySource::Cells) return {};
  const SampledImage sampled =
      ct ? sampled_ct(geometry, density, source, domain, warnings) : sampled_cells(geometry, density, source, cells);
  std::optional<DensityCalibration> calibration = density.calibration;
  if (!ct && !calibration) {
    calibration.emplace();
    warnings.push_back(
        fmt::format("geometry.density.array = '{}' is taken as mg/cm3 of hydroxyapatite; "
                    "geometry.density.calibration says otherwise",
                    density.array));
  }
  BoneDensity bone =
      bone_density(sampled, domain, calibration, [&](double fraction) { return healthy.density(fraction); });
  for (const std::string& warning : bone.warnings) warnings.push_back(warning);
  return std::move(bone.fraction);
}

}  // namespace howship
