#include "host/io/lesion_components.hpp"

#include <optional>

namespace howship {
namespace {

constexpr int side_count = 6;

/// The voxel on the other side of a face that lets matter through.
std::optional<std::size_t> open_neighbour(const VoxelDomain& domain, std::size_t voxel, int side) {
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
  const std::size_t other = static_cast<std::size_t>(other_brick) * brick_size + static_cast<std::size_t>(other_lane);

  const float open = domain.aperture[static_cast<std::size_t>(axis)][towards_plus ? other : voxel];
  if (!(open > 0.0F)) return std::nullopt;
  return other;
}

}  // namespace

Components find_components(const VoxelDomain& domain, const std::vector<std::uint8_t>& selected) {
  Components result;
  result.label.assign(selected.size(), -1);
  std::vector<std::size_t> front;
  for (std::size_t first = 0; first < selected.size(); ++first) {
    if (selected[first] == 0 || result.label[first] >= 0) continue;
    const std::int32_t label = result.count++;
    result.label[first] = label;
    front.push_back(first);
    while (!front.empty()) {
      const std::size_t voxel = front.back();
      front.pop_back();
      for (int side = 0; side < side_count; ++side) {
        const auto other = open_neighbour(domain, voxel, side);
        if (!other || selected[*other] == 0 || result.label[*other] >= 0) continue;
        result.label[*other] = label;
        front.push_back(*other);
      }
    }
  }
  return result;
}

}  // namespace howship
