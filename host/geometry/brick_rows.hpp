#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "howship/domain.hpp"
#include "howship/surface.hpp"

#include "host/geometry/ray_crossings.hpp"

namespace howship {

constexpr int sub_rays = 8;  ///< per voxel edge

/// Which triangles can meet the rays of each row of bricks along x.
class TriangleBins {
 public:
  TriangleBins(const Surface& surface, const Grid& grid);
  int rows_y() const { return rows_[0]; }
  int rows_z() const { return rows_[1]; }
  const std::vector<std::int32_t>& of(int row_y, int row_z) const {
    return bins_[static_cast<std::size_t>(row_z) * rows_[0] + row_y];
  }

 private:
  int rows_[2];
  std::vector<std::vector<std::int32_t>> bins_;
};

/// The rays of one row of bricks. Along y and z each voxel has its lower face first, then the sub-rays.
struct RowRays {
  RowRays(const Grid& grid, int row_y, int row_z);
  std::vector<double> ys, zs;  ///< [mm]

  enum class Place { InVoxel, OnYFace, OnZFace, OnEdge };
  static Place place(std::size_t ray);
  static int lane(std::size_t ray);  ///< of the voxel in the yz plane, y fastest
};

/// What the rays saw of one brick that the surface cuts: [lane].
struct CutBrick {
  std::array<float, brick_size> fraction{};
  std::array<std::array<float, brick_size>, 3> aperture{};  ///< of the faces towards -x, -y, -z
};

/// The bricks of one row along x that hold bone. Of those wholly inside, most of a fine grid, only the place is kept.
struct BrickRow {
  static constexpr std::int32_t whole = -1;
  struct Entry {
    std::int32_t x;    ///< in bricks
    std::int32_t cut;  ///< index into cut_bricks, or `whole`
  };
  std::vector<Entry> entries;  ///< by ascending x
  std::vector<CutBrick> cut_bricks;
};

/// Cuts rows of bricks; keeps its working space from one row to the next. One per thread.
///
/// Volume fractions are mean chords of 8x8 rays per voxel, exact along x; apertures towards -y and -z are mean chords
/// of 8 rays in the face, those towards -x the share of the 8x8 rays that are inside at the face. Every entry of a
/// voxel comes from its own rays, so the result does not depend on how rows are shared among threads.
class RowCutter {
 public:
  /// All must outlive the cutter.
  RowCutter(const RayCaster& caster, const TriangleBins& bins, const Grid& grid);
  BrickRow cut(int row_y, int row_z);

 private:
  static constexpr int kinds = 4;                                          // volume, then the faces of x, y, z
  static constexpr std::size_t columns = kinds * brick_edge * brick_edge;  // kind slowest, then lane in the yz plane

  void add_chord(int kind, int lane, double begin, double end);
  void add_faces(int lane, double begin, double end);
  void touch(int voxel);
  void add_ray(std::size_t ray);
  bool take_brick(int brick, std::array<std::int32_t, columns>& inside, CutBrick& cut);

  const RayCaster& caster_;
  const TriangleBins& bins_;
  const Grid& grid_;
  RayBundle bundle_;
  // Per voxel along x and column: parts of voxels where a chord begins or ends, and by how much the number of chords
  // that cover a voxel wholly differs from the voxel before.
  std::vector<double> partial_;
  std::vector<std::int32_t> step_;
  std::vector<char> touched_;  // per brick: anything of the above is not zero
};

}  // namespace howship
