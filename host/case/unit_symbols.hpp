#pragma once

#include <array>
#include <string>
#include <vector>

namespace howship {

/// Powers of length, time, mass, amount of substance, biological activity, absorbed dose and angle. The last three
/// stand alone: an international unit is a mass only once the substance is known, and grays are never written as J/kg
/// here.
using Powers = std::array<int, 7>;

struct UnitSymbol {
  const char* name;
  double size;  ///< in mm, day, mg, mol, IU, Gy, degree
  Powers powers;
};

/// All symbols, those of one kind after each other.
const std::vector<UnitSymbol>& unit_symbols();

/// By its name; those of four letters or more may have an s at the end. Null when there is none.
const UnitSymbol* find_unit_symbol(const std::string& name);

/// Symbols of one kind.
struct UnitFamily {
  std::string kind;  ///< "length"
  std::vector<std::string> symbols;
};

/// \throws std::logic_error for a symbol of a kind without a name
std::vector<UnitFamily> unit_families();

}  // namespace howship
