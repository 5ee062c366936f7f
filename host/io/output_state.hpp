#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

#include "host/io/checkpoint_file.hpp"
#include "host/io/lesions.hpp"
#include "host/io/series_file.hpp"
#include "host/io/written_file.hpp"

namespace howship {

/// How far the files of a run had come at a checkpoint, and what their writers need to go on.
struct OutputState {
  LineFile::Position timeseries, events, lesions;
  std::vector<SeriesFile::Entry> snapshots, mesh_snapshots;
  std::optional<double> last_snapshot;  ///< [day]
  LesionMemory tracker;
};

/// \param folder of the run, whose snapshots are looked up for their sizes \throws FileError
void put(CheckpointWriter& to, const OutputState& state, const std::filesystem::path& folder);

/// \throws DamagedFile unless `folder` still holds all that the files had then, unchanged; FileError when that cannot
/// be read
void require_files(const CheckpointReader& from, const std::filesystem::path& folder);

/// \throws FileError when a record is damaged or of another domain, or a file in `folder` is missing, shorter than it
/// was, or changed
OutputState take_output_state(const CheckpointReader& from, const std::filesystem::path& folder,
                              std::size_t stored_voxels);

}  // namespace howship
