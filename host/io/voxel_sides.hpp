#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "howship/domain.hpp"

namespace howship {

constexpr int side_count = 6;  ///< in the order of Side

/// The stored voxel beyond a side, whether or not the face lets matter through; none where the bone ends.
inline std::optional<std::size_t> voxel_beyond(const VoxelDomain& domain, std::size_t voxel, int side) {
  const int axis = side / 2;
  const bool towards_plus = side % 2 == 1;
  const int stride = axis == 0 ? lane_of(1, 0, 0) : axis == 1 ? lane_of(0, 1, 0) : lane_of(0, 0, 1);
  const std::size_t brick = voxel / brick_size;
  const int lane = static_cast<int>(voxel % brick_size);
  const int place = (lane / stride) % brick_edge;

  const bool leaves_brick = place == (towards_plus ? brick_edge - 1 : 0);
  const std::int32_t other_brick =
      leaves_brick ? domain.neighbours[brick][static_cast<std::size_t>(side)] : static_cast<std::int32_t>(brick);
  if (other_brick < 0) return std::nullopt;
  const int step = leaves_brick ? -(brick_edge - 1) : 1;
  const int other_lane = lane + (towards_plus ? step : -step) * stride;
  return static_cast<std::size_t>(other_brick) * brick_size + static_cast<std::size_t>(other_lane);
}

/// Open share of a side, in [0, 1].
inline float opening(const VoxelDomain& domain, std::size_t voxel, int side) {
  const auto& aperture = domain.aperture[static_cast<std::size_t>(side / 2)];
  if (side % 2 == 0) return aperture[voxel];
  const auto other = voxel_beyond(domain, voxel, side);
  return other ? aperture[*other] : 0.0F;
}

/// The voxel on the other side of a face that lets matter through.
inline std::optional<std::size_t> open_neighbour(const VoxelDomain& domain, std::size_t voxel, int side) {
  const auto other = voxel_beyond(domain, voxel, side);
  if (!other) return std::nullopt;
  const float open = domain.aperture[static_cast<std::size_t>(side / 2)][side % 2 == 1 ? *other : voxel];
  if (!(open > 0.0F)) return std::nullopt;
  return other;
}

}  // namespace howship
