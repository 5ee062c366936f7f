#pragma once

#include <algorithm>
#include <cstddef>

// One sum for all that say whether a run fits a CUDA device.

namespace howship {

/// Granules of 2 MB in which each of some 90 arrays of an arm is given out [byte].
constexpr double device_bytes_between_arrays = 0.1e9;

/// What so many arms need [byte]; the granules of the first are not for fields. \param one device_bytes() of an arm
constexpr double device_bytes_of_arms(double one, std::size_t arms) {
  const auto count = static_cast<double>(arms);
  return count * one + (count > 1.0 ? (count - 1.0) * device_bytes_between_arrays : 0.0);
}

/// What there is for that need [byte]. \param free beside CUDA's context
constexpr double device_bytes_for_fields(double free) {
  return std::max(free - device_bytes_between_arrays, 0.0);
}

}  // namespace howship
