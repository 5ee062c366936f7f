#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include "tests/fuzz/target.hpp"

namespace howship::fuzz {

/// A folder of this process for files that readers want to open. Goes when the process ends.
inline const std::filesystem::path& scratch_folder() {
  struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("howship-fuzz-" + std::to_string(getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() {
      std::error_code ignored;
      std::filesystem::remove_all(path, ignored);
    }
  };
  static const Folder folder;
  return folder.path;
}

/// Puts the input into a file of that name. \return its path
inline std::filesystem::path scratch_file(const std::string& name, Input input) {
  std::filesystem::path file = scratch_folder() / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary).write(input.data(), static_cast<std::streamsize>(input.size()));
  return file;
}

/// Takes numbers from the front of an input; zeros once it is used up.
class Bytes {
 public:
  explicit Bytes(Input input) : rest_(input) {}

  std::size_t left() const { return rest_.size(); }
  unsigned take() {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte;
  }
  int take_signed() { return static_cast<int>(take()) - 128; }
  Input rest() const { return rest_; }

 private:
  Input rest_;
};

}  // namespace howship::fuzz
