#pragma once

#include <chrono>

#include "host/app/run.hpp"

namespace howship {

/// Shows how far a run is: a bar that is redrawn in place on a terminal, a plain line per tenth of the run elsewhere.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  void show(const Progress& progress);
  void clear();  ///< leaves an empty line for other output

 private:
  bool terminal_;
  bool drawn_ = false;
  int tenths_ = 0;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace howship
