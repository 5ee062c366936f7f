#include "host/io/json_object.hpp"

#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/utf8.hpp"

namespace howship {

std::string json_quoted(std::string_view text) {
  std::string result = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_character_length(text, at);
    const auto code = static_cast<unsigned char>(text[at]);
    if (length == 0) {
      result += utf8_replacement;
    } else if (code == '"' || code == '\\') {
      result += '\\';
      result += text[at];
    } else if (code < 0x20) {
      result += fmt::format("\\u{:04x}", code);
    } else {
      result += text.substr(at, length);
    }
    at += length == 0 ? 1 : length;
  }
  return result + '"';
}

std::string json_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + json_quoted(text);
  return "[" + list + "]";
}

void JsonObject::add_raw(std::string_view key, const std::string& json) {
  members_ += fmt::format("{}\n{}{}: {}", members_.empty() ? "" : ",", indent_, json_quoted(key), json);
}

std::string JsonObject::number(std::string_view key, double value) {
  if (!std::isfinite(value))
    throw NumericalError(fmt::format("{} is {}; lower numerics.rtol or numerics.max_step", key, value));
  return fmt::format("{}", value);
}

std::string JsonObject::text() const {
  return fmt::format("{{{}\n{}}}", members_, std::string_view(indent_).substr(2));
}

}  // namespace howship
