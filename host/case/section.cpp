#include "host/case/section.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "howship/error.hpp"

#include "host/case/key_path.hpp"
#include "host/case/nearest_name.hpp"

namespace howship {

namespace {

/// As a case would give it, numbers in the fewest digits that read back the same.
std::string as_written(const toml::node& node) {
  if (const auto number = node.is_floating_point() ? node.value<double>() : std::nullopt)
    return fmt::format("{}", *number);
  if (const toml::array* const list = node.as_array()) {
    std::vector<std::string> items;
    for (const toml::node& item : *list) items.push_back(as_written(item));
    return fmt::format("[{}]", fmt::join(items, ", "));
  }
  std::ostringstream text;
  node.visit([&](const auto& value) { text << value; });
  return text.str();
}

std::string shown(const toml::node& node) {
  std::string line = as_written(node);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line.size() > 60 ? line.substr(0, 57) + "..." : line;
}

/// Tables that --set had to make have no source at all.
bool from_command_line(const toml::node& node) {
  return node.source().begin.line == 0 || (node.source().path && *node.source().path == Section::command_line);
}

}  // namespace

Section::Section(const toml::table* table, std::string file, std::string path, KeyLog* log)
    : table_(table), file_(std::move(file)), use_{std::move(path), "", {}}, log_(log) {}

bool Section::has(const std::string& key) const {
  return table_ != nullptr && table_->contains(key);
}
bool Section::is_array(const std::string& key) const {
  return has(key) && table_->get(key)->is_array();
}

bool Section::is_table(const std::string& key) const {
  return has(key) && table_->get(key)->is_table();
}
bool Section::is_override(const std::string& key) const {
  return has(key) && from_command_line(*table_->get(key));
}

std::string Section::where(const std::string& key) const {
  const std::string full = joined(use_.path, key);
  const toml::node* node = table_ == nullptr ? nullptr : table_->get(key);
  if (node != nullptr && from_command_line(*node)) return fmt::format("{} {}", command_line, full);
  const auto line = node == nullptr ? 0 : node->source().begin.line;
  return line > 0 ? fmt::format("{}:{}: {}", file_, line, full) : fmt::format("{}: {}", file_, full);
}

void Section::fail(const std::string& key, const std::string& problem) const {
  const toml::node* node = table_ == nullptr ? nullptr : table_->get(key);
  // What stands below a header does not fit in a line.
  const bool block = node != nullptr && node->is_table() && !node->as_table()->is_inline();
  throw InputError(node == nullptr || block ? fmt::format("{}: {}", where(key), problem)
                                            : fmt::format("{} = {}: {}", where(key), shown(*node), problem));
}

void Section::require(const std::string& key, const std::string& problem) {
  if (!has(key)) fail(key, problem);
  required_.push_back(key);
}

const toml::node* Section::find(const std::string& key, KeyForm form, const std::string& otherwise) {
  KeyUse use;
  use.key = key;
  use.form = form;
  use.required = std::find(required_.begin(), required_.end(), key) != required_.end();
  if (!use.required) use.otherwise = otherwise;
  use.given = has(key);
  use_.keys.push_back(use);
  return table_ == nullptr ? nullptr : table_->get(key);
}

const toml::node* Section::find(const std::string& key, KeyForm form, const std::string& otherwise, Dimension dimension,
                                double least, double most) {
  const toml::node* node = find(key, form, otherwise);
  KeyUse& use = use_.keys.back();
  use.dimension = dimension;
  use.least = least;
  use.most = most;
  return node;
}

std::string Section::text(const std::string& key, const std::string& otherwise) {
  const toml::node* node = find(key, KeyForm::Text, otherwise);
  if (node == nullptr) return otherwise;
  if (!node->is_string()) fail(key, "a text in quotes is expected");
  return **node->as_string();
}

std::string Section::choice(const std::string& key, const std::string& otherwise,
                            const std::vector<std::string>& choices) {
  std::string value = text(key, otherwise);
  if (std::find(choices.begin(), choices.end(), value) == choices.end()) fail(key, "unknown" + suggest(value, choices));
  KeyUse& use = use_.keys.back();
  use.form = KeyForm::Choice;
  use.choices = choices;
  use.value = value;
  return value;
}

double Section::quantity_of(const toml::node& node, const std::string& key, Dimension dimension, double least,
                            double most) const {
  double value = 0.0;
  if (node.is_string()) {
    value = parse_quantity(**node.as_string(), dimension, where(key));
  } else if (node.is_number()) {
    value = *node.value<double>();
    // A bare number is refused with the same words as a text without a unit.
    if (dimension != Dimension::None) parse_quantity(shown(node), dimension, where(key));
  } else {
    fail(key, fmt::format("a {} is expected",
                          dimension == Dimension::None
                              ? "number"
                              : "quantity with its unit, in quotes (for example \"" + example_of(dimension) + "\"),"));
  }
  if (!(value >= least && value <= most))
    fail(key, fmt::format("out of range: from {} to {} is allowed", format_quantity(least, dimension),
                          format_quantity(most, dimension)));
  return value;
}

double Section::quantity(const std::string& key, Dimension dimension, double otherwise, double least, double most) {
  const toml::node* node = find(key, KeyForm::Quantity, format_quantity(otherwise, dimension), dimension, least, most);
  return node == nullptr ? otherwise : quantity_of(*node, key, dimension, least, most);
}

std::optional<double> Section::optional_quantity(const std::string& key, Dimension dimension, double least,
                                                 double most) {
  const toml::node* node = find(key, KeyForm::Quantity, "", dimension, least, most);
  if (node == nullptr) return std::nullopt;
  return quantity_of(*node, key, dimension, least, most);
}

double Section::positive(const std::string& key, Dimension dimension, double most) {
  const toml::node* node = find(key, KeyForm::Quantity, "", dimension, 0.0, most);
  use_.keys.back().above_least = true;
  if (node == nullptr) fail(key, "is missing");
  constexpr double any = std::numeric_limits<double>::infinity();
  const double value = quantity_of(*node, key, dimension, -any, any);
  if (!(value > 0.0)) fail(key, "must be above zero");
  if (value > most)
    fail(key, fmt::format("out of range: above {}, up to {} is allowed", format_quantity(0.0, dimension),
                          format_quantity(most, dimension)));
  return value;
}

bool Section::is_quantity_of(const std::string& key, Dimension dimension) const {
  const toml::node* node = has(key) ? table_->get(key) : nullptr;
  return node != nullptr && node->is_string() && howship::is_quantity_of(**node->as_string(), dimension);
}

long Section::integer_of(const toml::node& node, const std::string& key, long least, long most) const {
  if (!node.is_integer()) fail(key, "a whole number is expected");
  const long value = static_cast<long>(**node.as_integer());
  if (value < least || value > most) fail(key, fmt::format("out of range: from {} to {} is allowed", least, most));
  return value;
}

long Section::integer(const std::string& key, long otherwise, long least, long most) {
  const toml::node* node = find(key, KeyForm::Integer, fmt::format("{}", otherwise), Dimension::None,
                                static_cast<double>(least), static_cast<double>(most));
  return node == nullptr ? otherwise : integer_of(*node, key, least, most);
}

std::vector<std::string> Section::keys(const std::string& stand_for) {
  use_.free_keys = stand_for;
  std::vector<std::string> names;
  if (table_ == nullptr) return names;
  for (const auto& [key, node] : *table_) names.emplace_back(key.str());
  return names;
}

Section Section::section(const std::string& key) {
  const toml::node* node = find(key, KeyForm::Table);
  if (node != nullptr && !node->is_table())
    fail(key, fmt::format("a table is expected: write [{}]", without_items(joined(use_.path, key))));
  return {node == nullptr ? nullptr : node->as_table(), file_, joined(use_.path, key), log_};
}

std::vector<Section> Section::sections(const std::string& key) {
  const toml::node* node = find(key, KeyForm::Tables);
  std::vector<Section> all;
  if (node == nullptr) return all;
  const auto refuse = [&] {
    fail(key, fmt::format("a list of tables is expected: write [[{}]]", without_items(joined(use_.path, key))));
  };
  if (!node->is_array()) refuse();
  if (node->as_array()->size() > most_items)
    fail(key, fmt::format("a list of {}; at most {} are read", node->as_array()->size(), most_items));
  for (const toml::node& item : *node->as_array()) {
    if (!item.is_table()) refuse();
    all.emplace_back(item.as_table(), file_, fmt::format("{}[{}]", joined(use_.path, key), all.size() + 1), log_);
  }
  return all;
}

std::string Section::unknown(const toml::node& node, const std::string& key, const std::string& path,
                             const std::string& file, const std::vector<std::string>& known) {
  const std::string place =
      from_command_line(node) ? command_line : fmt::format("{}:{}", file, node.source().begin.line);
  return fmt::format("{}: unknown key '{}'{}", place, joined(path, key), suggest(key, known));
}

void Section::finish() const {
  if (table_ != nullptr) {
    std::vector<std::string> known;
    for (const KeyUse& use : use_.keys) known.push_back(use.key);
    for (const auto& [key, node] : *table_) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      throw InputError(unknown(node, name, use_.path, file_, known));
    }
  }
  if (log_ != nullptr) log_->push_back(use_);
}

}  // namespace howship
