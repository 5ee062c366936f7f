#pragma once

#include <vector>

#include "howship/case.hpp"

namespace howship {

/// How many steps the solver will take up to any day of a case.
///
/// Steps are short where something sets in, at the start and after each dose, and grow with the logarithm of the time
/// since; beside that they come at a low, even rate. The numbers were fitted to runs at rtol 1e-3
/// (tests/bench/RESULTS.md): right within a fifth for those, a guess for other tolerances.
class StepForecast {
 public:
  explicit StepForecast(const Case& c);

  /// \param day in [0, end of the case] \return accepted steps, rising with the day
  double until(double day) const;
  double total() const { return until(end_); }

 private:
  struct Onset {
    double time;          ///< [day]
    double steps;         ///< in the 28 days after it, beyond the even rate
    double before = 0.0;  ///< steps of all earlier onsets up to this one, beyond the even rate
  };
  std::vector<Onset> onsets_;  ///< sorted by time
  double rate_ = 0.0;          ///< [1/day]
  double end_;                 ///< [day]
};

}  // namespace howship
