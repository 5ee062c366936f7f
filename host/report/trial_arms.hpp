#pragma once

#include <filesystem>
#include <vector>

namespace howship {

/// Folders of the arms of a trial, in the order of its case; empty when `folder` is none of a trial.
/// \throws InputError when its case.toml is no TOML; FileError when it cannot be read
std::vector<std::filesystem::path> arm_folders(const std::filesystem::path& folder);

}  // namespace howship
