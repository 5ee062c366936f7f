#include "host/io/lesion_measures.hpp"

#include "host/io/largest_diameter.hpp"

namespace howship {

double bone_volume(const VoxelDomain& domain, std::size_t voxel) {
  return static_cast<double>(domain.volume_fraction[voxel]) * domain.grid.voxel_volume();
}

namespace {

/// A part without tumour that is smaller than this is noise of the density, not a lesion [mm3].
constexpr double least_volume = 1.0;

const std::vector<float>& values(const Snapshot& snapshot, Field f) {
  return snapshot.fields[static_cast<std::size_t>(index_of(f))];
}

double mineral_ratio(const Snapshot& snapshot, const Baseline& baseline, std::size_t voxel) {
  return static_cast<double>(values(snapshot, Field::Mineral)[voxel]) / static_cast<double>(baseline.mineral[voxel]);
}

bool holds_tumour(const Snapshot& snapshot, std::size_t voxel) {
  // A lesion that starts at the limit, as by default, must not come and go by rounding.
  constexpr double rounding = 1e-3;
  return values(snapshot, Field::Tumour)[voxel] >= static_cast<float>(lesion_tumour_fraction * (1.0 - rounding));
}

std::vector<std::uint8_t> select_altered(const VoxelDomain& domain, const Baseline& baseline,
                                         const Snapshot& snapshot) {
  std::vector<std::uint8_t> selected(domain.stored_voxels(), 0);
  for (std::size_t voxel = 0; voxel < selected.size(); ++voxel) {
    if (!domain.active(voxel)) continue;
    const double ratio = mineral_ratio(snapshot, baseline, voxel);
    if (holds_tumour(snapshot, voxel) || ratio < lytic_ratio || ratio > sclerotic_ratio) selected[voxel] = 1;
  }
  return selected;
}

/// Leaves out specks and numbers the rest on without gaps.
void drop_specks(const VoxelDomain& domain, const Snapshot& snapshot, Components& parts) {
  std::vector<double> volume(static_cast<std::size_t>(parts.count), 0.0);
  std::vector<bool> has_tumour(volume.size(), false);
  for (std::size_t voxel = 0; voxel < parts.label.size(); ++voxel) {
    if (parts.label[voxel] < 0) continue;
    const auto part = static_cast<std::size_t>(parts.label[voxel]);
    volume[part] += bone_volume(domain, voxel);
    if (holds_tumour(snapshot, voxel)) has_tumour[part] = true;
  }
  std::vector<std::int32_t> new_label(volume.size(), -1);
  parts.count = 0;
  for (std::size_t part = 0; part < volume.size(); ++part) {
    if (has_tumour[part] || volume[part] >= least_volume) new_label[part] = parts.count++;
  }
  for (std::int32_t& label : parts.label) {
    if (label >= 0) label = new_label[static_cast<std::size_t>(label)];
  }
}

}  // namespace

Components find_lesion_parts(const VoxelDomain& domain, const Baseline& baseline, const Snapshot& snapshot) {
  Components parts = find_components(domain, select_altered(domain, baseline, snapshot));
  drop_specks(domain, snapshot, parts);
  return parts;
}

std::vector<Lesion> measure_lesions(const VoxelDomain& domain, const Baseline& baseline, const Snapshot& snapshot,
                                    const Components& parts) {
  std::vector<Lesion> lesions(static_cast<std::size_t>(parts.count));
  std::vector<double> mineral(lesions.size(), 0.0), healthy_mineral(lesions.size(), 0.0);
  for (std::size_t voxel = 0; voxel < parts.label.size(); ++voxel) {
    if (parts.label[voxel] < 0) continue;
    const auto part = static_cast<std::size_t>(parts.label[voxel]);
    Lesion& lesion = lesions[part];
    const double volume = bone_volume(domain, voxel);
    const double ratio = mineral_ratio(snapshot, baseline, voxel);
    const Vec3 centre = domain.voxel_centre(voxel);
    ++lesion.voxels;
    lesion.volume += volume;
    lesion.tumour_volume += volume * static_cast<double>(values(snapshot, Field::Tumour)[voxel]);
    if (ratio < lytic_ratio) lesion.lytic_volume += volume;
    if (ratio > sclerotic_ratio) lesion.sclerotic_volume += volume;
    mineral[part] += volume * static_cast<double>(values(snapshot, Field::Mineral)[voxel]);
    healthy_mineral[part] += volume * static_cast<double>(baseline.mineral[voxel]);
    for (std::size_t axis = 0; axis < 3; ++axis) lesion.centroid[axis] += volume * centre[axis];
  }
  const std::vector<double> diameters = largest_diameters(domain, parts.label, parts.count);
  for (std::size_t part = 0; part < lesions.size(); ++part) {
    Lesion& lesion = lesions[part];
    lesion.mean_bmd = bmd_per_mineral * mineral[part] / lesion.volume;
    lesion.bmd_change = 100.0 * (mineral[part] / healthy_mineral[part] - 1.0);
    for (double& coordinate : lesion.centroid) coordinate /= lesion.volume;
    lesion.diameter = diameters[part];
    lesion.phenotype = classify_lesion(lesion.lytic_volume, lesion.sclerotic_volume);
  }
  return lesions;
}

void measure_density(const VoxelDomain& domain, const Baseline& baseline, const Snapshot& snapshot,
                     const std::vector<std::int32_t>& id, Lesion& lesion) {
  double volume = 0.0, mineral = 0.0, healthy_mineral = 0.0;
  for (std::size_t voxel = 0; voxel < id.size(); ++voxel) {
    if (id[voxel] != lesion.id) continue;
    volume += bone_volume(domain, voxel);
    mineral += bone_volume(domain, voxel) * static_cast<double>(values(snapshot, Field::Mineral)[voxel]);
    healthy_mineral += bone_volume(domain, voxel) * static_cast<double>(baseline.mineral[voxel]);
  }
  lesion.mean_bmd = bmd_per_mineral * mineral / volume;
  lesion.bmd_change = 100.0 * (mineral / healthy_mineral - 1.0);
}

}  // namespace howship
