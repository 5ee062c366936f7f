#include <algorithm>

#include <fmt/format.h>

#include "host/case/nearest_name.hpp"
#include "host/case/section.hpp"

namespace howship {

// Keys that hold a list, or one value or a list.

const toml::array& Section::items_of(const toml::node& node, const std::string& key, const std::string& kind) const {
  if (!node.is_array()) fail(key, fmt::format("a list of {} is expected", kind));
  const toml::array& list = *node.as_array();
  if (list.size() > most_items)
    fail(key, fmt::format("a list of {} {}; at most {} are read", list.size(), kind, most_items));
  return list;
}

std::vector<std::string> Section::texts(const std::string& key, const std::vector<std::string>& choices) {
  const toml::node* node = find(key, KeyForm::Texts);
  use_.keys.back().choices = choices;
  std::vector<std::string> values;
  if (node == nullptr) return values;
  for (const toml::node& item : items_of(*node, key, "texts")) {
    if (!item.is_string()) fail(key, "a list of texts is expected");
    const std::string value = **item.as_string();
    if (std::find(choices.begin(), choices.end(), value) == choices.end())
      fail(key, fmt::format("'{}' is unknown{}", value, suggest(value, choices)));
    values.push_back(value);
  }
  return values;
}

std::vector<double> Section::quantities(const std::string& key, Dimension dimension, double least, double most) {
  const toml::node* node = find(key, KeyForm::Quantities, "", dimension, least, most);
  std::vector<double> values;
  if (node == nullptr) return values;
  for (const toml::node& item : items_of(*node, key, "quantities"))
    values.push_back(quantity_of(item, key, dimension, least, most));
  return values;
}

std::vector<long> Section::integers(const std::string& key, long least, long most) {
  const toml::node* node =
      find(key, KeyForm::Integers, "", Dimension::None, static_cast<double>(least), static_cast<double>(most));
  std::vector<long> values;
  if (node == nullptr) return values;
  for (const toml::node& item : items_of(*node, key, "whole numbers"))
    values.push_back(integer_of(item, key, least, most));
  return values;
}

std::vector<Section::NumberOrText> Section::numbers_or_texts(const std::string& key, long least, long most) {
  const toml::node* node =
      find(key, KeyForm::NumbersOrTexts, "", Dimension::None, static_cast<double>(least), static_cast<double>(most));
  std::vector<NumberOrText> values;
  if (node == nullptr) return values;
  const auto add = [&](const toml::node& item) {
    if (item.is_string() && !(**item.as_string()).empty())
      values.push_back({0, **item.as_string()});
    else
      values.push_back({integer_of(item, key, least, most), ""});
  };
  if (node->is_array()) {
    const toml::array& list = items_of(*node, key, "numbers or texts");
    if (list.empty()) fail(key, "the list is empty");
    for (const toml::node& item : list) add(item);
  } else {
    add(*node);
  }
  return values;
}

std::vector<double> Section::one_or_three(const std::string& key, Dimension dimension,
                                          const std::vector<double>& otherwise, double least, double most) {
  // Reference and messages know one default for the three.
  const std::string usual = otherwise.empty() ? "" : format_quantity(otherwise.front(), dimension);
  const toml::node* node = find(key, KeyForm::OneOrThree, usual, dimension, least, most);
  if (node == nullptr) return otherwise;
  if (!node->is_array()) return std::vector<double>(3, quantity_of(*node, key, dimension, least, most));
  if (node->as_array()->size() != 3) fail(key, "one value or three are expected");
  std::vector<double> values;
  for (const toml::node& item : *node->as_array()) values.push_back(quantity_of(item, key, dimension, least, most));
  return values;
}

}  // namespace howship
