#include "host/case/unit_symbols.hpp"

#include <stdexcept>
#include <utility>

namespace howship {

namespace {

constexpr Powers one{}, length{1}, volume{3}, time_power{0, 1}, mass{0, 0, 1}, amount{0, 0, 0, 1},
    molarity{-3, 0, 0, 1}, molar_mass{0, 0, 1, -1}, activity{0, 0, 0, 0, 1}, absorbed_dose{0, 0, 0, 0, 0, 1},
    angle{0, 0, 0, 0, 0, 0, 1}, pressure{-1, -2, 1};

constexpr double litre = 1e6;                       // mm3
constexpr double pascal = 1e3 * 86400.0 * 86400.0;  // mg/mm/day2

constexpr std::pair<Powers, const char*> kinds[] = {
    {one, "share"},
    {length, "length"},
    {time_power, "time"},
    {mass, "mass"},
    {volume, "volume"},
    {amount, "amount of substance"},
    {molarity, "concentration"},
    {pressure, "stress"},
    {molar_mass, "molar mass"},
    {activity, "activity of vitamin D"},
    {absorbed_dose, "absorbed dose"},
    {angle, "angle"},
};

}  // namespace

const std::vector<UnitSymbol>& unit_symbols() {
  static const std::vector<UnitSymbol> symbols = {
      {"1", 1.0, one},
      {"%", 0.01, one},
      {"nm", 1e-6, length},
      {"um", 1e-3, length},
      {"mm", 1.0, length},
      {"cm", 10.0, length},
      {"dm", 100.0, length},
      {"m", 1000.0, length},
      {"inch", 25.4, length},
      {"s", 1.0 / 86400, time_power},
      {"second", 1.0 / 86400, time_power},
      {"min", 1.0 / 1440, time_power},
      {"minute", 1.0 / 1440, time_power},
      {"h", 1.0 / 24, time_power},
      {"hour", 1.0 / 24, time_power},
      {"d", 1.0, time_power},
      {"day", 1.0, time_power},
      {"week", 7.0, time_power},
      {"month", 365.25 / 12, time_power},
      {"year", 365.25, time_power},
      {"ng", 1e-6, mass},
      {"ug", 1e-3, mass},
      {"mcg", 1e-3, mass},
      {"mg", 1.0, mass},
      {"g", 1e3, mass},
      {"kg", 1e6, mass},
      {"uL", 1e-6 * litre, volume},
      {"mL", 1e-3 * litre, volume},
      {"dL", 0.1 * litre, volume},
      {"L", litre, volume},
      {"ml", 1e-3 * litre, volume},
      {"dl", 0.1 * litre, volume},
      {"l", litre, volume},
      {"fmol", 1e-15, amount},
      {"pmol", 1e-12, amount},
      {"nmol", 1e-9, amount},
      {"umol", 1e-6, amount},
      {"mmol", 1e-3, amount},
      {"mol", 1.0, amount},
      {"fM", 1e-15 / litre, molarity},
      {"pM", 1e-12 / litre, molarity},
      {"nM", 1e-9 / litre, molarity},
      {"uM", 1e-6 / litre, molarity},
      {"mM", 1e-3 / litre, molarity},
      {"M", 1.0 / litre, molarity},
      {"Pa", pascal, pressure},
      {"kPa", 1e3 * pascal, pressure},
      {"MPa", 1e6 * pascal, pressure},
      {"GPa", 1e9 * pascal, pressure},
      {"Da", 1e3, molar_mass},
      {"kDa", 1e6, molar_mass},
      {"IU", 1.0, activity},
      {"Gy", 1.0, absorbed_dose},
      {"cGy", 0.01, absorbed_dose},
      {"degree", 1.0, angle},
      {"deg", 1.0, angle},
      {"rad", 57.29577951308232, angle},
  };
  return symbols;
}

const UnitSymbol* find_unit_symbol(const std::string& name) {
  for (const UnitSymbol& symbol : unit_symbols())
    if (name == symbol.name) return &symbol;
  if (name.size() > 3 && name.back() == 's')
    return find_unit_symbol(name.substr(0, name.size() - 1));  // days, weeks, years
  return nullptr;
}

std::vector<UnitFamily> unit_families() {
  std::vector<UnitFamily> families;
  std::size_t named = 0;
  for (const auto& [powers, kind] : kinds) {
    UnitFamily family{kind, {}};
    for (const UnitSymbol& symbol : unit_symbols())
      if (symbol.powers == powers) family.symbols.emplace_back(symbol.name);
    named += family.symbols.size();
    families.push_back(family);
  }
  if (named != unit_symbols().size()) throw std::logic_error("a unit is of a kind without a name");
  return families;
}

}  // namespace howship
