#pragma once

#include <cstddef>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/input_file.hpp"
#include "howship/results.hpp"

namespace howship {

/// What the command line adds to a case; nothing here changes the answer beyond rounding.
struct RunOptions {
  std::filesystem::path output;
  std::string backend = "auto";  ///< "auto", "cpu" or "cuda"
  int device = 0;                ///< CUDA device
  int threads = 0;               ///< 0 = all cores
  bool overwrite = false;
  bool resume = false;           ///< go on from the newest checkpoint in `output`; starts a run that has none yet
  double checkpoint_every = 60;  ///< wall-clock time between two [s]; 0 = after each step
  /// What the case was read with besides its file, as "key.path=value", for manifest.json.
  std::vector<std::string> overrides;
  /// Of the run whose resolved case this is, as its manifest.json has them: what changed since is warned of.
  std::vector<InputFile> earlier_inputs;
  std::filesystem::path earlier_folder;  ///< of that run
  bool profile = false;  ///< time every launch, which a GPU then waits for, and end run.log with a table of the parts
  std::function<void(const std::string&)> on_warning;  ///< called with each warning, beside run.log
  std::function<void(const std::string&)> on_message;  ///< called with every other line of run.log
  std::function<void(const std::string&)> on_stage;    ///< told what begins, before steps and when files are written
  std::function<void()> on_ready;                      ///< called once the bone is read, before anything is written
  std::function<bool()> stop;                          ///< asked before each step; true ends the run there
};

/// State of the run as a progress line shows it.
struct Progress {
  double time = 0, end = 0, dt = 0;     ///< [day]; time is the mean over the arms of a trial
  double voxel_updates_per_second = 0;  ///< active voxels times accepted steps per wall second
  double wall_seconds = 0;
  double seconds_left = -1;  ///< below zero while nobody can tell
  long steps = 0;
  int arms = 1;                     ///< that run side by side
  double slowest = 0, fastest = 0;  ///< of several arms: where the last and the first of them are [day]
};

/// Runs a case and writes everything that CONTRACT lists into options.output.
///
/// When options.stop ends it early, everything up to there is written as at a regular end, with a checkpoint, and the
/// summary says that it did not finish. A run that goes on with options.resume leaves the same bytes as one never
/// stopped, but for times of the clock and memory, on the same back end.
/// \throws InputError, NumericalError, DeviceError, FileError. On NumericalError the state of the last good step
/// has been written as the last output and as a checkpoint. InputError also for a case with arms: run_trial() has them.
Summary run_case(const Case& c, const RunOptions& options, const std::function<void(const Progress&)>& progress);

/// What became of one arm of a trial.
struct ArmOutcome {
  std::string name;
  std::filesystem::path folder;  ///< of its own in options.output, with all that run_case() writes
  std::exception_ptr failure;    ///< what run_case() would have thrown; null when nothing failed
  bool earlier = false;          ///< had come to its end before options.resume, and was left as it is
  Summary summary;               ///< of an arm that ran and did not fail
};

/// Runs all arms of a case at once, on one bone that is read once. Each arm leaves in its folder, bit for bit, what
/// run_case() of its own case does; that case is the case.toml there. The folder of the trial has the case.toml of the
/// whole and arms.csv, where each arm came to.
///
/// An arm that fails on its way stops no other. options.stop ends all of them after their current step; with
/// options.resume each goes on from its own checkpoint.
/// \return the arms in the order of the case
/// \throws InputError, DeviceError, FileError when something is wrong before the first step of the first arm
std::vector<ArmOutcome> run_trial(const Case& c, const RunOptions& options,
                                  const std::function<void(const Progress&)>& progress);

/// What `howship check` prints: everything is read and the geometry is built, nothing is integrated.
struct CheckReport {
  /// All doses of a drug, or all fractions or cycles of a therapy, that lie before the end.
  struct Treatment {
    std::string name, kind;      ///< kind as in events.csv: "dose", "intake" ...
    std::size_t count = 0;       ///< an intake is one, however long it goes on
    double first = 0, last = 0;  ///< of an intake its end [day]
  };
  /// A GPU by the memory that it is sold with.
  struct Card {
    double gigabytes = 0;
    double have_bytes = 0;  ///< of it for the run, the rest being for CUDA itself
    bool fits = false;
  };
  std::size_t active_voxels = 0, stored_voxels = 0, snapshots = 0, lesions = 0;
  double region_volume = 0;  ///< [mm3]
  double end = 0;            ///< [day]
  double host_bytes = 0, device_bytes = 0;
  double gpu_bytes = 0;     ///< that a GPU would need, whatever `backend` is
  std::vector<Card> cards;  ///< smallest first
  double disk_bytes = 0;    ///< of all files
  double expected_steps = 0;
  double expected_seconds = 0;  ///< 0 on a GPU, for which no run has been measured
  int threads = 1;
  std::vector<Treatment> treatments;  ///< of a trial: those that all arms get
  /// One arm of a trial. What is needed, the numbers of steps and seconds and the sizes above, is of all together.
  struct Arm {
    std::string name;
    std::vector<Treatment> treatments;  ///< all that it gets
    double expected_steps = 0;
  };
  std::vector<Arm> arms;
  std::string backend;
  std::vector<std::string> warnings;
};
CheckReport check_case(const Case& c, const RunOptions& options);

/// Median and maximum relative difference of one field between a back end and the double-precision reference.
struct SelftestEntry {
  std::string backend, field;
  double median = 0, maximum = 0;
};
struct SelftestReport {
  std::vector<SelftestEntry> entries;
  std::vector<std::string> skipped;  ///< back ends that could not run, with the reason
  bool passed = false;
};
SelftestReport selftest();

/// Back ends compiled in, devices seen, and why CUDA is missing when it is.
struct BackendInfo {
  bool cuda_compiled = false;
  std::vector<std::string> cuda_devices;
  std::string cuda_missing;        ///< empty when a CUDA device can be used
  std::string cuda_version;        ///< of the toolkit compiled with; empty without
  std::string cuda_architectures;  ///< as given to CMake; empty without
  std::string cpu;                 ///< instruction set chosen at run time and thread count
};
BackendInfo backend_info();

}  // namespace howship
