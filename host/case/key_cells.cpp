#include "host/case/key_cells.hpp"

#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/units.hpp"

namespace howship {

namespace {

std::string plural(const std::string& noun) {
  return noun + (noun.back() == 's' ? "es" : "s");
}

struct Written {
  std::string number, unit;
};

/// "1e9", "1e-6", "0.001"
std::string short_number(double value) {
  std::string text = std::abs(value) >= 1e7 ? fmt::format("{:g}", value) : fmt::format("{:.10g}", value);
  for (const char* padding : {"e+0", "e-0"})
    if (const std::size_t at = text.find(padding); at != std::string::npos)
      text.replace(at, 3, padding[1] == '-' ? "e-" : "e");
  return text;
}

/// A bound as people write it: 200 year instead of 73050 day.
Written written(double value, const KeyUse& use) {
  const bool years = use.dimension == Dimension::Time && value > 365.25 && std::fmod(value, 365.25) == 0.0;
  const double shown = years ? value / 365.25 : value;
  const bool whole =
      use.form == KeyForm::Integer || use.form == KeyForm::Integers || use.form == KeyForm::NumbersOrTexts;
  return {whole ? fmt::format("{:.0f}", shown) : short_number(shown), years ? "year" : unit_of(use.dimension)};
}

std::string range(const KeyUse& use) {
  const Written least = written(use.least, use), most = written(use.most, use);
  std::string text = use.above_least ? fmt::format("above {}", least.number) : least.number;
  if (least.unit != most.unit && use.least != 0.0) text += " " + least.unit;
  text += (use.above_least ? ", to " : " to ") + most.number;
  return most.unit.empty() ? text : text + " " + most.unit;
}

}  // namespace

std::string value_cell(const KeyUse& use) {
  const std::string kind = kind_of(use.dimension);
  switch (use.form) {
    case KeyForm::Text:
    case KeyForm::Choice:
      return "text";
    case KeyForm::Texts:
      return "list of texts";
    case KeyForm::Quantity:
      return kind;
    case KeyForm::Quantities:
      return "list of " + plural(kind);
    case KeyForm::OneOrThree:
      return "one or three " + plural(kind);
    case KeyForm::Integer:
      return "whole number";
    case KeyForm::Integers:
      return "list of whole numbers";
    case KeyForm::NumbersOrTexts:
      return "whole number or text, or a list of them";
    case KeyForm::Table:
      return "table";
    case KeyForm::Tables:
      return "list of tables";
  }
  return "";
}

std::string default_cell(const KeyUse& use) {
  if (use.required) return "required";
  if (use.otherwise.empty()) return "none";
  const bool is_text = use.form == KeyForm::Text || use.form == KeyForm::Choice;
  return is_text ? "`\"" + use.otherwise + "\"`" : use.otherwise;
}

std::string allowed_cell(const KeyUse& use) {
  switch (use.form) {
    case KeyForm::Choice:
    case KeyForm::Texts: {
      std::vector<std::string> quoted;
      for (const std::string& choice : use.choices)
        if (!choice.empty()) quoted.push_back("`" + choice + "`");
      return fmt::format("{}", fmt::join(quoted, ", "));
    }
    case KeyForm::Quantity:
    case KeyForm::Quantities:
    case KeyForm::OneOrThree:
    case KeyForm::Integer:
    case KeyForm::Integers:
    case KeyForm::NumbersOrTexts:
      return range(use);
    default:
      return "";
  }
}

}  // namespace howship
