#include "host/io/lesion_cortex.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "host/io/cortex.hpp"
#include "host/io/voxel_corners.hpp"
#include "host/io/voxel_sides.hpp"

namespace howship {
namespace {

/// Corners of the voxels of the shell that adjoin anything else.
Corners corners_of(const VoxelDomain& domain, const Cortex& cortex) {
  std::vector<bool> in_cortex(domain.stored_voxels(), false);
  for (const CortexVoxel& c : cortex.voxels) in_cortex[c.voxel] = true;
  Corners corners;
  for (const CortexVoxel& c : cortex.voxels) {
    for (int side = 0; side < side_count; ++side) {
      const auto other = open_neighbour(domain, c.voxel, side);
      if (!other || !in_cortex[*other]) add_corners(domain.voxel_index(c.voxel), side, corners);
    }
  }
  sort_out_twins(corners);
  return corners;
}

/// Corners of all closed faces.
Corners corners_of_surface(const VoxelDomain& domain) {
  Corners corners;
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    if (!domain.active(voxel)) continue;
    for (int side = 0; side < side_count; ++side) {
      if (!(opening(domain, voxel, side) > 0.0F)) add_corners(domain.voxel_index(voxel), side, corners);
    }
  }
  sort_out_twins(corners);
  return corners;
}

/// Corners of each part's faces that adjoin anything else; none for parts that are not `wanted`.
std::vector<Corners> corners_of_parts(const VoxelDomain& domain, const Components& parts,
                                      const std::vector<bool>& wanted) {
  std::vector<Corners> corners(wanted.size());
  for (std::size_t voxel = 0; voxel < parts.label.size(); ++voxel) {
    const std::int32_t part = parts.label[voxel];
    if (part < 0 || !wanted[static_cast<std::size_t>(part)]) continue;
    for (int side = 0; side < side_count; ++side) {
      const auto other = open_neighbour(domain, voxel, side);
      if (!other || parts.label[*other] != part)
        add_corners(domain.voxel_index(voxel), side, corners[static_cast<std::size_t>(part)]);
    }
  }
  for (Corners& of_part : corners) sort_out_twins(of_part);
  return corners;
}

/// What became of the shell from a voxel inwards to the cancellous bone.
struct WayInward {
  double healthy = 0, left = 0;  ///< mineral [mm3]; more than healthy mineral in a voxel makes up for none in others
  bool destroyed = true;         ///< every voxel
  std::int32_t part = -1;        ///< the outermost on the way
};

}  // namespace

struct LesionCortex::Impl {
  const VoxelDomain& domain;
  const Baseline& baseline;
  Cortex cortex;
  NearestCorner surface;
  NearestCorner shell;

  Impl(const VoxelDomain& d, const Baseline& b)
      : domain(d),
        baseline(b),
        cortex(find_cortex(d, b)),
        surface(d.grid, corners_of_surface(d)),
        shell(d.grid, corners_of(d, cortex)) {}

  void measure_distances(const Components& parts, std::vector<Lesion>& lesions) const;
  void measure_losses(const std::vector<float>& mineral, const Components& parts, std::vector<Lesion>& lesions) const;
};

void LesionCortex::Impl::measure_distances(const Components& parts, std::vector<Lesion>& lesions) const {
  // Most lesions of an untreated run reach the surface, and the search is spared.
  std::vector<bool> inside(lesions.size(), true), outside_shell(lesions.size(), !cortex.voxels.empty());
  for (const CortexVoxel& c : cortex.voxels) {
    if (parts.label[c.voxel] >= 0) outside_shell[static_cast<std::size_t>(parts.label[c.voxel])] = false;
  }
  for (std::size_t voxel = 0; voxel < parts.label.size(); ++voxel) {
    if (parts.label[voxel] < 0 || !inside[static_cast<std::size_t>(parts.label[voxel])]) continue;
    for (int side = 0; side < side_count; ++side) {
      if (!(opening(domain, voxel, side) > 0.0F)) inside[static_cast<std::size_t>(parts.label[voxel])] = false;
    }
  }
  std::vector<bool> wanted(lesions.size());
  for (std::size_t part = 0; part < lesions.size(); ++part) wanted[part] = inside[part] || outside_shell[part];
  const std::vector<Corners> corners = corners_of_parts(domain, parts, wanted);
  for (std::size_t part = 0; part < lesions.size(); ++part) {
    Lesion& lesion = lesions[part];
    lesion.surface_distance = inside[part] ? surface.distance(corners[part]) : 0.0;
    if (cortex.voxels.empty()) continue;
    lesion.cortex_distance = outside_shell[part] ? shell.distance(corners[part]) : 0.0;
  }
}

void LesionCortex::Impl::measure_losses(const std::vector<float>& mineral, const Components& parts,
                                        std::vector<Lesion>& lesions) const {
  if (cortex.voxels.empty()) return;
  for (Lesion& lesion : lesions) lesion.cortex_lost = lesion.breach_area = 0.0;
  std::vector<WayInward> ways(cortex.voxels.size());
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const CortexVoxel& c = cortex.voxels[i];
    WayInward& way = ways[i];
    if (c.inward >= 0) way = ways[static_cast<std::size_t>(c.inward)];
    const double healthy = static_cast<double>(baseline.mineral[c.voxel]);
    const double ratio = static_cast<double>(mineral[c.voxel]) / healthy;
    const double weight = static_cast<double>(domain.volume_fraction[c.voxel]) * domain.grid.voxel_volume() * healthy;
    way.healthy += weight;
    way.left += weight * std::min(1.0, ratio);
    way.destroyed = way.destroyed && ratio < destroyed_ratio;
    if (parts.label[c.voxel] >= 0) way.part = parts.label[c.voxel];
    if (c.outer_area == 0.0F || way.part < 0) continue;
    Lesion& lesion = lesions[static_cast<std::size_t>(way.part)];
    lesion.cortex_lost = std::max(lesion.cortex_lost.value(), 100.0 * (1.0 - way.left / way.healthy));
    if (way.destroyed) lesion.breach_area = lesion.breach_area.value() + static_cast<double>(c.outer_area);
  }
}

LesionCortex::LesionCortex(const VoxelDomain& domain, const Baseline& baseline)
    : impl_(std::make_unique<Impl>(domain, baseline)) {}

LesionCortex::~LesionCortex() = default;

void LesionCortex::measure(const Snapshot& snapshot, const Components& parts, std::vector<Lesion>& lesions) const {
  impl_->measure_distances(parts, lesions);
  impl_->measure_losses(snapshot.fields[static_cast<std::size_t>(index_of(Field::Mineral))], parts, lesions);
}

}  // namespace howship
