#pragma once

#include <filesystem>

#include "howship/results.hpp"

namespace howship {

/// Reads summary.json of a run. What an older version did not write keeps its default.
/// \throws FileError when the file cannot be read; InputError when it is no JSON or an entry has the wrong type
Summary read_summary(const std::filesystem::path& file);

}  // namespace howship
