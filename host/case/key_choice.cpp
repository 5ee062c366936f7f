#include "host/case/key_choice.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/key_path.hpp"
#include "host/case/nearest_name.hpp"
#include "host/case/parameter_table.hpp"

namespace howship {

namespace {

std::string last_part(const std::string& path) {
  return path.substr(path.rfind('.') + 1);
}

bool fits(const KeyRow& row, const std::string& prefix) {
  const std::string path = without_items(row.path);
  return path == prefix || row.key == prefix || last_part(path) == prefix ||
         path.compare(0, prefix.size() + 1, prefix + ".") == 0;
}

bool is_parameter(const std::string& name) {
  const auto named = [&](const auto& info) { return info.name == name; };
  return std::any_of(tissue_table().begin(), tissue_table().end(), named) ||
         std::any_of(systemic_table().begin(), systemic_table().end(), named);
}

[[noreturn]] void refuse(const std::string& prefix) {
  const std::string name = last_part(prefix);
  if (prefix.compare(0, 10, "parameters") == 0 || is_parameter(name))
    throw InputError(fmt::format("'{}' belongs to the parameters of the model, which `howship parameters{}` lists",
                                 prefix, is_parameter(name) ? " " + name : ""));
  std::vector<std::string> known;
  for (const KeyTable& table : key_reference()) {
    if (!table.path.empty()) known.push_back(without_items(table.path));
    for (const KeyRow& row : table.rows) known.push_back(without_items(row.path));
  }
  // Without a table in front, the nearest of all keys.
  if (prefix.find('.') == std::string::npos)
    for (const KeyTable& table : key_reference())
      for (const KeyRow& row : table.rows) known.push_back(row.key);
  const std::string hint = prefix.empty() ? "" : suggest_nearest(prefix, known);
  throw InputError(fmt::format("'{}' is no key or table of a case file{}", prefix,
                               hint.empty() ? "; `howship keys` lists all" : hint));
}

}  // namespace

std::vector<KeyTable> chosen_keys(const std::vector<std::string>& prefixes) {
  std::vector<KeyTable> tables = key_reference();
  if (prefixes.empty()) return tables;
  std::vector<std::string> wanted;
  for (const std::string& prefix : prefixes) wanted.push_back(without_items(prefix));
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto has = [&](const KeyTable& table) {
      return std::any_of(table.rows.begin(), table.rows.end(), [&](const KeyRow& row) { return fits(row, wanted[i]); });
    };
    if (wanted[i].empty() || std::none_of(tables.begin(), tables.end(), has)) refuse(prefixes[i]);
  }
  for (KeyTable& table : tables)
    table.rows.erase(std::remove_if(table.rows.begin(), table.rows.end(),
                                    [&](const KeyRow& row) {
                                      return std::none_of(wanted.begin(), wanted.end(),
                                                          [&](const std::string& prefix) { return fits(row, prefix); });
                                    }),
                     table.rows.end());
  tables.erase(std::remove_if(tables.begin(), tables.end(), [](const KeyTable& table) { return table.rows.empty(); }),
               tables.end());
  return tables;
}

}  // namespace howship
