#pragma once

#include <string>

#include "howship/results.hpp"

namespace howship {

/// The text of summary.json: one JSON object, UTF-8, numbers with the fewest digits that read back the same. The
/// object `last` carries the last row of timeseries.csv under the table's headings.
/// \throws NumericalError naming the key when a number is not finite
std::string summary_json(const Summary& summary);

}  // namespace howship
