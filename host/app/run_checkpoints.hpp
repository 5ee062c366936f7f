#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/results.hpp"

#include "host/app/prepare.hpp"
#include "host/app/simulation.hpp"
#include "host/io/checkpoint_folder.hpp"
#include "host/io/output.hpp"

namespace howship {

/// Doses of a case as a checkpoint holds them: time, drug, route, amount and duration of each.
std::vector<double> doses_in_numbers(const Case& c);
constexpr std::size_t numbers_per_dose = 5;

/// Writes the checkpoints of one run, and takes one up.
class RunCheckpoints {
 public:
  /// \param every wall-clock time between two [s]; 0 = after each step. They are made less often where they would take
  /// more than a fiftieth of the time
  RunCheckpoints(const std::filesystem::path& folder, const Case& c, const Prepared& prepared, double every);

  /// What a run carries along beside simulation and files.
  struct Carried {
    TimeseriesRow last;
    double wall_seconds = 0;
    std::vector<std::string> warnings;  ///< of taking it up
  };

  /// Brings the simulation to where it was. \throws FileError; InputError when the bone is another
  Carried take_up(const CheckpointReader& checkpoint, Simulation& simulation);

  bool due() const;
  /// Writes one unless that of this step is there. \throws FileError
  void save(Simulation& simulation, RunOutput& output, const Carried& carried);

  /// Of the last one [day]; below zero without one, or when somebody has removed it.
  double last_time() const;

 private:
  using Clock = std::chrono::steady_clock;

  CheckpointFolder folder_;
  std::string case_;  ///< as resolved
  std::vector<double> doses_;
  double end_;
  const Prepared& prepared_;
  std::vector<double> bone_;  ///< its measures
  double every_, took_ = 0.0;
  Clock::time_point last_;
  long last_steps_ = -1;
  double last_time_ = -1.0;
};

}  // namespace howship
