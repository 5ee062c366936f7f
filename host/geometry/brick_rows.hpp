#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "howship/domain.hpp"
#include "howship/surface.hpp"

#include "host/geometry/ray_crossings.hpp"

namespace howship {

/// One brick of cut voxels as the rays saw it: [lane].
struct CutBrick {
  Index3 coordinate{};  ///< in bricks
  std::array<float, brick_size> fraction{};
  std::array<std::array<float, brick_size>, 3> aperture{};  ///< of the faces towards -x, -y, -z
};

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

/// Cuts the bricks of one row along x; those that hold nothing are left out.
///
/// Volume fractions are mean chords of 8x8 rays per voxel, exact along x; apertures towards -y and -z are mean chords
/// of 8 rays in the face, those towards -x the share of the 8x8 rays that are inside at the face. Every entry of a
/// voxel comes from its own rays, so the result does not depend on how rows are shared among threads.
std::vector<CutBrick> cut_brick_row(const RayCaster& caster, const TriangleBins& bins, const Grid& grid, int row_y,
                                    int row_z);

}  // namespace howship
