#pragma once

#include <filesystem>
#include <string>

namespace howship {

/// What can be told about writing `file` before the work is done. Nothing is replaced that howship did not write.
/// \throws FileError when its folder is not there, or when `file` is and is neither a report nor, ending in .png, an
///   animation
void require_writable(const std::filesystem::path& file);

/// \throws FileError with the system's reason
void write_report_file(const std::filesystem::path& file, const std::string& content);

}  // namespace howship
