#include "host/io/written_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>
#include <zlib.h>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/damaged_file.hpp"

namespace howship {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

[[noreturn]] void refuse(const std::filesystem::path& path, int reason) {
  const char* const advice =
      reason == ENOENT ? "make its folder first or choose another" : "free space or choose another folder";
  throw FileError(fmt::format("{}: cannot be written: {}; {}", path.string(), std::strerror(reason), advice));
}

[[noreturn]] void refuse_reading(const std::filesystem::path& path, int reason) {
  throw FileError(fmt::format("{}: cannot be read: {}", path.string(), std::strerror(reason)));
}

/// \param shown  path that a message names
File open_for_writing(const std::filesystem::path& path, const std::filesystem::path& shown) {
  // A link at this place would have the file behind it overwritten.
  std::error_code ignored;
  if (std::filesystem::is_symlink(path, ignored)) std::filesystem::remove(path, ignored);
  File file(std::fopen(path.c_str(), "wb"), &std::fclose);
  if (!file) refuse(shown, errno);
  return file;
}

bool write_all(std::FILE* file, std::string_view text) {
  // Nothing may be at no place, which fwrite() must not be given.
  return text.empty() || std::fwrite(text.data(), 1, text.size(), file) == text.size();
}

/// Pipes and some network folders cannot be synchronised, and need not be.
bool is_on_disk(int descriptor) {
  return ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

std::uint32_t further(std::uint32_t checksum, std::string_view text) {
  return static_cast<std::uint32_t>(
      ::crc32_z(checksum, reinterpret_cast<const unsigned char*>(text.data()), text.size()));
}

}  // namespace

void sync_folder_of(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  // A folder may let itself be written and not read.
  if (descriptor < 0 && errno == EACCES) return;
  if (descriptor < 0) refuse(file, errno);
  const int reason = is_on_disk(descriptor) || errno == EBADF ? 0 : errno;
  ::close(descriptor);
  if (reason != 0) refuse(file, reason);
}

WholeFile::WholeFile(std::filesystem::path path) : path_(std::move(path)), partial_(path_), file_(nullptr, nullptr) {
  partial_ += ".partial";
  file_ = open_for_writing(partial_, path_);
}

WholeFile::~WholeFile() {
  if (finished_) return;
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove(partial_, ignored);
}

void WholeFile::append(const void* bytes, std::size_t count) {
  if (!write_all(file_.get(), {static_cast<const char*>(bytes), count})) refuse(path_, errno);
}

void WholeFile::finish() {
  // A full disk may show only when the last buffer is written.
  if (std::fflush(file_.get()) != 0 || !is_on_disk(::fileno(file_.get()))) refuse(path_, errno);
  if (std::fclose(file_.release()) != 0) refuse(path_, errno);
  std::error_code failed;
  std::filesystem::rename(partial_, path_, failed);
  if (failed) refuse(path_, failed.value());
  finished_ = true;
  sync_folder_of(path_);
}

void replace_file(const std::filesystem::path& path, const std::vector<std::string_view>& parts) {
  WholeFile file(path);
  for (const std::string_view part : parts) file.append(part);
  file.finish();
}

LineFile::LineFile(const std::filesystem::path& path, std::string_view first_line)
    : path_(path), file_(open_for_writing(path, path)) {
  append(first_line);
}

LineFile::LineFile(const std::filesystem::path& path, const Position& position)
    : path_(path), file_(nullptr, nullptr), position_(position) {
  require(path, position);
  std::error_code failed;
  std::filesystem::resize_file(path, position.bytes, failed);
  if (failed) refuse(path, failed.value());
  file_ = File(std::fopen(path.c_str(), "ab"), &std::fclose);
  if (!file_) refuse(path, errno);
}

void LineFile::append(std::string_view line) {
  write(line);
  write("\n");
  if (std::fflush(file_.get()) != 0) refuse(path_, errno);
}

void LineFile::write(std::string_view text) {
  if (!write_all(file_.get(), text)) refuse(path_, errno);
  position_.bytes += text.size();
  position_.checksum = further(position_.checksum, text);
}

void LineFile::sync() {
  if (!is_on_disk(::fileno(file_.get()))) refuse(path_, errno);
}

void LineFile::require(const std::filesystem::path& path, const Position& position) {
  const File file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file && is_gone(errno)) throw DamagedFile(fmt::format("{}: {}", path.string(), std::strerror(errno)));
  if (!file) refuse_reading(path, errno);
  std::vector<char> piece(std::size_t{1} << 16);
  std::uint32_t checksum = 0;
  for (std::uint64_t left = position.bytes; left > 0;) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size()));
    const std::size_t count = std::fread(piece.data(), 1, wanted, file.get());
    if (count == 0 && std::ferror(file.get()) != 0) refuse_reading(path, errno);
    if (count == 0) throw DamagedFile(fmt::format("{}: lacks rows that it had", path.string()));
    checksum = further(checksum, {piece.data(), count});
    left -= count;
  }
  if (checksum != position.checksum)
    throw DamagedFile(fmt::format("{}: was changed after it was written", path.string()));
}

}  // namespace howship
