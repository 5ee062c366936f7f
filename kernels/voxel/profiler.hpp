#pragma once

#include <chrono>
#include <vector>

#include "howship/backend.hpp"

namespace howship {

/// Parts of a step, in the order in which a report lists them.
enum class Part : int {
  Prepare = 0,
  Coarsen,
  BeginStage,
  FineSweeps,
  CoarseSweeps,
  Transfers,
  EndStage,
  Finish,
  Output,
  Count
};
constexpr const char* part_names[] = {
    "linearise and invert blocks", "coarsen blocks",         "stage rates and elimination",
    "sweeps, fine grid",           "sweeps, coarse grids",   "residuals and transfers",
    "back-substitution",           "error, update and sums", "states for output"};

/// Adds up what each part of the step takes. Off, it costs nothing; on, each launch is waited for.
class Profiler {
 public:
  void enable(bool on) { on_ = on; }

  /// \param work runs and waits for a launch that must move `bytes`
  template <class Launcher, class Work>
  void run(Launcher& launcher, Part part, double bytes, const Work& work) {
    if (!on_) {
      work();
      return;
    }
    const auto start = std::chrono::steady_clock::now();
    work();
    launcher.wait();
    ProfileLine& line = lines_[static_cast<std::size_t>(part)];
    line.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    line.bytes += bytes;
    ++line.launches;
  }

  std::vector<ProfileLine> lines() const {
    std::vector<ProfileLine> used;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (lines_[i].launches > 0) {
        used.push_back(lines_[i]);
        used.back().name = part_names[i];
      }
    return used;
  }

 private:
  bool on_ = false;
  std::vector<ProfileLine> lines_ = std::vector<ProfileLine>(static_cast<std::size_t>(Part::Count));
};

}  // namespace howship
