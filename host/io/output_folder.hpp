#pragma once

#include <cstddef>
#include <filesystem>

namespace howship {

/// What can be told about prepare_output_folder() without touching anything, so that hours of work do not end in it.
/// \throws FileError when it would refuse `folder`
void require_free_folder(const std::filesystem::path& folder, bool overwrite);

/// Makes `folder` (with parents) ready for a new run, with an empty folder `fields` inside.
///
/// With `overwrite`, tables, snapshots, time series, checkpoints, summary and report of an earlier run are removed.
/// case.toml and run.log stay until their writers replace them, because a run may have been started from that very
/// case.toml. Files that howship does not write are never touched. \throws FileError when the folder is not empty and
/// `overwrite` is false, is no folder, or cannot be created
void prepare_output_folder(const std::filesystem::path& folder, bool overwrite);

/// Something at least that only a run, or a trial, leaves. A table of doses may have the name of one of results.
bool holds_a_run(const std::filesystem::path& folder);

/// Whether all names in a folder are those that a run gives. \throws FileError when it cannot be read
bool holds_only_ours(const std::filesystem::path& folder);

/// Removes the snapshots numbered from `fields` and `mesh` on, and what a killed run left half written.
/// \throws FileError
void remove_snapshots_from(const std::filesystem::path& folder, std::size_t fields, std::size_t mesh);

/// Removes the pages that tell of the run as it was before it goes on. \throws FileError
void remove_reports(const std::filesystem::path& folder);

/// Makes a folder, with parents, unless it is there. Their names are on the disk when it returns. \throws FileError
void create_folder(const std::filesystem::path& folder);

}  // namespace howship
