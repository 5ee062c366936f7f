#include "host/case/case_difference.hpp"

#include <map>
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "howship/error.hpp"

#include "host/case/parse_toml.hpp"

namespace howship {
namespace {

using Values = std::map<std::string, std::string>;

bool is_list_of_blocks(const toml::array& array) {
  return !array.empty() && array.front().is_table();
}

void collect(const toml::table& table, const std::string& prefix, Values& values) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    if (const toml::table* block = node.as_table()) {
      collect(*block, key + ".", values);
    } else if (const toml::array* array = node.as_array(); array != nullptr && is_list_of_blocks(*array)) {
      int number = 0;
      for (const toml::node& element : *array) {
        ++number;
        if (const toml::table* member = element.as_table())
          collect(*member, fmt::format("{} {}.", key, number), values);
      }
    } else {
      std::ostringstream text;
      node.visit([&](const auto& value) { text << value; });
      values[key] = text.str();
    }
  }
}

Values values_of(const std::string& text) {
  Values values;
  try {
    collect(parse_toml(text, "a resolved case"), "", values);
  } catch (const toml::parse_error& error) {
    throw InputError(fmt::format("a resolved case is no TOML: {}", error.description()));
  }
  return values;
}

}  // namespace

std::vector<CaseDifference> case_differences(const std::string& one, const std::string& other) {
  const Values first = values_of(one), second = values_of(other);
  std::vector<CaseDifference> differences;
  const auto value_in = [](const Values& values, const std::string& key) {
    const auto found = values.find(key);
    return found == values.end() ? std::string() : found->second;
  };
  for (const auto& [key, value] : first)
    if (const std::string there = value_in(second, key); there != value) differences.push_back({key, value, there});
  for (const auto& [key, value] : second)
    if (first.count(key) == 0) differences.push_back({key, "", value});
  return differences;
}

}  // namespace howship
