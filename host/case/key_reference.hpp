#pragma once

#include <string>
#include <utility>
#include <vector>

namespace howship {

/// A key of a case file as the readers ask for it. Cells are short texts; backquotes mark what a case says literally.
struct KeyRow {
  std::string key;        ///< within its table: "radius", "late.NUMBER"
  std::string path;       ///< "lesion[].radius"
  std::string value;      ///< kind of value
  std::string otherwise;  ///< default
  std::string allowed;
  std::string with;  ///< when there is such a key: "without `outline`"; empty: always
  std::string meaning, source;
};

/// A table of a case file.
struct KeyTable {
  std::string path;     ///< "geometry", "lesion[]"; empty: the top level
  std::string heading;  ///< "[geometry]", "[[lesion]]"
  std::string title, about;
  std::string with;  ///< when there is such a table; empty: always
  std::vector<KeyRow> rows;

  /// Defaults that depend on the choice `by`, one column per value of it; rows say "by `level`".
  struct Defaults {
    std::string by;
    std::vector<std::string> values;
    std::vector<std::pair<std::string, std::vector<std::string>>> rows;  ///< key, defaults
  };
  Defaults defaults;
};

/// Every table and key that a case may have, except the parameters of the model, which parameter_listing.hpp lists.
/// Made by reading examples: what the readers know is what stands there. \throws std::logic_error for a key or table
/// without description
const std::vector<KeyTable>& key_reference();

}  // namespace howship
