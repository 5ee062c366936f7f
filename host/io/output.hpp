#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"
#include "howship/output_mesh.hpp"
#include "howship/results.hpp"

namespace howship {

class CheckpointReader;
class CheckpointWriter;

/// Writes what a run leaves in its folder (CONTRACT: "What a run leaves in DIR"), except case.toml.
///
/// Every file is complete whenever it can be seen: snapshots are written beside and renamed, fields.pvd is
/// rewritten the same way after each of them; rows of the tables are flushed one by one.
/// Non-finite values are refused with NumericalError; whatever cannot be written ends in FileError.
///
/// A snapshot is written while the run goes on, by the BackgroundWriter that all outputs of the process share; at most
/// one of each output waits or is at work. When it fails, the next call that needs it done throws its error, and so
/// does every later one: nothing is written as if the snapshot were there.
class RunOutput {
 public:
  /// Creates the folder and its tables. With `overwrite`, what an earlier run left in it is removed, and nothing else.
  /// \throws FileError when the folder exists and is not empty and `overwrite` is false, or cannot be created.
  RunOutput(const std::filesystem::path& folder, bool overwrite);
  /// Goes on after what save() put there. What the folder holds beyond that is cut off and removed; summary.json too,
  /// which no longer holds.
  /// \throws FileError, with nothing touched, when a file lacks something that it had then, or the checkpoint is of
  /// another number of voxels
  RunOutput(const std::filesystem::path& folder, const CheckpointReader& checkpoint, std::size_t stored_voxels);
  /// Waits for the snapshot at work. An error that no call has thrown is lost.
  ~RunOutput();

  /// Must be called once, before the first snapshot. `domain` must outlive this object; `baseline` is copied.
  /// \throws InputError when `options.arrays` names an array that does not exist.
  void set_domain(const VoxelDomain& domain, const Baseline& baseline, const OutputCase& options);

  /// Has snapshots written on the user's own mesh too, from then on. After set_domain.
  void set_mesh(OutputMesh mesh);

  /// Threads that compress snapshots; 0 = all cores (the default). The bytes written do not depend on it.
  void set_threads(int threads);

  void append(const TimeseriesRow& row);
  void append(const AppliedEvent& event);
  /// Writes fields/fields_NNNN.vti, fields.pvd, with a mesh mesh/mesh_NNNN.vtu (.vtp for a surface) and mesh.pvd, and
  /// one row per lesion to lesions.csv, for one that has just ended too. Times must not fall; a second snapshot at the
  /// time of the last one is left out. Waits for the snapshot before and takes a copy; wait() tells when it is written.
  void append(const Snapshot& snapshot);
  /// Waits for the snapshots first.
  void write_summary(const Summary& summary);

  /// Returns once all snapshots are written. \throws FileError when one could not be
  void wait() const;
  bool busy() const;               ///< whether wait() would take time
  double seconds_writing() const;  ///< that writing the snapshots took; waits for them [s]

  /// Puts how far the files have come, snapshots included; they are on the disk when it returns. \throws FileError
  void save(CheckpointWriter& checkpoint);

  const std::filesystem::path& folder() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace howship
