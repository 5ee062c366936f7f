#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "howship/case.hpp"

namespace howship {

/// Reads a TOML 1.0 case file, checks every key, unit and range, and fills in the defaults.
/// \param overrides "key.path=value" as given to --set; values are TOML, bare words are taken as strings
/// \throws InputError naming file, line and key; FileError when the file cannot be read
Case read_case(const std::filesystem::path& file, const std::vector<std::string>& overrides = {});

/// The case with every default written out with its unit; reading it again gives the same Case.
std::string write_case(const Case& c);

}  // namespace howship
