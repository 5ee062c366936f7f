#pragma once

#include <string>
#include <vector>

#include "host/case/units.hpp"

namespace howship {

/// How the value of a key is written.
enum class KeyForm {
  Text,
  Choice,
  Texts,       ///< list
  Quantity,    ///< with a unit, or a plain number where Dimension is None
  Quantities,  ///< list
  OneOrThree,  ///< quantity, or a list of three
  Integer,
  Integers,        ///< list
  NumbersOrTexts,  ///< whole number or text, or a list of them
  Table,
  Tables  ///< array of tables
};

/// What a reader asked of one key.
struct KeyUse {
  std::string key;
  KeyForm form = KeyForm::Text;
  Dimension dimension = Dimension::None;
  bool required = false;
  std::string otherwise;           ///< default as a case would say it; empty where a missing key has no value
  double least = 0.0, most = 0.0;  ///< of numbers, in the internal unit
  bool above_least = false;        ///< `least` itself is not allowed
  std::vector<std::string> choices;
  std::string value;   ///< of a Choice: the one taken
  bool given = false;  ///< the case has the key
};

/// One table of a case that was read to its end.
struct TableUse {
  std::string path;  ///< as in messages: "", "geometry.density", "lesion[1]"
  /// What its keys stand for ("NUMBER") where they are not words of the format but names of other things, else empty.
  std::string free_keys;
  std::vector<KeyUse> keys;  ///< in the order asked; twice where a key may be of two kinds
};

/// All tables of a case, inner ones before those that hold them.
using KeyLog = std::vector<TableUse>;

}  // namespace howship
