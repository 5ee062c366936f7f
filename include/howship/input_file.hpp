#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace howship {

/// A file that a run reads.
struct InputFile {
  std::string key;             ///< of the case file that names it; "case" for the case file itself
  std::filesystem::path path;  ///< absolute
  std::uintmax_t bytes = 0;
  std::string sha256;  ///< 64 hexadecimal digits; empty for a case that came through a pipe
};

}  // namespace howship
