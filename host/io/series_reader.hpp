#pragma once

#include <filesystem>
#include <vector>

namespace howship {

/// One entry of a .pvd file.
struct SnapshotFile {
  double time = 0.0;  ///< [day]
  std::filesystem::path file;
};

/// Entries of a time series in the order of the file; paths are taken from the folder of the series.
/// \throws FileError when it cannot be read, is no .pvd file, or names a file outside of its folder
std::vector<SnapshotFile> read_series(const std::filesystem::path& file);

}  // namespace howship
