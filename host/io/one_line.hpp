#pragma once

#include <algorithm>
#include <string>

namespace howship {

/// A text as part of one line: what ends a line or moves on a terminal, as titles and names of files may, is a space.
inline std::string one_line(std::string text) {
  const auto steers = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  std::replace_if(text.begin(), text.end(), steers, ' ');
  return text;
}

}  // namespace howship
