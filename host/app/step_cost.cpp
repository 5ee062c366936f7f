#include "host/app/step_cost.hpp"

#include <ctime>

#include "host/app/bench_case.hpp"
#include "host/app/simulation.hpp"

namespace howship {

namespace {

/// Time that the calling thread has worked [s].
double thread_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

}  // namespace

double measured_step_cost(const std::string& precision) {
  // Large enough that its arrays do not stay in the caches of the cores.
  constexpr double spacing = 1.0, radius = 13.0;  // [mm]
  constexpr long first = 3, last = 13;            // steps between which the clock runs
  const BenchCase ball = bench_ball(spacing, radius);
  BackendOptions options;
  options.name = "cpu";
  options.threads = 1;
  options.precision = precision;
  Simulation simulation(ball.c, ball.domain, ball.sites, options);
  double start = 0.0, end = 0.0;
  const auto ignore = [](const auto&) {};
  simulation.run(ignore, ignore, ignore, [&] {
    const long attempts = simulation.statistics().steps;
    if (attempts <= first) start = thread_seconds();
    end = thread_seconds();
    return attempts >= last;
  });
  const double steps = static_cast<double>(last - first);
  return (end - start) / steps / static_cast<double>(ball.domain.stored_voxels());
}

}  // namespace howship
