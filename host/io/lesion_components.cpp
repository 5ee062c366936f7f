#include "host/io/lesion_components.hpp"

#include "host/io/voxel_sides.hpp"

namespace howship {

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
