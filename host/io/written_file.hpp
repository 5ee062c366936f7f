#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace howship {

/// Writes `parts` one after the other beside `path` and renames, so that `path` is never seen half written.
/// \throws FileError with the system's reason
void replace_file(const std::filesystem::path& path, const std::vector<std::string_view>& parts);

/// A text file that grows by whole lines, each on disk when the call returns.
class LineFile {
 public:
  /// Creates or empties the file. \throws FileError with the system's reason
  LineFile(const std::filesystem::path& path, std::string_view first_line);

  /// \throws FileError with the system's reason, for example a full disk
  void append(std::string_view line);

 private:
  std::filesystem::path path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

}  // namespace howship
