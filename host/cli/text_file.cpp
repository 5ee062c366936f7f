#include "host/cli/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

void write_text_file(const std::filesystem::path& file, const std::string& text) {
  errno = 0;
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush())
    throw FileError(fmt::format("cannot write '{}': {}", file.string(),
                                errno == 0 ? "the disk does not take it" : std::strerror(errno)));
}

}  // namespace howship
