#pragma once

namespace howship {

struct Sample {
  double value = 0.0;
};

inline double scaled(double value, int by) {
  return value * by;
}

inline constexpr double shared_limit = 1.0;

}  // namespace howship
