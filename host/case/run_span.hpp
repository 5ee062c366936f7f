#pragma once

#include <string>

#include "host/case/section.hpp"

namespace howship {

constexpr double longest_run = 200.0 * 365.25;  ///< [day]
/// Of a run, and of an infusion or intake that is not given at once: shorter ones are slips, and only rounding [day].
constexpr double shortest_span = 1e-6;

/// What doses and therapies must know of the run's length.
struct RunSpan {
  double end = 0.0;               ///< [day]
  bool ignore_after_end = false;  ///< what starts later is left out instead of refused
};

/// What is wrong with something that starts at `time` [day]; empty when nothing is.
std::string problem_with_start(double time, const RunSpan& span);

/// The key `start`, which must lie within the run. \throws InputError
double read_start(Section& section, const RunSpan& span);

}  // namespace howship
