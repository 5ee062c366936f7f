#include "host/io/lesions.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "host/io/largest_diameter.hpp"
#include "host/io/lesion_components.hpp"

namespace howship {
namespace {

/// A part without tumour that is smaller than this is noise of the density, not a lesion [mm3].
constexpr double least_volume = 1.0;
/// One sort of volume must exceed this multiple of the other to name the lesion (MODEL.md 2j).
constexpr double dominance = 4.0;

const std::vector<float>& values(const Snapshot& snapshot, Field f) {
  return snapshot.fields[static_cast<std::size_t>(index_of(f))];
}

double mineral_ratio(const Snapshot& snapshot, const Baseline& baseline, std::size_t voxel) {
  return static_cast<double>(values(snapshot, Field::Mineral)[voxel]) / static_cast<double>(baseline.mineral[voxel]);
}

bool holds_tumour(const Snapshot& snapshot, std::size_t voxel) {
  // In single precision, so that a field set to exactly the limit does not pass it by rounding.
  return values(snapshot, Field::Tumour)[voxel] > static_cast<float>(lesion_tumour_fraction);
}

double bone_volume(const VoxelDomain& domain, std::size_t voxel) {
  return static_cast<double>(domain.volume_fraction[voxel]) * domain.grid.voxel_volume();
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

std::vector<Lesion> measure(const VoxelDomain& domain, const Baseline& baseline, const Snapshot& snapshot,
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

/// Volume that a part of this snapshot shares with a lesion of the one before.
struct Overlap {
  double volume = 0;
  std::int32_t id = 0, part = 0;
};

/// Largest first; equal volumes by id, then by part, so that the order never depends on anything else.
std::vector<Overlap> find_overlaps(const VoxelDomain& domain, const std::vector<std::int32_t>& previous_id,
                                   const Components& parts) {
  std::map<std::pair<std::int32_t, std::int32_t>, double> shared;
  for (std::size_t voxel = 0; voxel < previous_id.size(); ++voxel) {
    if (previous_id[voxel] > 0 && parts.label[voxel] >= 0) {
      shared[{previous_id[voxel], parts.label[voxel]}] += bone_volume(domain, voxel);
    }
  }
  std::vector<Overlap> overlaps;
  for (const auto& [pair, volume] : shared) overlaps.push_back({volume, pair.first, pair.second});
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const Overlap& a, const Overlap& b) { return a.volume > b.volume; });
  return overlaps;
}

}  // namespace

const char* name_of(LesionClass c) {
  switch (c) {
    case LesionClass::Lytic:
      return "lytic";
    case LesionClass::Sclerotic:
      return "sclerotic";
    case LesionClass::Mixed:
      return "mixed";
    case LesionClass::None:
      break;
  }
  return "none";
}

std::vector<LesionClass> classes_by_id(const LesionMap& map) {
  std::vector<LesionClass> classes(1, LesionClass::None);
  for (const Lesion& lesion : map.lesions) {
    classes.resize(std::max(classes.size(), static_cast<std::size_t>(lesion.id) + 1), LesionClass::None);
    classes[static_cast<std::size_t>(lesion.id)] = lesion.phenotype;
  }
  return classes;
}

LesionClass classify_lesion(double lytic_volume, double sclerotic_volume) {
  if (lytic_volume == 0.0 && sclerotic_volume == 0.0) return LesionClass::None;
  if (lytic_volume > dominance * sclerotic_volume) return LesionClass::Lytic;
  if (sclerotic_volume > dominance * lytic_volume) return LesionClass::Sclerotic;
  return LesionClass::Mixed;
}

LesionTracker::LesionTracker(const VoxelDomain& domain, const Baseline& baseline)
    : domain_(domain), baseline_(baseline) {}

const LesionMap& LesionTracker::follow(const Snapshot& snapshot) {
  Components parts = find_components(domain_, select_altered(domain_, baseline_, snapshot));
  drop_specks(domain_, snapshot, parts);
  std::vector<Lesion> lesions = measure(domain_, baseline_, snapshot, parts);

  std::map<std::int32_t, bool> id_taken;
  for (const Overlap& overlap : find_overlaps(domain_, map_.id, parts)) {
    Lesion& lesion = lesions[static_cast<std::size_t>(overlap.part)];
    if (lesion.id != 0 || id_taken[overlap.id]) continue;
    lesion.id = overlap.id;
    id_taken[overlap.id] = true;
  }
  std::vector<std::size_t> by_volume(lesions.size());
  std::iota(by_volume.begin(), by_volume.end(), std::size_t{0});
  std::stable_sort(by_volume.begin(), by_volume.end(),
                   [&](std::size_t a, std::size_t b) { return lesions[a].volume > lesions[b].volume; });
  for (const std::size_t part : by_volume) {
    if (lesions[part].id == 0) lesions[part].id = ++last_id_;
  }

  map_.id = std::move(parts.label);
  for (std::int32_t& entry : map_.id) entry = entry < 0 ? 0 : lesions[static_cast<std::size_t>(entry)].id;
  std::sort(lesions.begin(), lesions.end(), [](const Lesion& a, const Lesion& b) { return a.id < b.id; });
  map_.lesions = std::move(lesions);
  return map_;
}

}  // namespace howship
