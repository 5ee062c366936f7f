#include "host/case/utf8.hpp"

#include "howship/utf8.hpp"

namespace howship {

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_character_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string as_utf8(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_character_length(text, at);
    result += length == 0 ? utf8_replacement : text.substr(at, length);
    at += length == 0 ? 1 : length;
  }
  return result;
}

}  // namespace howship
