#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace howship {

/// A file that is written beside its place, as NAME.partial, and takes it once it is whole and on the disk, so that it
/// is never seen half written, not even after the power fails.
class WholeFile {
 public:
  /// \throws FileError with the system's reason
  explicit WholeFile(std::filesystem::path path);
  /// Removes what was written unless finish() came to its end.
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  /// \throws FileError with the system's reason, for example a full disk
  void append(const void* bytes, std::size_t count);
  void append(std::string_view text) { append(text.data(), text.size()); }
  /// To be called once, at the end. \throws FileError
  void finish();

 private:
  std::filesystem::path path_, partial_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  bool finished_ = false;
};

/// Returns once the name of a file or folder is on the disk, which it is when the folder around it is. Where file
/// systems and permissions do not let that be had, it returns at once. \throws FileError when the disk fails
void sync_folder_of(const std::filesystem::path& file);

/// Writes `parts` one after the other as a WholeFile. \throws FileError with the system's reason
void replace_file(const std::filesystem::path& path, const std::vector<std::string_view>& parts);

/// A text file that grows by whole lines, each with the system when the call returns.
class LineFile {
 public:
  /// How far a file has come.
  struct Position {
    std::uint64_t bytes = 0;
    std::uint32_t checksum = 0;  ///< CRC-32 of these bytes
  };

  /// Creates or empties the file. \throws FileError with the system's reason
  LineFile(const std::filesystem::path& path, std::string_view first_line);
  /// Goes on from `position`; what lies behind it is cut off. \throws FileError unless what lies before is as it was
  LineFile(const std::filesystem::path& path, const Position& position);

  /// \throws FileError with the system's reason, for example a full disk
  void append(std::string_view line);

  const Position& position() const { return position_; }
  /// Returns once all lines are on the disk. \throws FileError
  void sync();

  /// \throws DamagedFile, saying what is wrong, unless the first bytes of the file are those of `position`; FileError
  /// when it cannot be read
  static void require(const std::filesystem::path& path, const Position& position);

 private:
  void write(std::string_view text);

  std::filesystem::path path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  Position position_;
};

}  // namespace howship
