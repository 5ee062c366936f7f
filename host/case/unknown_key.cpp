#include "host/case/unknown_key.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "host/case/key_examples.hpp"
#include "host/case/key_path.hpp"
#include "host/case/section.hpp"

namespace howship {
namespace {

/// Keys by table, "lesion[]"; tables whose keys are names of other things are left out.
using KnownKeys = std::map<std::string, std::vector<std::string>>;

const KnownKeys& known_keys() {
  static const KnownKeys known = [] {
    KnownKeys keys;
    for (const TableUse& table : example_log()) {
      if (!table.free_keys.empty()) continue;
      std::vector<std::string>& those = keys[without_numbers(table.path)];
      for (const KeyUse& use : table.keys)
        if (std::find(those.begin(), those.end(), use.key) == those.end()) those.push_back(use.key);
    }
    return keys;
  }();
  return known;
}

/// Where the reference has the keys of a table: an arm's doses, therapies and dosing are those of the case.
std::string path_of_keys(const std::string& path) {
  const std::string plain = without_numbers(path);
  constexpr std::string_view of_an_arm = "arm[].";
  return plain.compare(0, of_an_arm.size(), of_an_arm) == 0 ? plain.substr(of_an_arm.size()) : plain;
}

std::string unknown_in(const toml::table& table, const std::string& path, const std::string& file) {
  const auto found = known_keys().find(path_of_keys(path));
  if (found == known_keys().end()) return "";
  for (const auto& [key, node] : table)
    if (std::find(found->second.begin(), found->second.end(), key.str()) == found->second.end())
      return Section::unknown(node, std::string(key.str()), path, file, found->second);
  for (const auto& [key, node] : table) {
    const std::string inner = joined(path, std::string(key.str()));
    std::string wrong;
    if (const toml::table* const one = node.as_table()) wrong = unknown_in(*one, inner, file);
    if (const toml::array* const list = node.as_array())
      for (std::size_t i = 0; i < list->size() && wrong.empty(); ++i)
        if (const toml::table* const item = list->get(i)->as_table())
          wrong = unknown_in(*item, inner + "[" + std::to_string(i + 1) + "]", file);
    if (!wrong.empty()) return wrong;
  }
  return "";
}

}  // namespace

std::string unknown_key(const toml::table& root, const std::string& file) {
  return unknown_in(root, "", file);
}

}  // namespace howship
