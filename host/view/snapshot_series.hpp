#pragma once

#include <filesystem>
#include <vector>

#include "host/io/series_reader.hpp"

namespace howship {

/// The entries of a .pvd file from anywhere, as read_series() gives them: read in a process of its own, which tables
/// nested by the thousand or other damage may end.
/// \throws FileError as read_series(), and when reading broke off
std::vector<SnapshotFile> read_series_apart(const std::filesystem::path& file);

}  // namespace howship
