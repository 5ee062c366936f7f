#pragma once

#include <array>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// What a cell shares with one voxel.
struct SharedVolume {
  Index3 voxel;
  double volume;  ///< of the voxel's own [1]
};

/// Cuts closed polyhedra along the planes of a grid of unit cubes.
///
/// Exact: the volume within a cube is the integral of x over the cell's triangles, cut to the cube's row along x, of
/// which each cube gets what lies within it (divergence theorem). Cells need not be convex; what their triangles
/// enclose twice counts twice.
class CellClip {
 public:
  using Triangle = std::array<Vec3, 3>;

  /// \param triangles  wound outward, in units of the grid
  /// \param extent  of the grid; what lies outside is left out
  /// \return cubes with a share, x fastest; valid until the next call
  const std::vector<SharedVolume>& cut(const std::vector<Triangle>& triangles, const Index3& extent);

 private:
  std::vector<double> within_, beyond_;  // per cube of one layer: from pieces in it; area of pieces in it
  std::vector<SharedVolume> shares_;
};

}  // namespace howship
