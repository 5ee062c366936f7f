#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace howship {

/// `text` between double quotes, escaped as JSON asks for; what is no UTF-8, as names of files may be, becomes U+FFFD.
std::string json_quoted(std::string_view text);

/// A JSON list of texts on one line.
std::string json_list(const std::vector<std::string>& texts);

/// Members of an object in the order given, each on a line of its own.
class JsonObject {
 public:
  explicit JsonObject(int depth = 1) : indent_(2 * static_cast<std::size_t>(depth), ' ') {}

  void add(std::string_view key, const std::string& text) { add_raw(key, json_quoted(text)); }
  void add(std::string_view key, const char* text) { add_raw(key, json_quoted(text)); }
  void add(std::string_view key, bool value) { add_raw(key, value ? "true" : "false"); }
  void add(std::string_view key, double value) { add_raw(key, number(key, value)); }
  void add(std::string_view key, std::size_t value) { add_raw(key, std::to_string(value)); }
  void add(std::string_view key, long value) { add_raw(key, std::to_string(value)); }
  void add(std::string_view key, int value) { add_raw(key, std::to_string(value)); }
  void add_raw(std::string_view key, const std::string& json);

  /// \throws NumericalError when `value` is not finite, which JSON cannot hold
  static std::string number(std::string_view key, double value);

  std::string text() const;

 private:
  std::string indent_;
  std::string members_;
};

}  // namespace howship
