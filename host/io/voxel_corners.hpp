#pragma once

#include <memory>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// Corners of a grid's voxels by their index: corner (0,0,0) is the grid's origin.
///
/// Two sets of voxels, or of faces of voxels, of one grid are nearest to each other at corners: along each axis they
/// either overlap, and then share a corner's coordinate, or face each other with a side that has corners.
using Corners = std::vector<Index3>;

void add_corners(const Index3& voxel, Corners& corners);
void add_corners(const Index3& voxel, int side, Corners& corners);  ///< of one face; \param side as in Side
void sort_out_twins(Corners& corners);                              ///< leaves each corner once

/// Finds the nearest of a set of corners.
class NearestCorner {
 public:
  NearestCorner(const Grid& grid, const Corners& corners);
  ~NearestCorner();

  /// Shortest distance of any of `from` [mm]; infinity when either set is empty.
  double distance(const Corners& from) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace howship
