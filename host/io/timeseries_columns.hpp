#pragma once

#include <array>
#include <string>

#include "howship/results.hpp"

namespace howship {

/// A column of timeseries.csv; its heading is `name [unit]`.
struct TimeseriesColumn {
  const char* name;
  const char* unit;
  double TimeseriesRow::*value;
};

/// All columns from left to right.
extern const std::array<TimeseriesColumn, 28> timeseries_columns;

std::string heading(const TimeseriesColumn& column);  ///< `name [unit]`
std::string timeseries_header();

/// Values with the fewest digits that read back as the same number.
/// \throws NumericalError naming column and time when a value is not finite
std::string timeseries_line(const TimeseriesRow& row);

}  // namespace howship
