#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/case/key_use.hpp"

namespace howship {

/// One table over many cases.
using Instances = std::vector<const TableUse*>;

/// When `key` is asked for, told by one other key of the table: "" where it always is, "`kind` = `radiotherapy`", "with
/// `radius`", "without `outline`".
/// \throws std::logic_error where no other key tells: the examples lack a case
std::string condition(const Instances& instances, const std::string& key);

/// Texts that hold in some of the instances, each with the values of the choice `key` for which it does.
struct ByChoice {
  std::string key;  ///< empty where no choice decides
  std::vector<std::pair<std::string, std::vector<std::string>>> texts;
};

/// How a text (a default, a range) differs between instances. \param text_of  empty optional: it has none, left out
ByChoice by_choice(const Instances& instances,
                   const std::function<std::optional<std::string>(const TableUse&)>& text_of);

/// What was asked of a key in a table; null where it was not asked.
const KeyUse* use_of(const TableUse& table, const std::string& key);

}  // namespace howship
