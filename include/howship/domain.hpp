#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace howship {

using Vec3 = std::array<double, 3>;
using Index3 = std::array<int, 3>;

/// A regular grid of voxels. `origin` is the corner of voxel (0,0,0), not its centre.
struct Grid {
  Index3 extent{};  ///< voxels per axis, > 0
  Vec3 spacing{};   ///< [mm], > 0, may differ per axis
  Vec3 origin{};    ///< [mm]

  Vec3 centre(const Index3& v) const {
    return {origin[0] + (v[0] + 0.5) * spacing[0], origin[1] + (v[1] + 0.5) * spacing[1],
            origin[2] + (v[2] + 0.5) * spacing[2]};
  }
  double voxel_volume() const { return spacing[0] * spacing[1] * spacing[2]; }  ///< [mm3]
};

/// Bricks are 4x4x4 voxels: one z-plane is 16 lanes. NUMERICS: best fill and fastest sweep.
constexpr int brick_edge = 4;
constexpr int brick_size = brick_edge * brick_edge * brick_edge;

/// Lane of a voxel inside its brick, x fastest.
constexpr int lane_of(int x, int y, int z) {
  return x + brick_edge * (y + brick_edge * z);
}

/// Neighbour order of VoxelDomain::neighbours.
enum class Side : int { XMinus = 0, XPlus, YMinus, YPlus, ZMinus, ZPlus };

/// The voxels that hold bone, stored as bricks; nothing is stored where there is no bone.
///
/// Every per-voxel array has bricks()*64 entries, [brick][lane]. Lanes outside the bone have
/// volume_fraction 0 and apertures 0.
struct VoxelDomain {
  Grid grid;
  std::vector<Index3> brick_coordinates;                ///< in bricks, along a Z-curve
  std::vector<std::array<std::int32_t, 6>> neighbours;  ///< per brick by Side; -1 where there is none

  /// Volume of bone that the voxel stands for, over the voxel's volume. Cut voxels lie in (0, 1); a voxel
  /// that took in a sliver below the merging threshold can exceed 1 a little.
  std::vector<float> volume_fraction;
  /// Open share of the face towards -x, -y, -z, in [0, 1]. The face towards +x is the -x face of
  /// the next voxel, so both sides always agree.
  std::array<std::vector<float>, 3> aperture;
  std::vector<float> wall_distance;  ///< of the voxel's centre from the bone's surface [mm], >= 0
  /// Of the shell beneath the nearest piece of surface [mm]; empty where the surface does not tell, 0 beyond the band
  /// within which distances are measured.
  std::vector<float> cortical_thickness;

  std::size_t bricks() const { return brick_coordinates.size(); }
  std::size_t stored_voxels() const { return bricks() * brick_size; }
  bool active(std::size_t voxel) const { return volume_fraction[voxel] > 0.0F; }
  std::size_t active_voxels() const;
  double volume() const;  ///< [mm3]

  /// Grid index of a stored voxel.
  Index3 voxel_index(std::size_t voxel) const {
    const Index3& b = brick_coordinates[voxel / brick_size];
    const int lane = static_cast<int>(voxel % brick_size);
    return {b[0] * brick_edge + lane % brick_edge, b[1] * brick_edge + (lane / brick_edge) % brick_edge,
            b[2] * brick_edge + lane / (brick_edge * brick_edge)};
  }
  Vec3 voxel_centre(std::size_t voxel) const { return grid.centre(voxel_index(voxel)); }
};

}  // namespace howship
