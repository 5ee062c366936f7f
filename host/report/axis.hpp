#pragma once

#include <string>
#include <vector>

namespace howship {

/// A scale of a plot with the values where it is labelled.
struct Axis {
  struct Tick {
    double value = 0.0;
    std::string label;
  };
  double low = 0.0, high = 1.0;  ///< ends, low < high
  bool logarithmic = false;
  std::vector<Tick> ticks;  ///< rising, from low to high

  /// Place of a value between the ends, 0 .. 1 within them.
  double place(double value) const;
};

/// Round ends around `low` .. `high` and ticks at 1, 2 or 5 times a power of ten, `most` at most. Equal ends are moved
/// apart.
Axis linear_axis(double low, double high, int most = 6);

/// Whole decades around `low` .. `high`, 0 < low <= high, at least one.
Axis logarithmic_axis(double low, double high);

/// From 0 to `end` [day] (to 1 when that is no later than 0), in days, months or years with round ticks, not widened.
struct TimeAxis {
  Axis axis;                 ///< in days
  const char* unit = "day";  ///< of the labels
};
TimeAxis time_axis(double end);

/// Smallest of 1, 2, 5 times a power of ten that is no smaller than `least`, which is above zero.
double round_step(double least);

}  // namespace howship
