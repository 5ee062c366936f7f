#include "host/case/key_reference.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/key_cells.hpp"
#include "host/case/key_conditions.hpp"
#include "host/case/key_descriptions.hpp"
#include "host/case/key_examples.hpp"
#include "host/case/key_path.hpp"

namespace howship {

namespace {

constexpr std::size_t most_inline = 4;  // values of a choice that a cell may list

/// Keys of all instances, in the order of their descriptions.
std::vector<std::string> ordered_keys(const std::string& path, const Instances& instances) {
  std::vector<std::string> keys;
  for (const TableUse* table : instances)
    for (const KeyUse& use : table->keys)
      if (std::find(keys.begin(), keys.end(), use.key) == keys.end()) keys.push_back(use.key);
  const std::vector<std::string> described = described_keys();
  const auto place = [&](const std::string& key) {
    return std::find(described.begin(), described.end(), joined(path, key)) - described.begin();
  };
  std::stable_sort(keys.begin(), keys.end(),
                   [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
  return keys;
}

/// Cell of a key over all instances: one text, or "4 mm (`lytic`); 5 mm (`mixed`)" where a choice decides.
struct Cell {
  std::string text;
  ByChoice by;  ///< where there are several
};

Cell cell_of(const Instances& instances, const std::string& key,
             const std::function<std::string(const KeyUse&)>& text_of) {
  const auto own_text = [&](const TableUse& table) -> std::optional<std::string> {
    const KeyUse* use = use_of(table, key);
    if (use == nullptr) return std::nullopt;
    return text_of(*use);
  };
  Cell cell{"", by_choice(instances, own_text)};
  for (const auto& [text, values] : cell.by.texts) {
    if (!cell.text.empty() && !text.empty()) cell.text += "; ";
    cell.text += text;
    if (!values.empty() && !text.empty()) cell.text += fmt::format(" (`{}`)", fmt::join(values, "`, `"));
  }
  return cell;
}

KeyDescription description_of(const std::string& path) {
  const std::optional<KeyDescription> found = describe_key(path);
  if (!found) throw std::logic_error(fmt::format("the key {} is not described in key_phrases.cpp", path));
  return *found;
}

KeyRow row_of(const Instances& instances, const std::string& key, KeyTable& table) {
  const KeyDescription words = description_of(joined(table.path, key));
  KeyRow row;
  row.key = key;
  row.path = joined(table.path, key);
  row.meaning = words.meaning;
  row.source = words.source;
  row.with = condition(instances, key);
  std::vector<std::string> kinds;
  for (const TableUse* instance : instances)
    for (const KeyUse& use : instance->keys)
      if (const std::string kind = value_cell(use);
          use.key == key && std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
        kinds.push_back(kind);
  row.value = fmt::format("{}", fmt::join(kinds, " or "));
  row.allowed = words.allowed.empty() ? cell_of(instances, key, allowed_cell).text : words.allowed;
  const Cell otherwise = cell_of(instances, key, [&](const KeyUse& use) {
    return use.required || words.otherwise.empty() ? default_cell(use) : words.otherwise;
  });
  row.otherwise = otherwise.text;
  std::size_t values_listed = 0;
  for (const auto& [text, values] : otherwise.by.texts) values_listed += values.size();
  if (values_listed <= most_inline) return row;
  row.otherwise = fmt::format("by `{}`", otherwise.by.key);
  std::map<std::string, std::string> of_value;
  for (const auto& [text, values] : otherwise.by.texts)
    for (const std::string& value : values) of_value[value] = text;
  table.defaults.by = otherwise.by.key;
  table.defaults.values.clear();
  for (const TableUse* instance : instances) {
    const KeyUse* use = use_of(*instance, otherwise.by.key);
    if (use != nullptr && table.defaults.values.empty()) table.defaults.values = use->choices;
  }
  std::vector<std::string> cells;
  for (const std::string& value : table.defaults.values) cells.push_back(of_value[value]);
  table.defaults.rows.emplace_back(key, cells);
  return row;
}

std::string heading_of(const std::string& path) {
  if (path.empty()) return "";
  const bool repeated = path.size() > 2 && path.compare(path.size() - 2, 2, "[]") == 0;
  return fmt::format(repeated ? "[[{}]]" : "[{}]", without_items(path));
}

using Tables = std::map<std::string, Instances>;

KeyTable table_of(const TableDescription& words, const Tables& tables) {
  KeyTable table;
  table.path = words.path;
  table.heading = heading_of(table.path);
  table.title = words.title;
  table.about = words.about;
  const auto found = tables.find(table.path);
  if (found == tables.end()) throw std::logic_error(fmt::format("no example has a table [{}]", table.path));
  const Instances& instances = found->second;
  for (const std::string& key : ordered_keys(table.path, instances)) {
    const auto inner = tables.find(joined(table.path, key));
    const bool is_table = inner != tables.end() || tables.count(joined(table.path, key) + "[]") > 0;
    if (!is_table) {
      table.rows.push_back(row_of(instances, key, table));
    } else if (inner != tables.end() && !inner->second.front()->free_keys.empty()) {
      // Names of other things: one row for all of them.
      KeyTable entries;
      entries.path = inner->first;
      KeyRow row = row_of(inner->second, inner->second.front()->free_keys, entries);
      row.key = key + "." + row.key;
      row.with = condition(instances, key);
      table.rows.push_back(row);
    }
  }
  const std::size_t dot = table.path.rfind('.');
  const std::string parent = dot == std::string::npos ? "" : table.path.substr(0, dot);
  std::string own = dot == std::string::npos ? table.path : table.path.substr(dot + 1);
  if (own.size() > 2 && own.back() == ']') own.resize(own.size() - 2);
  if (!own.empty()) table.with = condition(tables.at(parent), own);
  return table;
}

std::vector<KeyTable> made_from(KeyLog log) {
  Tables tables;
  for (TableUse& use : log) {
    use.path = without_numbers(use.path);
    if (!use.free_keys.empty() && use.keys.empty()) continue;  // an empty one shows nothing
    for (KeyUse& key : use.keys)
      if (!use.free_keys.empty()) key.key = use.free_keys;
    tables[use.path].push_back(&use);
  }
  std::vector<KeyTable> reference;
  for (const TableDescription& words : table_descriptions()) reference.push_back(table_of(words, tables));
  const auto described = [&](const std::string& path) {
    return std::any_of(reference.begin(), reference.end(), [&](const KeyTable& t) { return t.path == path; });
  };
  for (const auto& [path, instances] : tables)
    if (instances.front()->free_keys.empty() && path.compare(0, 10, "parameters") != 0 && !described(path))
      throw std::logic_error(fmt::format("the table [{}] is not described in key_phrases.cpp", path));
  return reference;
}

}  // namespace

const std::vector<KeyTable>& key_reference() {
  static const std::vector<KeyTable> reference = made_from(example_log());
  return reference;
}

}  // namespace howship
