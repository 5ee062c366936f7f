#include "host/geometry/input_file.hpp"

#include <algorithm>
#include <cctype>
#include <fstream>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

std::string lower_extension(const std::filesystem::path& file) {
  const auto lower = [](std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
  };
  std::string extension = lower(file.extension().string());
  if (extension == ".gz" && lower(file.stem().extension().string()) == ".nii") return ".nii.gz";
  return extension;
}

void require_readable(const std::filesystem::path& file, const std::string& kind) {
  std::error_code unknown;
  if (!std::filesystem::exists(file, unknown))
    throw InputError(fmt::format("there is no {} '{}'", kind, file.string()));
  if (std::filesystem::is_directory(file, unknown))
    throw InputError(fmt::format("'{}' is a folder, not a {}", file.string(), kind));
  // Opening a pipe would wait for somebody to write into it.
  if (!std::filesystem::is_regular_file(file, unknown))
    throw InputError(fmt::format("'{}' is no regular file; a {} is expected", file.string(), kind));
  if (!std::ifstream(file)) throw FileError(fmt::format("cannot open '{}' for reading", file.string()));
  if (std::filesystem::file_size(file, unknown) == 0)
    throw InputError(fmt::format("'{}' is empty: it has no bytes; export it again", file.string()));
}

}  // namespace howship
