#include "host/case/key_path.hpp"

#include <algorithm>

namespace howship {

std::string joined(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

std::string without_numbers(const std::string& path) {
  std::string plain;
  bool inside = false;
  for (const char c : path) {
    inside = c == '[' || (inside && c != ']');
    if (!inside || c == '[') plain += c;
  }
  return plain;
}

std::string without_items(const std::string& path) {
  std::string plain = without_numbers(path);
  const auto is_bracket = [](char c) { return c == '[' || c == ']'; };
  plain.erase(std::remove_if(plain.begin(), plain.end(), is_bracket), plain.end());
  return plain;
}

}  // namespace howship
