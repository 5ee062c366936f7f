#include "host/report/moments.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace howship {

Moments moments_of(const RunFolder& run) {
  Moments m;
  const std::vector<double> time = run.series.numbers("time"), events = run.events.numbers("time");
  m.start = time.front();
  m.end = time.back();
  m.last_output = run.finished() || run.snapshots.empty() ? m.end : run.snapshots.back().time;
  const auto first = std::min_element(events.begin(), events.end());
  if (first != events.end() && *first > m.start && *first < m.end) m.treatment = *first;
  return m;
}

double value_at(const RunFolder& run, const std::string& column, double time) {
  const std::vector<double> times = run.series.numbers("time"), values = run.series.numbers(column);
  double value = std::numeric_limits<double>::quiet_NaN(), found = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < values.size() && times[i] <= time + 1e-9; ++i) {
    if (times[i] > found) value = values[i];
    found = std::max(found, times[i]);
  }
  return value;
}

Extremes extremes_of(const RunFolder& run, const std::string& column) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> times = run.series.numbers("time"), values = run.series.numbers(column);
  Extremes e{nan, nan, nan, nan};
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    if (!(values[i] >= e.low)) {
      e.low = values[i];
      e.low_time = times[i];
    }
    if (!(values[i] <= e.high)) {
      e.high = values[i];
      e.high_time = times[i];
    }
  }
  return e;
}

}  // namespace howship
