#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/bench/compare/interval_problem.hpp"

namespace howship::compare {

/// One dosing interval by howship and by others, each at the setting with which it is as accurate.
struct IntervalComparison {
  /// A method against howship at one error.
  struct Against {
    std::string name, key;       ///< for people and for JSON
    double error = 0;            ///< that both reach
    double howship_seconds = 0;  ///< at that error
    double seconds = 0;          ///< at that error
    double setting = 0;          ///< of the method, at that error
    bool extrapolated = false;   ///< by the order observed, where no run was as accurate
    double order = 0;            ///< of error in the setting, between the two runs used
    /// The least that the method would need if it reached our solver at no cost; `seconds` for all others.
    double seconds_without_handing = 0;
    double speedup() const { return seconds / howship_seconds; }
  };
  std::size_t active_voxels = 0;
  double reference_tolerance = 0;
  double reference_difference = 0;  ///< howship at its tightest from the reference
  std::vector<IntervalRun> runs;    ///< all, without their end states
  std::vector<Against> against;
};

/// \param extent of the box in voxels; \param spacing of these [mm]; \param on_run called after every run
IntervalComparison compare_intervals(int extent, double spacing, const std::function<void(const IntervalRun&)>& on_run);

}  // namespace howship::compare
