#include "host/case/key_conditions.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace howship {

namespace {

std::vector<std::string> names_of_keys(const Instances& instances) {
  std::vector<std::string> names;
  for (const TableUse* table : instances)
    for (const KeyUse& use : table->keys)
      if (std::find(names.begin(), names.end(), use.key) == names.end()) names.push_back(use.key);
  return names;
}

/// Value of a choice, empty where the key is none or was not asked.
std::string value_of(const TableUse& table, const std::string& key) {
  const KeyUse* use = use_of(table, key);
  return use == nullptr ? "" : use->value;
}

bool is_given(const TableUse& table, const std::string& key) {
  const KeyUse* use = use_of(table, key);
  return use != nullptr && use->given;
}

std::string quoted_list(const std::set<std::string>& values) {
  std::vector<std::string> quoted;
  quoted.reserve(values.size());
  for (const std::string& value : values) quoted.push_back("`" + value + "`");
  return fmt::format("{}", fmt::join(quoted, ", "));
}

/// "`kind` = `radiotherapy`", or, where fewer are excluded, "`preset` is not `howship`"; empty when `key` does not
/// tell.
std::string by_value(const Instances& in, const Instances& out, const std::string& key) {
  std::set<std::string> inside, outside;
  for (const TableUse* table : in) inside.insert(value_of(*table, key));
  for (const TableUse* table : out) outside.insert(value_of(*table, key));
  if (inside.count("") > 0 || outside == std::set<std::string>{""}) return "";
  for (const std::string& value : inside)
    if (outside.count(value) > 0) return "";
  if (outside.count("") == 0 && outside.size() < inside.size())
    return fmt::format("`{}` is not {}", key, quoted_list(outside));
  return fmt::format("`{}` = {}", key, quoted_list(inside));
}

/// "with `file`", or "without `outline`"; empty when `key` does not tell.
std::string by_presence(const Instances& in, const Instances& out, const std::string& key, bool present) {
  const auto as_wanted = [&](const TableUse* table) { return is_given(*table, key) == present; };
  if (!std::all_of(in.begin(), in.end(), as_wanted) || std::any_of(out.begin(), out.end(), as_wanted)) return "";
  return fmt::format("{} `{}`", present ? "with" : "without", key);
}

}  // namespace

const KeyUse* use_of(const TableUse& table, const std::string& key) {
  const auto at = std::find_if(table.keys.begin(), table.keys.end(), [&](const KeyUse& use) { return use.key == key; });
  return at == table.keys.end() ? nullptr : &*at;
}

std::string condition(const Instances& instances, const std::string& key) {
  Instances in, out;
  for (const TableUse* table : instances) (use_of(*table, key) != nullptr ? in : out).push_back(table);
  if (out.empty()) return "";
  // What every case may say goes first: a key that depends on others tells the same in a roundabout way.
  std::vector<std::string> always, sometimes;
  for (const std::string& other : names_of_keys(instances)) {
    const auto asked = [&](const TableUse* table) { return use_of(*table, other) != nullptr; };
    if (other != key) (std::all_of(instances.begin(), instances.end(), asked) ? always : sometimes).push_back(other);
  }
  for (const std::vector<std::string>& others : {always, sometimes}) {
    for (const std::string& other : others)
      if (std::string words = by_value(in, out, other); !words.empty()) return words;
    for (const bool present : {true, false})
      for (const std::string& other : others)
        if (std::string words = by_presence(in, out, other, present); !words.empty()) return words;
  }
  throw std::logic_error(fmt::format("no key says when [{}] may have {}", instances.front()->path, key));
}

ByChoice by_choice(const Instances& instances,
                   const std::function<std::optional<std::string>(const TableUse&)>& text_of) {
  Instances with_text;
  std::vector<std::string> texts;
  for (const TableUse* table : instances) {
    const std::optional<std::string> text = text_of(*table);
    if (!text) continue;
    with_text.push_back(table);
    if (std::find(texts.begin(), texts.end(), *text) == texts.end()) texts.push_back(*text);
  }
  ByChoice result;
  for (const std::string& text : texts) result.texts.emplace_back(text, std::vector<std::string>{});
  if (texts.size() < 2) return result;
  for (const std::string& key : names_of_keys(with_text)) {
    for (auto& [text, values] : result.texts) {
      values.clear();
      for (const TableUse* table : with_text) {
        const std::string value = value_of(*table, key);
        if (*text_of(*table) == text && std::find(values.begin(), values.end(), value) == values.end())
          values.push_back(value);
      }
    }
    std::set<std::string> all;
    std::size_t count = 0;
    for (const auto& [text, values] : result.texts) {
      all.insert(values.begin(), values.end());
      count += values.size();
    }
    if (all.size() != count || all.count("") > 0) continue;
    result.key = key;
    return result;
  }
  for (auto& [text, values] : result.texts) values.clear();
  return result;
}

}  // namespace howship
