#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace howship {

struct BenchOptions {
  std::string backend = "auto";  ///< "auto", "cpu" or "cuda"
  int device = 0;                ///< CUDA device
  int threads = 0;               ///< 0 = all cores
  bool quick = false;            ///< coarser and shorter, for a look: the caches hold part of what is swept
  std::function<void(const std::string&)> on_message;  ///< called before each part
};

/// How fast the parts of a step run, medians over rounds. Bytes are what has to be moved at least, by the back end's
/// own count; fractions are of the triad measured in the same round.
struct BenchRates {
  std::string device;  ///< with the number of threads
  double triad = 0;    ///< [GB/s]
  double sweep = 0;    ///< [GB/s]
  double sweep_fraction = 0;
  double updates = 0;         ///< active voxels times diffusing fields per second of sweeping
  double vcycle = 0;          ///< seconds per active voxel and diffusing field
  double step_per_voxel = 0;  ///< seconds per active voxel of a whole step attempted
  double step = 0;            ///< [GB/s]
  double step_fraction = 0;
};

/// What a run to day 40 with a dose at day 28 took at one spacing.
struct BenchConvergence {
  double spacing = 0, radius = 0;  ///< of the voxels and of the ball of bone [mm]
  std::size_t active_voxels = 0;
  long steps = 0, rejected = 0, repeated = 0;  ///< as in SolverStatistics
  double work_units_per_step = 0;              ///< sweeps over the fine grid per step attempted
};

struct BenchReport {
  std::string backend;
  double spacing = 0;  ///< of the vertebra on which rates are measured [mm]
  std::size_t active_voxels = 0, stored_voxels = 0;
  double bytes_per_voxel = 0;              ///< allocated by the back end per active voxel
  double sweep_bytes = 0, step_bytes = 0;  ///< read and written per stored voxel, by the back end's own count
  double work_units_per_step = 0;          ///< of the step measured
  BenchRates rates;
  std::optional<BenchRates> one_thread;  ///< where `rates` are of more
  std::vector<BenchConvergence> convergence;
};

/// Measures this machine: rates on the built-in vertebra with a lesion (0.5 mm; quick: 1 mm), convergence on balls.
/// \throws DeviceError, NotCompiled, NumericalError
BenchReport bench(const BenchOptions& options);

}  // namespace howship
