#pragma once

#include <filesystem>
#include <string>

namespace howship {

/// ".nii.gz" for compressed NIfTI, otherwise the extension; in lower case.
std::string lower_extension(const std::filesystem::path& file);

/// \param kind in messages: "surface file"
/// \throws InputError when there is no such file, it is a folder or empty; FileError when it cannot be opened
void require_readable(const std::filesystem::path& file, const std::string& kind);

}  // namespace howship
