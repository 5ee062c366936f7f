#pragma once

#include <string>

namespace howship {

/// Text of an image's header without blanks and line ends around it.
inline std::string trimmed(const std::string& text) {
  const char* spaces = " \t\r\n";
  const std::size_t first = text.find_first_not_of(spaces);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

}  // namespace howship
