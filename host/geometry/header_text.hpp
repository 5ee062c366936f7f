#pragma once

#include <cstddef>
#include <istream>
#include <string>

namespace howship {

/// The next line of an image's header. Data that is taken for one may have no line end for gigabytes: a line of more
/// than 64 kB ends the header. \return false at the end
inline bool next_header_line(std::istream& stream, std::string& line) {
  constexpr std::size_t longest = std::size_t{1} << 16;
  line.clear();
  for (int c = 0; (c = stream.get()) != std::istream::traits_type::eof();) {
    if (c == '\n') return true;
    if (line.size() == longest) return false;
    line += static_cast<char>(c);
  }
  return !line.empty();
}

/// Text of an image's header without blanks and line ends around it.
inline std::string trimmed(const std::string& text) {
  const char* spaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(spaces);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

}  // namespace howship
