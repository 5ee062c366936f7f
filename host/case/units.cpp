#include "host/case/units.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/nearest_name.hpp"
#include "host/case/unit_symbols.hpp"

namespace howship {

namespace {

struct Unit {
  double size = 1.0;  ///< in mm, day, mg, mol, IU, Gy, degree
  Powers powers{};
};

struct Description {
  const char* name;
  const char* unit;
  const char* example;
};

/// Indexed by Dimension.
constexpr Description descriptions[] = {
    {"a plain number", "", "0.5"},
    {"a length", "mm", "0.5 mm"},
    {"a time", "day", "28 day"},
    {"a mass", "mg", "120 mg"},
    {"a mass per body weight", "mg/kg", "1 mg/kg"},
    {"an activity", "IU", "800 IU"},
    {"a body weight", "kg", "70 kg"},
    {"a concentration", "pmol/L", "10 pmol/L"},
    {"a concentration", "mmol/L", "2.35 mmol/L"},
    {"a concentration", "nmol/L", "75 nmol/L"},
    {"a mass per volume", "mg/L", "0.1 mg/L"},
    {"a rate", "1/day", "0.05 1/day"},
    {"a diffusivity", "mm2/day", "1.5 mm2/day"},
    {"a volume", "L", "2.5 L"},
    {"a clearance", "L/day", "0.08 L/day"},
    {"a clearance", "L/h", "6 L/h"},
    {"a clearance", "mL/min", "84 mL/min"},
    {"an amount per time", "mmol/day", "88 mmol/day"},
    {"an amount per time", "mmol/h", "0.15 mmol/h"},
    {"a volume per time", "mm3/day", "700 mm3/day"},
    {"an absorbed dose", "Gy", "8 Gy"},
    {"a sensitivity", "1/Gy", "0.3 1/Gy"},
    {"a sensitivity", "1/Gy2", "0.03 1/Gy2"},
    {"a molar mass", "kDa", "147 kDa"},
    {"a concentration per time", "pmol/L/day", "1000 pmol/L/day"},
    {"an angle", "degree", "40 degree"},
    {"a stress", "MPa", "25 MPa"},
    {"a density", "mg/cm3", "0.8 mg/cm3"},
};
static_assert(std::size(descriptions) == dimension_count);

const Description& describe(Dimension dimension) {
  return descriptions[static_cast<std::size_t>(dimension)];
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

/// The signs people type, as ASCII.
std::string plain(std::string text) {
  replace_all(text, "\u00b5", "u");  // micro sign
  replace_all(text, "\u03bc", "u");  // Greek mu
  replace_all(text, "\u00b2", "2");
  replace_all(text, "\u00b3", "3");
  replace_all(text, "\u00b7", "*");
  return text;
}

std::vector<std::string> symbol_names() {
  std::vector<std::string> names;
  for (const UnitSymbol& symbol : unit_symbols()) names.emplace_back(symbol.name);
  return names;
}

/// One factor such as "mm", "mm2", "day^-1". Empty when it is none.
std::optional<Unit> parse_factor(std::string_view text) {
  if (text == "1") return Unit{};
  std::size_t end = text.find_first_of("^-0123456789");
  const UnitSymbol* symbol = find_unit_symbol(std::string(text.substr(0, end)));
  if (symbol == nullptr) return std::nullopt;
  int power = 1;
  if (end != std::string_view::npos) {
    if (text[end] == '^') ++end;
    const auto [stop, error] = std::from_chars(text.data() + end, text.data() + text.size(), power);
    if (error != std::errc() || stop != text.data() + text.size() || std::abs(power) > 9) return std::nullopt;
  }
  Unit unit{std::pow(symbol->size, power), symbol->powers};
  for (int& p : unit.powers) p *= power;
  return unit;
}

[[noreturn]] void reject_unit(const std::string& name, const std::string& start, const std::string& example) {
  throw InputError(fmt::format("{}: unknown unit '{}'{} (for example \"{}\")", start, name,
                               suggest_nearest(name, symbol_names()), example));
}

/// \param start, example  of the message. \throws InputError when a factor is unknown
Unit parse_product(const std::string& text, const std::string& start, const std::string& example) {
  Unit product;
  for (std::size_t first = text.front() == '/' ? 1 : 0; first <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("*/", first), text.size());
    const std::string name = text.substr(first, end - first);
    const auto factor = parse_factor(name);
    if (!factor) reject_unit(name, start, example);
    const bool divide = first > 0 && text[first - 1] == '/';
    product.size = divide ? product.size / factor->size : product.size * factor->size;
    for (std::size_t i = 0; i < product.powers.size(); ++i) product.powers[i] += (divide ? -1 : 1) * factor->powers[i];
    first = end + 1;
  }
  return product;
}

Unit internal_unit(Dimension dimension) {
  const std::string unit = unit_of(dimension);
  return unit.empty() ? Unit{} : parse_product(unit, "internal unit", unit);
}

std::string name_of(const Powers& powers) {
  for (std::size_t i = 0; i < std::size(descriptions); ++i)
    if (internal_unit(static_cast<Dimension>(i)).powers == powers) return descriptions[i].name;
  return "another kind of quantity";
}

std::string trim(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The text without blanks and with ASCII signs only.
std::string compacted(const std::string& unit_text) {
  std::string compact = plain(unit_text);
  replace_all(compact, " ", "");
  return compact;
}

/// Takes "/kg" off the end. By dimension mg/kg is a plain number, but a kg of the body is no mass of a drug.
bool strip_weight(std::string& unit) {
  constexpr std::string_view per_weight = "/kg";
  if (unit.size() <= per_weight.size() || unit.compare(unit.size() - 3, 3, per_weight) != 0) return false;
  unit.resize(unit.size() - per_weight.size());
  return true;
}

double convert(const std::string& unit_text, Dimension dimension, const std::string& start,
               const std::string& example) {
  std::string compact = compacted(unit_text);
  if (dimension == Dimension::MassPerWeight) {
    if (!strip_weight(compact))
      throw InputError(fmt::format("{}: a mass per body weight is needed here (for example \"{}\")", start, example));
    return convert(compact, Dimension::Mass, start, example);
  }
  const Unit unit = parse_product(compact, start, example), internal = internal_unit(dimension);
  if (unit.powers != internal.powers)
    throw InputError(fmt::format("{}: '{}' is the unit of {}, but {} is needed here (for example \"{}\")", start,
                                 unit_text, name_of(unit.powers), describe(dimension).name, example));
  return unit.size / internal.size;
}

}  // namespace

std::string unit_of(Dimension dimension) {
  return describe(dimension).unit;
}

std::string kind_of(Dimension dimension) {
  if (dimension == Dimension::None) return "number";
  const std::string name = describe(dimension).name;
  return name.substr(name.find(' ') + 1);
}

std::string example_of(Dimension dimension) {
  return describe(dimension).example;
}

bool is_quantity_of(const std::string& text, Dimension dimension) {
  try {
    parse_quantity(text, dimension, "");
    return true;
  } catch (const InputError&) {
    return false;
  }
}

double parse_quantity(const std::string& text, Dimension dimension, const std::string& where) {
  const std::string start = fmt::format("{} = \"{}\"", where, text), body = trim(text);
  const char* const end = body.data() + body.size();
  double number = 0.0;
  const auto [stop, error] = std::from_chars(body.data() + (*body.c_str() == '+' ? 1 : 0), end, number);
  if (error != std::errc() || !std::isfinite(number) || (stop != end && std::strchr(".,:;", *stop) != nullptr))
    throw InputError(fmt::format("{}: malformed number; write a number and its unit (for example \"{}\")", start,
                                 example_of(dimension)));
  const std::string unit = trim(std::string(stop, end));
  if (unit.empty()) {
    if (dimension == Dimension::None) return number;
    throw InputError(fmt::format("{}: a unit is required (for example \"{}\")", start, example_of(dimension)));
  }
  return number * convert(unit, dimension, start, example_of(dimension));
}

double parse_unit(const std::string& unit, Dimension dimension, const std::string& where) {
  const std::string start = fmt::format("{} = \"{}\"", where, unit);
  const std::string body = trim(unit);
  if (body.empty())
    throw InputError(fmt::format("{}: a unit is required (for example \"{}\")", start, unit_of(dimension)));
  return convert(body, dimension, start, unit_of(dimension));
}

std::string format_quantity(double value, Dimension dimension) {
  const std::string unit = unit_of(dimension);
  return unit.empty() ? fmt::format("{}", value) : fmt::format("{} {}", value, unit);
}

}  // namespace howship
