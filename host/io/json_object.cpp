#include "host/io/json_object.hpp"

#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

std::string json_quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (code < 0x20) {
      result += fmt::format("\\u{:04x}", code);
    } else {
      result += c;
    }
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
