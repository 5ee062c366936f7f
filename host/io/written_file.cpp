#include "host/io/written_file.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

[[noreturn]] void refuse(const std::filesystem::path& path, int reason) {
  const char* const advice =
      reason == ENOENT ? "make its folder first or choose another" : "free space or choose another folder";
  throw FileError(fmt::format("{}: cannot be written: {}; {}", path.string(), std::strerror(reason), advice));
}

/// \param shown  path that a message names
File open_for_writing(const std::filesystem::path& path, const std::filesystem::path& shown) {
  File file(std::fopen(path.c_str(), "wb"), &std::fclose);
  if (!file) refuse(shown, errno);
  return file;
}

bool write_all(std::FILE* file, std::string_view text) {
  return std::fwrite(text.data(), 1, text.size(), file) == text.size();
}

}  // namespace

void replace_file(const std::filesystem::path& path, const std::vector<std::string_view>& parts) {
  std::filesystem::path partial = path;
  partial += ".partial";
  File file = open_for_writing(partial, path);
  bool good = true;
  for (std::string_view part : parts) good = good && write_all(file.get(), part);
  // A full disk may show only when the last buffer is written, which is on closing.
  if (std::fclose(file.release()) != 0) good = false;
  if (!good) {
    const int reason = errno;
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    refuse(path, reason);
  }
  std::error_code failed;
  std::filesystem::rename(partial, path, failed);
  if (failed) refuse(path, failed.value());
}

LineFile::LineFile(const std::filesystem::path& path, std::string_view first_line)
    : path_(path), file_(open_for_writing(path, path)) {
  append(first_line);
}

void LineFile::append(std::string_view line) {
  if (!write_all(file_.get(), line) || !write_all(file_.get(), "\n") || std::fflush(file_.get()) != 0) {
    refuse(path_, errno);
  }
}

}  // namespace howship
