#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "howship/domain.hpp"

namespace howship {

/// Finds stored voxels by their place in the grid.
class VoxelLookup {
 public:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// `domain` must outlive this object.
  explicit VoxelLookup(const VoxelDomain& domain);

  /// Stored voxel of that index, or `nowhere` when it is not stored or holds no bone. Any index is allowed.
  std::size_t active(const Index3& index) const;

  /// Active voxel nearest to a place in the grid, given in voxels from its origin, among those whose index differs by
  /// at most `reach` along each axis; `nowhere` when there is none.
  std::size_t nearest_active(const Vec3& place, int reach) const;

 private:
  const VoxelDomain& domain_;
  std::unordered_map<std::uint64_t, std::int32_t> bricks_;
};

}  // namespace howship
