#pragma once

#include <optional>
#include <vector>

#include "host/report/run_folder.hpp"

namespace howship {

/// Times that a report speaks of [day].
struct Moments {
  double start = 0.0;
  /// Of the first dose, cycle or fraction; unset without any, and when it comes at the start.
  std::optional<double> treatment;
  double end = 0.0;
  double last_output = 0.0;  ///< at which lesions were looked for; `end` unless a run broke off
};
Moments moments_of(const RunFolder& run);

/// Value of a column of timeseries.csv at a time: of the last row that is no later, and of the first where several have
/// its time, which is before anything was given. NaN when there is none.
double value_at(const RunFolder& run, const std::string& column, double time);

/// Lowest and highest value of a column with their times; NaN when there is none.
struct Extremes {
  double low = 0.0, low_time = 0.0, high = 0.0, high_time = 0.0;
};
Extremes extremes_of(const RunFolder& run, const std::string& column);

}  // namespace howship
