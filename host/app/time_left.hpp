#pragma once

namespace howship {

/// Tells how long a run still takes from how fast it went lately.
///
/// Work is what a forecast counts, steps, and not simulated time: days after a dose take many times as long as those
/// before the next one, and a mean over the run, or over its last minute, would be wrong in turns. What a unit of work
/// takes is averaged over the last part of the run.
class TimeLeft {
 public:
  /// \param total work of the whole run, > 0
  explicit TimeLeft(double total) : total_(total) {}

  /// \param done work so far, never falling \param wall seconds since the start of the work
  void update(double done, double wall);

  /// Seconds still needed; below zero while too little was done to tell.
  double seconds() const;

 private:
  double total_;
  double done_ = 0.0, wall_ = 0.0;
  double work_sum_ = 0.0, wall_sum_ = 0.0;  ///< fading sums, whose ratio is the pace
};

}  // namespace howship
