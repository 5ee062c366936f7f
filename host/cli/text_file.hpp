#pragma once

#include <filesystem>
#include <string>

namespace howship {

/// Writes a whole file; one that is there stays as it is until the new one is complete. \throws FileError that says why
/// it cannot be written
void write_text_file(const std::filesystem::path& file, const std::string& text);

/// Tells before long work that write_text_file() will fail. \throws FileError when the folder of the file is missing
void require_folder_of(const std::filesystem::path& file);

}  // namespace howship
