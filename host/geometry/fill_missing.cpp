#include "host/geometry/fill_missing.hpp"

#include <utility>

#include "host/geometry/voxel_lookup.hpp"

namespace howship {

std::vector<std::size_t> fill_from_neighbours(const VoxelDomain& domain, std::vector<std::size_t> missing,
                                              std::vector<float>& values) {
  if (missing.empty()) return missing;
  constexpr Index3 around[6] = {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}};
  const VoxelLookup lookup(domain);
  std::vector<char> unknown(domain.stored_voxels(), 0);
  for (const std::size_t v : missing) unknown[v] = 1;
  while (!missing.empty()) {
    std::vector<std::pair<std::size_t, double>> found;
    std::vector<std::size_t> left;
    for (const std::size_t v : missing) {
      const Index3 at = domain.voxel_index(v);
      double sum = 0.0;
      int known = 0;
      for (const Index3& step : around) {
        const std::size_t other = lookup.active({at[0] + step[0], at[1] + step[1], at[2] + step[2]});
        if (other == VoxelLookup::nowhere || unknown[other] != 0) continue;
        sum += static_cast<double>(values[other]);
        ++known;
      }
      if (known > 0)
        found.emplace_back(v, sum / known);
      else
        left.push_back(v);
    }
    if (found.empty()) break;
    for (const auto& [v, value] : found) {
      values[v] = static_cast<float>(value);
      unknown[v] = 0;
    }
    missing.swap(left);
  }
  return missing;
}

}  // namespace howship
