#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace howship {

/// One entry of a case file: its path as in messages ("dose[1].amount") and its value as it is written, without quotes.
struct CaseKey {
  std::string key, value;
};

/// All entries of a case file in the order of the file, none of them judged: also of one that another version wrote.
/// Lists of plain values are one entry, "[1 mm, 2 mm]".
/// \throws InputError when the file is not TOML; FileError when it cannot be read
std::vector<CaseKey> case_keys(const std::filesystem::path& file);

}  // namespace howship
