#pragma once

#include <cmath>

namespace howship {

/// Tells a run that would never end from one that is slow for a while: steps are short after each event and grow from
/// then on, by half again with every window at the tightest tolerance.
class Pace {
 public:
  /// Attempts of which one window consists, and how many such windows in a row condemn a run.
  static constexpr int window = 500, windows = 4;
  /// More steps than any run can wait for: a millisecond each, they would take hours in a few hundred voxels.
  static constexpr double most_steps = 1e7;

  /// To be called before each attempt. \param end where the run, or the stretch up to its next event, ends [day]
  /// \return attempts up to there at the pace of the last window, when it is hopeless: more than most_steps, window
  /// after window, and none of them much faster than the one before; otherwise 0
  double hopeless(double time, double end) {
    if (attempts_ == 0) start_ = time;
    if (attempts_++ < window) return 0.0;
    attempts_ = 0;
    const double advanced = time - start_, left = window * (end - time);
    const bool slow = left > most_steps * advanced && advanced <= 1.1 * before_;
    before_ = advanced;
    slow_ = slow ? slow_ + 1 : 0;
    if (slow_ < windows) return 0.0;
    return advanced > 0.0 ? left / advanced : HUGE_VAL;
  }
  /// To be called at an event, after which short steps are no sign.
  void restart() { *this = Pace(); }

 private:
  int attempts_ = 0, slow_ = 0;
  double start_ = 0.0, before_ = HUGE_VAL;
};

}  // namespace howship
