#pragma once

#include <filesystem>
#include <string>

namespace howship {

/// Refuses to replace what howship did not write. Asked first, so that no work is lost.
/// \throws FileError when `file` is there and is neither a report nor, ending in .png, an animation
void require_own_or_new(const std::filesystem::path& file);

/// \throws FileError with the system's reason
void write_report_file(const std::filesystem::path& file, const std::string& content);

}  // namespace howship
