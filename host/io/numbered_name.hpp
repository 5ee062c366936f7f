#pragma once

#include <algorithm>
#include <string_view>

#include "host/io/ends_with.hpp"

namespace howship {

constexpr std::string_view partial_ending = ".partial";

/// The name that a file will have once it is whole.
inline std::string_view without_partial_ending(std::string_view name) {
  if (ends_with(name, partial_ending)) name.remove_suffix(partial_ending.size());
  return name;
}

/// NNNN between the two, four digits or more, of a file whole or in the making; empty for other names.
inline std::string_view number_in_name(std::string_view name, std::string_view beginning, std::string_view ending) {
  name = without_partial_ending(name);
  if (name.size() < beginning.size() + ending.size() + 4) return {};
  if (name.substr(0, beginning.size()) != beginning || !ends_with(name, ending)) return {};
  name = name.substr(beginning.size(), name.size() - beginning.size() - ending.size());
  return std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }) ? name : std::string_view();
}

}  // namespace howship
