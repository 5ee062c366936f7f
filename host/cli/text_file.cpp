#include "host/cli/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/written_file.hpp"

namespace howship {

void write_text_file(const std::filesystem::path& file, const std::string& text) {
  std::error_code unknown;
  const auto there = std::filesystem::symlink_status(file, unknown);
  // What is no plain file, such as a pipe or /dev/stdout, must not be replaced by one.
  if (!std::filesystem::exists(there) || std::filesystem::is_regular_file(there)) return replace_file(file, {text});
  errno = 0;
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush())
    throw FileError(fmt::format("cannot write '{}': {}", file.string(),
                                errno == 0 ? "the disk does not take it" : std::strerror(errno)));
}

void require_folder_of(const std::filesystem::path& file) {
  std::error_code unknown;
  const std::filesystem::path folder = file.parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, unknown))
    throw FileError(fmt::format("{}: cannot be written: there is no folder '{}'; make it first or choose another",
                                file.string(), folder.string()));
}

}  // namespace howship
