#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"
#include "howship/results.hpp"

namespace howship {

/// Writes what a run leaves in its folder (CONTRACT: "What a run leaves in DIR"), except case.toml.
///
/// Every file is complete whenever it can be seen: snapshots are written beside and renamed, fields.pvd is
/// rewritten the same way after each of them.
class RunOutput {
 public:
  /// Creates the folder. \throws InputError when it exists and is not empty and `overwrite` is false (exit 5 is for
  /// folders that cannot be written: FileError).
  RunOutput(const std::filesystem::path& folder, bool overwrite);
  ~RunOutput();

  /// Must be called once, before the first snapshot.
  void set_domain(const VoxelDomain& domain, const Baseline& baseline, const OutputCase& options);

  void append(const TimeseriesRow& row);
  void append(const AppliedEvent& event);
  /// Writes fields/fields_NNNN.vti, fields.pvd and one row per lesion to lesions.csv.
  void append(const Snapshot& snapshot);
  void write_summary(const Summary& summary);

  const std::filesystem::path& folder() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace howship
