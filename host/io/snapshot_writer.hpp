#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "howship/domain.hpp"
#include "howship/results.hpp"

#include "host/io/domain_image.hpp"
#include "host/io/lesions.hpp"
#include "host/io/series_file.hpp"

namespace howship {

/// Writes snapshots as fields/fields_NNNN.vti and keeps fields.pvd in step.
class SnapshotWriter {
 public:
  /// `domain` and `baseline` must outlive the writer.
  /// \param arrays names of cell arrays to write; empty = all. volume_fraction is always written
  /// \param accuracy to which they are rounded, as OutputCase has it
  /// \throws InputError when a name is unknown
  SnapshotWriter(std::filesystem::path folder, const VoxelDomain& domain, const Baseline& baseline,
                 std::vector<std::string> arrays, double accuracy);

  /// \param snapshot finite, as long as the domain
  /// \param threads 0 = all cores
  /// \throws FileError
  void write(const Snapshot& snapshot, const LesionMap& lesions, int threads);

  const SeriesFile& series() const { return series_; }
  /// Goes on after these snapshots, which fields.pvd lists.
  void restore(std::vector<SeriesFile::Entry> entries) { series_.take_up(std::move(entries)); }

 private:
  std::filesystem::path folder_;
  const Baseline& baseline_;
  std::vector<std::string> arrays_;
  double accuracy_;
  DomainImage image_;
  SeriesFile series_;
};

}  // namespace howship
