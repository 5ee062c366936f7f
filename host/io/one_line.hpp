#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

namespace howship {

/// A text as part of one line: what ends a line or moves on a terminal, as titles and names of files may, is a space.
inline std::string one_line(std::string text) {
  const auto steers = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  std::replace_if(text.begin(), text.end(), steers, ' ');
  // U+0080 to U+009F steer too; some terminals begin a sequence at U+009B.
  for (std::size_t at = 0; at + 1 < text.size(); ++at)
    if (text[at] == '\xc2' && (static_cast<unsigned char>(text[at + 1]) & 0xe0U) == 0x80U) text.replace(at, 2, "  ");
  return text;
}

}  // namespace howship
