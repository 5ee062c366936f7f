#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// Voxels from this fraction on count as whole: the rest is rounding.
constexpr float hardly_cut = 0.999F;

/// Tells where the bone of a domain is, more finely than its voxels: in a cut voxel the surface is taken as the plane
/// that stands across the area vector which its open faces leave to the surface (they sum to zero over a closed
/// surface), and that cuts off its volume fraction.
class InsideDomain {
 public:
  /// \param domain must outlive this
  /// \param reach for the quick answer [mm]
  explicit InsideDomain(const VoxelDomain& domain, double reach = 0.0);

  /// 1 in the bone, 0 outside; the volume fraction in voxels whose faces tell no direction.
  float operator()(const Vec3& p) const;

  /// 1 or 0 where all within `reach` of the place is known to be in the bone or outside, without looking at planes.
  std::optional<float> all_around(const Vec3& p) const;

 private:
  /// Inside are the places u with normal u <= level, in voxels from the centre of the voxel.
  struct Plane {
    std::array<float, 3> normal;
    float level;
  };
  std::size_t place_of(int x, int y, int z) const {
    return static_cast<std::size_t>(x) +
           static_cast<std::size_t>(bricks_[0]) * (y + static_cast<std::size_t>(bricks_[1]) * z);
  }
  void mark_near();
  /// Voxel of the grid that holds the place, and where in it, in voxels from its centre; false outside the grid.
  bool find(const Vec3& p, Index3& v, std::array<float, 3>& u) const;
  bool plane_of(std::size_t voxel, Plane& plane) const;

  const VoxelDomain& domain_;
  double reach_;
  double half_voxel_;  // half the diagonal [mm]
  Index3 bricks_{};
  std::vector<std::int32_t> place_;  // of each brick of the grid among those stored; -1 = not stored
  std::vector<std::int32_t> plane_;  // of each stored voxel among the planes; -1 = none
  std::vector<Plane> planes_;
  std::vector<unsigned char> near_;  // 1 for each brick of the grid within reach of one that is stored
};

/// Share of the unit cube around the origin in which normal u <= level [1].
/// \param normal with absolute values that sum up to 1
double cube_below_plane(const Vec3& normal, double level);

}  // namespace howship
