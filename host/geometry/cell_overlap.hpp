#pragma once

#include <cstdint>
#include <vector>

#include "howship/domain.hpp"
#include "howship/output_mesh.hpp"

#include "host/geometry/volume_mesh.hpp"

namespace howship {

/// Carries values from the voxels of a domain to the cells of the mesh that it was made from, and back.
///
/// Cells are cut exactly along the voxels' faces. The shares of a voxel are then scaled to add up to the bone that the
/// voxel stands for, so that sums over cells of mean times volume are those over voxels; voxels inside keep them
/// exactly, cut ones change by what the rays of voxelize() miss. Where cells overlap, they share. What lies in a voxel
/// that gave its bone away as a sliver goes to the fullest neighbour.
class CellOverlap {
 public:
  /// \param selected  cells that hold the domain's bone, as given to boundary_of
  /// The result does not depend on the number of threads. `domain` must outlive this object.
  CellOverlap(const VolumeMesh& mesh, const std::vector<unsigned char>& selected, const VoxelDomain& domain);

  const VoxelOverlaps& overlaps() const { return overlaps_; }
  VoxelOverlaps take_overlaps() { return std::move(overlaps_); }  ///< leaves none behind

  /// Mean of each cell; 0 for cells without bone. \param voxel_values  per stored voxel
  std::vector<double> cell_means(const std::vector<float>& voxel_values) const;

  /// Mean of each stored voxel, of the cells that share it; 0 outside the bone. A voxel of bone that no cell shares
  /// has the mean of its neighbours. \param cell_values  per cell, finite where the cell is selected
  std::vector<float> voxel_means(const std::vector<double>& cell_values) const;

 private:
  const VoxelDomain& domain_;
  VoxelOverlaps overlaps_;
};

}  // namespace howship
