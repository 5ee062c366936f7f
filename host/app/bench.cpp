#include "host/app/bench.hpp"

#include <algorithm>
#include <omp.h>
#include <unistd.h>

#include <fmt/format.h>

#include "howship/rosenbrock.hpp"

#include "host/app/bench_case.hpp"
#include "host/app/bench_rates.hpp"
#include "host/app/simulation.hpp"
#include "host/solver/solve_plan.hpp"
#include "kernels/backends.hpp"

namespace howship {

namespace {

/// Each array at least four times the last cache, as STREAM asks, so that none of it is left there.
std::size_t triad_elements(bool quick) {
  const long cache = sysconf(_SC_LEVEL3_CACHE_SIZE);
  const std::size_t least = quick ? std::size_t{64} << 20U : std::size_t{256} << 20U;
  return std::max(least, 4 * static_cast<std::size_t>(std::max(cache, 0L))) / sizeof(double);
}

BenchConvergence converge(double spacing, double radius, const BackendOptions& options) {
  const BenchCase problem = bench_ball(spacing, radius);
  Simulation simulation(problem.c, problem.domain, problem.sites, options);
  simulation.run([](const TimeseriesRow&) {}, [](const AppliedEvent&) {}, [](const Snapshot&) {});
  const SolverStatistics& s = simulation.statistics();
  return {spacing,
          radius,
          problem.domain.active_voxels(),
          s.steps,
          s.rejected,
          s.repeated,
          static_cast<double>(s.sweeps) / static_cast<double>(std::max(s.steps + s.rejected + s.repeated, 1L))};
}

}  // namespace

BenchReport bench(const BenchOptions& options) {
  const auto say = [&](const std::string& message) {
    if (options.on_message) options.on_message(message);
  };
  BackendOptions backend;
  backend.name = options.backend != "auto" ? options.backend : cuda_problem(options.device).empty() ? "cuda" : "cpu";
  backend.device = options.device;
  backend.threads = options.threads > 0 ? options.threads : omp_get_max_threads();

  BenchReport report;
  report.backend = backend.name;
  report.spacing = options.quick ? 1.0 : 0.5;
  {
    say(fmt::format("building the vertebra at {:g} mm", report.spacing));
    const BenchCase problem = bench_vertebra(report.spacing);
    report.active_voxels = problem.domain.active_voxels();
    report.stored_voxels = problem.domain.stored_voxels();
    const auto measure = [&](const BackendOptions& with) {
      say(fmt::format("measuring sweeps and steps on {} {}",
                      with.name == "cuda" ? "device" : "threads:", with.name == "cuda" ? with.device : with.threads));
      return measure_rates(problem, with, options.quick ? 3 : 7, triad_elements(options.quick));
    };
    const MeasuredRates all = measure(backend);
    report.rates = all.rates;
    report.bytes_per_voxel = all.bytes / static_cast<double>(report.active_voxels);
    const auto stored = static_cast<double>(report.stored_voxels);
    report.sweep_bytes = all.sweep_bytes / stored;
    report.step_bytes = all.step_bytes / stored;
    report.work_units_per_step = rosenbrock::stages * work_units(all.plan);
    if (backend.name == "cpu" && backend.threads > 1) {
      BackendOptions alone = backend;
      alone.threads = 1;
      report.one_thread = measure(alone).rates;
    }
  }
  struct Ball {
    double spacing, radius;
  };
  // Finer voxels in smaller balls: some 30 000 voxels at most.
  const std::vector<Ball> balls =
      options.quick ? std::vector<Ball>{{2.0, 10.0}, {1.0, 10.0}, {0.5, 4.0}}
                    : std::vector<Ball>{{2.0, 10.0}, {1.0, 10.0}, {0.5, 10.0}, {0.25, 5.0}, {0.15, 3.0}};
  for (const Ball& ball : balls) {
    say(fmt::format("running 40 days of a ball of {:g} mm radius at {:g} mm", ball.radius, ball.spacing));
    report.convergence.push_back(converge(ball.spacing, ball.radius, backend));
  }
  return report;
}

}  // namespace howship
