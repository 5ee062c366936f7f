#pragma once

#include <cmath>

namespace howship {

/// low + rise x^g / (x^g + K), K such that it is `at_rest` at x = x_rest. Ranges: low < at_rest < low + rise, x >= 0.
inline double rising_hill(double x, double x_rest, double low, double rise, double g, double at_rest) {
  const double rest = std::pow(x_rest, g), now = std::pow(x, g);
  return low + rise * now / (now + rise * rest / (at_rest - low) - rest);
}

/// high - (high - low) x^g / (x^g + K), K such that it is `at_rest` at x = x_rest. Ranges: low < at_rest < high, x >=
/// 0.
inline double falling_hill(double x, double x_rest, double high, double low, double g, double at_rest) {
  return high - rising_hill(x, x_rest, 0.0, high - low, g, high - at_rest);
}

}  // namespace howship
