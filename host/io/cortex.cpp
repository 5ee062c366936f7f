#include "host/io/cortex.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <queue>
#include <tuple>

#include "host/io/lesion_components.hpp"
#include "host/io/voxel_sides.hpp"

namespace howship {
namespace {

/// Means of BV/TV below and above a value.
struct Parting {
  double value = 0, below = 0, above = 0;
};

/// Otsu's value; the middle where several part the voxels alike.
Parting part_in_two(const VoxelDomain& domain, const std::vector<float>& fraction) {
  constexpr int bins = 256;
  std::array<double, bins> volume{};
  for (std::size_t voxel = 0; voxel < fraction.size(); ++voxel) {
    if (!domain.active(voxel)) continue;
    const int bin = std::clamp(static_cast<int>(fraction[voxel] * bins), 0, bins - 1);
    volume[static_cast<std::size_t>(bin)] += static_cast<double>(domain.volume_fraction[voxel]);
  }
  const auto middle = [](int bin) { return (bin + 0.5) / bins; };
  double total = 0.0, moment = 0.0;
  for (int bin = 0; bin < bins; ++bin) {
    total += volume[static_cast<std::size_t>(bin)];
    moment += volume[static_cast<std::size_t>(bin)] * middle(bin);
  }
  Parting best;
  double most = 0.0, below = 0.0, moment_below = 0.0;
  int first = 0;
  for (int bin = 0; bin + 1 < bins; ++bin) {
    below += volume[static_cast<std::size_t>(bin)];
    moment_below += volume[static_cast<std::size_t>(bin)] * middle(bin);
    const double above = total - below;
    if (!(below > 0.0) || !(above > 0.0)) continue;
    const double gap = (moment - moment_below) / above - moment_below / below;
    const double between = below * above * gap * gap;
    if (between < most * (1.0 - 1e-12)) continue;
    if (between > most * (1.0 + 1e-12)) {
      most = between;
      first = bin;
    }
    best = {0.5 * (first + bin + 2) / bins, moment_below / below, (moment - moment_below) / above};
  }
  return best;
}

bool at_surface(const VoxelDomain& domain, std::size_t voxel) {
  for (int side = 0; side < side_count; ++side) {
    if (!(opening(domain, voxel, side) > 0.0F)) return true;
  }
  return false;
}

/// A piece of the bone's surface: the flat wall that leaves a voxel's sides open as they are.
struct Wall {
  double area = 0;       ///< [mm2]
  int outward_side = 0;  ///< that it faces most
};

Wall wall_in(const VoxelDomain& domain, std::size_t voxel) {
  const Vec3& h = domain.grid.spacing;
  Wall wall;
  double squared = 0.0, most = 0.0;
  for (int axis = 0; axis < 3; ++axis) {
    const double face = h[(axis + 1) % 3] * h[(axis + 2) % 3];
    const double part = face * (static_cast<double>(opening(domain, voxel, 2 * axis)) -
                                static_cast<double>(opening(domain, voxel, 2 * axis + 1)));
    squared += part * part;
    if (std::abs(part) <= most) continue;
    most = std::abs(part);
    wall.outward_side = part > 0.0 ? 2 * axis + 1 : 2 * axis;
  }
  wall.area = std::sqrt(squared);
  return wall;
}

/// Compact bone that hangs together with the surface; per stored voxel.
std::vector<std::uint8_t> compact_from_surface(const VoxelDomain& domain, const std::vector<float>& fraction,
                                               double threshold) {
  std::vector<std::uint8_t> compact(domain.stored_voxels(), 0);
  for (std::size_t voxel = 0; voxel < compact.size(); ++voxel) {
    compact[voxel] = domain.active(voxel) && static_cast<double>(fraction[voxel]) > threshold ? 1 : 0;
  }
  const Components parts = find_components(domain, compact);
  std::vector<bool> reaches_surface(static_cast<std::size_t>(parts.count), false);
  for (std::size_t voxel = 0; voxel < compact.size(); ++voxel) {
    if (compact[voxel] != 0 && at_surface(domain, voxel)) {
      reaches_surface[static_cast<std::size_t>(parts.label[voxel])] = true;
    }
  }
  for (std::size_t voxel = 0; voxel < compact.size(); ++voxel) {
    if (compact[voxel] != 0 && !reaches_surface[static_cast<std::size_t>(parts.label[voxel])]) compact[voxel] = 0;
  }
  return compact;
}

/// Shortest ways from the cancellous bone outwards (Dijkstra); equal ones by the order in storage. A piece of surface
/// in a voxel that has another one outside it is counted to that one, so that a way always starts at the very surface.
std::vector<CortexVoxel> find_ways_inward(const VoxelDomain& domain, const std::vector<std::uint8_t>& compact) {
  using Reached = std::tuple<double, std::size_t, std::int32_t>;  // length of the way [mm], voxel, where it came from
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> front;
  for (std::size_t voxel = 0; voxel < compact.size(); ++voxel) {
    if (compact[voxel] == 0) continue;
    double nearest = std::numeric_limits<double>::infinity();
    for (int side = 0; side < side_count; ++side) {
      const auto other = open_neighbour(domain, voxel, side);
      if (other && compact[*other] == 0)
        nearest = std::min(nearest, domain.grid.spacing[static_cast<std::size_t>(side / 2)]);
    }
    if (std::isfinite(nearest)) front.emplace(nearest, voxel, -1);
  }
  std::vector<CortexVoxel> ways;
  std::vector<std::int32_t> place(compact.size(), -1);
  while (!front.empty()) {
    const auto [length, voxel, inward] = front.top();
    front.pop();
    if (place[voxel] >= 0) continue;
    place[voxel] = static_cast<std::int32_t>(ways.size());
    ways.push_back({voxel, inward, 0.0F});
    for (int side = 0; side < side_count; ++side) {
      const auto other = open_neighbour(domain, voxel, side);
      if (!other || compact[*other] == 0 || place[*other] >= 0) continue;
      front.emplace(length + domain.grid.spacing[static_cast<std::size_t>(side / 2)], *other, place[voxel]);
    }
  }
  for (const CortexVoxel& c : std::vector<CortexVoxel>(ways)) {
    const Wall wall = wall_in(domain, c.voxel);
    std::int32_t carrier = place[c.voxel];
    if (wall.area > 0.0 && !at_surface(domain, c.voxel)) {
      const auto beyond = voxel_beyond(domain, c.voxel, wall.outward_side);
      if (beyond && place[*beyond] >= 0) carrier = place[*beyond];
    }
    ways[static_cast<std::size_t>(carrier)].outer_area += static_cast<float>(wall.area);
  }
  return ways;
}

}  // namespace

Cortex find_cortex(const VoxelDomain& domain, const Baseline& baseline) {
  constexpr double least_contrast = 2.0;
  const Parting parting = part_in_two(domain, baseline.bone_volume_fraction);
  if (!(parting.above >= least_contrast * parting.below) || parting.above == 0.0) return {};
  return {parting.value,
          find_ways_inward(domain, compact_from_surface(domain, baseline.bone_volume_fraction, parting.value))};
}

}  // namespace howship
