#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "howship/domain.hpp"
#include "howship/output_mesh.hpp"
#include "howship/results.hpp"

#include "host/io/appended_arrays.hpp"
#include "host/io/lesions.hpp"
#include "host/io/series_file.hpp"

namespace howship {

/// Writes snapshots on the user's own mesh, as mesh/mesh_NNNN.vtu (.vtp for a surface), and keeps mesh.pvd in step.
///
/// Each file has the user's points, cells and cell arrays as they were, and the cell arrays of the voxel snapshots as
/// means over each cell's voxels; 0 where a cell holds no bone. `lesion_class` is the class of the largest share.
/// `volume_fraction` is the share of the cell's volume that is bone of the voxels, such that sums over cells of
/// value x volume_fraction x volume are those over voxels; it may exceed 1 a little, and a surface has none. A cell
/// array of the user's that has the name of one of these is written as NAME_input.
class MeshWriter {
 public:
  /// `domain` and `baseline` must outlive the writer. Makes the folder `mesh`.
  /// \param arrays names of cell arrays to write; empty = all. volume_fraction is always written
  /// \param accuracy to which they are rounded, as OutputCase has it
  /// \param threads 0 = all cores
  /// \throws FileError
  MeshWriter(const std::filesystem::path& folder, OutputMesh mesh, const VoxelDomain& domain, const Baseline& baseline,
             std::vector<std::string> arrays, double accuracy, int threads);

  /// \param snapshot finite, as long as the domain
  /// \param threads 0 = all cores; the bytes written do not depend on it
  /// \throws FileError
  void write(const Snapshot& snapshot, const LesionMap& lesions, int threads);

  const SeriesFile& series() const { return series_; }
  /// Goes on after these snapshots, which mesh.pvd lists.
  void restore(std::vector<SeriesFile::Entry> entries) { series_.take_up(std::move(entries)); }

 private:
  void add_points_and_cells(int threads);
  void add_own_arrays(int threads);
  void add_volume_fraction(int threads);
  std::string shown_array() const;  ///< by which viewers colour
  std::string head(double time, const std::string& elements) const;

  std::filesystem::path folder_;
  OutputMesh mesh_;  // without what unchanging_ holds
  const Baseline& baseline_;
  std::vector<std::string> arrays_;
  double accuracy_;
  // The same in every file: written arrays, and their XML.
  AppendedArrays unchanging_;
  std::string points_and_cells_, own_arrays_;
  std::size_t points_ = 0;
  SeriesFile series_;
};

}  // namespace howship
