#pragma once

#include <cstddef>
#include <vector>

#include "howship/case.hpp"
#include "howship/run.hpp"

#include "host/app/step_forecast.hpp"
#include "host/app/time_left.hpp"

namespace howship {

/// Puts the progress of several arms into one.
class TrialProgress {
 public:
  /// \param cases  of the arms \param from  day at which each begins or goes on
  TrialProgress(const std::vector<Case>& cases, const std::vector<double>& from);

  /// \param arm  whose state `own` is \param wall  seconds since the first arm began
  Progress update(std::size_t arm, const Progress& own, double wall);

  /// An arm that has come to its end, or failed on its way: nothing is left to be done for it.
  void end(std::size_t arm);

 private:
  struct Arm {
    StepForecast forecast;
    double from, time, end;  ///< [day]
    long steps = 0;
    double updates = 0.0;  ///< of voxels, so far
    double work() const { return forecast.until(time) - forecast.until(from); }
  };
  static double total_work(const std::vector<Arm>& arms);

  std::vector<Arm> arms_;
  TimeLeft time_left_;
};

}  // namespace howship
