#pragma once

#include <chrono>
#include <string>

#include "howship/run.hpp"

namespace howship {

/// Shows how far a run is: on a terminal a bar that is redrawn in place and never wider than the window, elsewhere a
/// plain line per tenth of the run.
class ProgressLine {
 public:
  /// \param json  standard output is for JSON: a bar goes to the terminal of stderr, plain lines are not printed
  explicit ProgressLine(bool json);
  ~ProgressLine();

  void show(const Progress& progress);
  void show_stage(const std::string& what);  ///< what is done before and between steps; on a terminal only
  void clear();                              ///< leaves an empty line for other output

 private:
  void draw(const std::string& bar, const std::string& text);

  int stream_;     ///< of the bar
  bool terminal_;  ///< whether there is one
  bool lines_;     ///< whether plain lines are printed instead
  bool drawn_ = false;
  int tenths_ = 0;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace howship
