#include "host/report/report_file.hpp"

#include <fstream>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/written_file.hpp"
#include "host/report/html.hpp"

namespace howship {

void require_writable(const std::filesystem::path& file) {
  std::error_code unknown;
  const std::filesystem::path folder = file.parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, unknown))
    throw FileError(
        fmt::format("{}: cannot be written: there is no folder '{}'; make it first or choose another with -o",
                    file.string(), folder.string()));
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, unknown))) return;
  std::string beginning(2048, '\0');
  if (std::filesystem::is_regular_file(file, unknown)) {
    std::ifstream in(file, std::ios::binary);
    in.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(in.gcount()));
    // acTL is the chunk that makes a PNG file an animation.
    const bool own = file.extension() == ".png" ? beginning.find("acTL") != std::string::npos : is_html_page(beginning);
    if (own) return;
  }
  throw FileError(
      fmt::format("{}: is there and was not written by howship; choose another name with -o", file.string()));
}

void write_report_file(const std::filesystem::path& file, const std::string& content) {
  replace_file(file, {content});
}

}  // namespace howship
