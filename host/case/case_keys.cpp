#include "host/case/case_keys.hpp"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "howship/error.hpp"

#include "host/case/case_text.hpp"
#include "host/case/parse_toml.hpp"

namespace howship {

namespace {

std::string text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  std::ostringstream out;
  if (const toml::array* list = node.as_array()) {
    out << '[';
    for (std::size_t i = 0; i < list->size(); ++i) out << (i > 0 ? ", " : "") << text_of(*list->get(i));
    out << ']';
  } else {
    out << toml::node_view<const toml::node>(node);
  }
  return out.str();
}

bool holds_tables(const toml::array& list) {
  return std::any_of(list.begin(), list.end(), [](const toml::node& node) { return node.is_table(); });
}

void collect(const toml::table& table, const std::string& path, std::vector<CaseKey>& keys) {
  // A TOML table is sorted by name; the file's order is that of a reader.
  std::vector<std::pair<std::string, const toml::node*>> entries;
  for (const auto& [name, node] : table) entries.emplace_back(std::string(name.str()), &node);
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    const toml::source_position x = a.second->source().begin, y = b.second->source().begin;
    return x.line != y.line ? x.line < y.line : x.column < y.column;
  });
  for (const auto& [name, node] : entries) {
    const std::string key = path.empty() ? name : fmt::format("{}.{}", path, name);
    const toml::array* list = node->as_array();
    if (const toml::table* inner = node->as_table()) {
      collect(*inner, key, keys);
    } else if (list != nullptr && holds_tables(*list)) {
      for (std::size_t i = 0; i < list->size(); ++i)
        if (const toml::table* item = list->get(i)->as_table()) collect(*item, fmt::format("{}[{}]", key, i + 1), keys);
    } else {
      keys.push_back({key, text_of(*node)});
    }
  }
}

}  // namespace

std::vector<CaseKey> case_keys(const std::filesystem::path& file) {
  const std::string text = read_case_text(file);
  std::vector<CaseKey> keys;
  try {
    collect(parse_toml(text, file.string()), "", keys);
  } catch (const toml::parse_error& error) {
    throw InputError(fmt::format("{}:{}: not TOML: {}; the file is damaged", file.string(), error.source().begin.line,
                                 error.description()));
  }
  return keys;
}

}  // namespace howship
