#pragma once

#include <string>
#include <vector>

namespace howship {

/// A column of timeseries.csv as a report shows it.
struct Quantity {
  const char* column;
  const char* label;
  const char* unit;     ///< shown
  double factor = 1.0;  ///< from the column's unit to the shown one
  int decimals = -1;    ///< -1: three significant digits
  bool change = false;  ///< shown with its sign
  bool drug = false;    ///< left out where it was not given
};

/// Those of the tables, in their order.
const std::vector<Quantity>& table_quantities();

/// The value, given in the column's unit, without unit.
std::string shown(const Quantity& quantity, double value);

/// What solvers leave of a drug that was not given stays below this, in any unit shown.
constexpr double drug_floor = 1e-9;

/// Range within which a healthy adult's value lies, and who says so.
struct ReferenceRange {
  double low = 0.0, high = 0.0;
};
constexpr ReferenceRange calcium_reference{2.2, 2.6};  ///< total calcium in serum [mmol/L]
constexpr ReferenceRange pth_reference{1.6, 6.9};      ///< intact PTH [pmol/L]
extern const char* const reference_source;             ///< HTML

}  // namespace howship
