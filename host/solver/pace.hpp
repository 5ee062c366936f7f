#pragma once

#include <cmath>

namespace howship {

/// Tells a run that would never end from one that is slow for a while: steps are short after each event and grow from
/// then on, by half again with every 500 at the tightest tolerance.
class Pace {
 public:
  /// More steps than any run can wait for: a millisecond each, they would take hours in a few hundred voxels.
  static constexpr double most_steps = 1e7;

  /// \param window, windows attempts of which one window consists, and how many such windows in a row condemn a run
  Pace(int window, int windows) : window_(window), windows_(windows) {}

  /// To be called before each attempt. \param end that the attempts lead to [day]
  /// \return attempts up to there at the pace of the last window, when it is hopeless: more than most_steps, window
  /// after window, and none of them much faster than the one before; otherwise 0
  double hopeless(double time, double end) {
    if (attempts_ == 0) start_ = time;
    if (attempts_++ < window_) return 0.0;
    attempts_ = 0;
    const double advanced = time - start_, left = window_ * (end - time);
    const bool slow = left > most_steps * advanced && advanced <= 1.1 * before_;
    before_ = advanced;
    slow_ = slow ? slow_ + 1 : 0;
    if (slow_ < windows_) return 0.0;
    return advanced > 0.0 ? left / advanced : HUGE_VAL;
  }
  /// After this, short steps are no sign.
  void restart() { *this = Pace(window_, windows_); }

 private:
  int window_, windows_;
  int attempts_ = 0, slow_ = 0;
  double start_ = 0.0, before_ = HUGE_VAL;
};

/// Watches a run on two scales: the stretch up to its next event, and, more patiently, the run across its events.
class RunPace {
 public:
  /// To be called before each attempt. \param event that ends the stretch, \param end of the run [day]
  /// \return what Pace::hopeless() says of the stretch or else of the run, and the day that it is about
  struct Verdict {
    double steps = 0.0;
    double until = 0.0;  ///< [day]
  };
  Verdict hopeless(double time, double event, double end) {
    const double across = run_.hopeless(time, end);
    if (const double steps = stretch_.hopeless(time, event); steps > 0.0) return {steps, event};
    return {across, end};
  }
  /// To be called at an event.
  void next_stretch() { stretch_.restart(); }

 private:
  Pace stretch_{500, 4};
  Pace run_{500, 6};
};

}  // namespace howship
