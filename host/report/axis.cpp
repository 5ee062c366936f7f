#include "host/report/axis.hpp"

#include <algorithm>
#include <cmath>

#include "host/report/numbers.hpp"

namespace howship {

namespace {

int decimals_of(double step) {
  return std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
}

}  // namespace

double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1.0 - 1e-9)) return factor * power;
  return 10.0 * power;
}

double Axis::place(double value) const {
  if (logarithmic) return std::log(value / low) / std::log(high / low);
  return (value - low) / (high - low);
}

Axis linear_axis(double low, double high, int most) {
  const double scale = std::max(std::abs(low), std::abs(high));
  // What differs by rounding alone is drawn as a level line.
  if (high - low <= 1e-9 * scale || scale == 0.0) {
    const double half = scale > 0.0 ? 0.05 * scale : 0.5;
    low -= low == 0.0 ? 0.0 : half;
    high += half;
  }
  Axis axis;
  double step = round_step((high - low) / (most - 1));
  const auto ends = [&] {
    axis.low = std::floor(low / step + 1e-9) * step;
    axis.high = std::ceil(high / step - 1e-9) * step;
    return std::lround((axis.high - axis.low) / step);
  };
  while (ends() + 1 > most) step = round_step(1.5 * step);
  for (long i = 0, last = ends(); i <= last; ++i) {
    const double value = axis.low + static_cast<double>(i) * step;
    axis.ticks.push_back({value, fixed(std::abs(value) < 1e-9 * step ? 0.0 : value, decimals_of(step))});
  }
  return axis;
}

Axis logarithmic_axis(double low, double high) {
  int first = static_cast<int>(std::floor(std::log10(low) + 1e-9));
  int last = static_cast<int>(std::ceil(std::log10(high) - 1e-9));
  if (last <= first) last = first + 1;
  Axis axis;
  axis.logarithmic = true;
  axis.low = std::pow(10.0, first);
  axis.high = std::pow(10.0, last);
  const int every = 1 + (last - first) / 7;
  for (int i = first; i <= last; i += every)
    axis.ticks.push_back({std::pow(10.0, i), significant(std::pow(10.0, i), 1)});
  return axis;
}

TimeAxis time_axis(double end) {
  // A run that has just begun still has an axis.
  if (!(end > 0.0)) end = 1.0;
  TimeAxis result;
  double unit = 1.0, step = 1.0;
  if (end > 10.0 * 365.25) {
    result.unit = "year";
    unit = 365.25;
  } else if (end > 5.0 * days_per_month) {
    result.unit = "month";
    unit = days_per_month;
  }
  const double length = end / unit;
  step = round_step(length / 6.0);
  // Months and weeks have round numbers of their own.
  if (unit == days_per_month)
    for (const double months : {1.0, 2.0, 3.0, 6.0, 12.0, 24.0}) {
      step = months;
      if (length / months <= 8.0) break;
    }
  else if (unit == 1.0 && length > 10.0)
    for (const double days : {2.0, 7.0, 14.0, 28.0}) {
      step = days;
      if (length / days <= 8.0) break;
    }
  result.axis.low = 0.0;
  result.axis.high = end;
  const long last = std::lround(std::floor(length / step * (1.0 + 1e-3)));
  for (long i = 0; i <= last; ++i) {
    const double value = static_cast<double>(i) * step;
    result.axis.ticks.push_back({std::min(value * unit, result.axis.high), fixed(value, decimals_of(step))});
  }
  return result;
}

}  // namespace howship
