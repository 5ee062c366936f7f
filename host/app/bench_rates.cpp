#include "host/app/bench_rates.hpp"

#include <algorithm>
#include <ctime>
#include <functional>
#include <memory>
#include <vector>

#include "howship/rosenbrock.hpp"
#include "howship/triad.hpp"

#include "host/solver/solve_plan.hpp"

namespace howship {

namespace {

/// The step whose parts are measured: a length that runs take between doses.
constexpr double step_length = 2.0;      // [day]
constexpr double serum_denosumab = 1e5;  // [pmol/L], some days after 120 mg
constexpr int few_sweeps = 8, many_sweeps = 40;

/// Seconds that `work` takes. \param alone the calling thread works alone: its processor time then, which other
/// programs on the machine do not lengthen
double seconds(bool alone, const std::function<void()>& work) {
  const auto now = [alone] {
    timespec t{};
    clock_gettime(alone ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
  };
  const double start = now();
  work();
  return now() - start;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// What a back end's launches have to move at least while `work` runs, by its own count.
double bytes_moved(Backend& backend, const std::function<void()>& work) {
  const auto so_far = [&] {
    double bytes = 0.0;
    for (const ProfileLine& line : backend.profile()) bytes += line.bytes;
    return bytes;
  };
  const double before = so_far();
  backend.set_profiling(true);
  work();
  backend.set_profiling(false);
  return so_far() - before;
}

/// One step of the back end as the integrator drives it, without its control.
class Step {
 public:
  Step(Backend& backend, double dt, const SolvePlan& plan) : backend_(backend), dt_(dt), plan_(plan) {
    serum_.denosumab = serum_denosumab;
  }
  void prepare() { backend_.prepare(rosenbrock::gamma * dt_, serum_); }
  StageInput input(int stage) const { return {stage, dt_, serum_, Serum{0.0, 0.0, 0.0, 0.0, 0.0}}; }
  void take() {
    prepare();
    for (int stage = 0; stage < rosenbrock::stages; ++stage) {
      backend_.begin_stage(input(stage));
      backend_.solve(plan_);
      backend_.end_stage(input(stage));
    }
    backend_.check(1e-3);
    backend_.accept();
    backend_.region_sums();
  }

 private:
  Backend& backend_;
  double dt_;
  SolvePlan plan_;
  Serum serum_;
};

}  // namespace

MeasuredRates measure_rates(const BenchCase& problem, const BackendOptions& options, int rounds,
                            std::size_t triad_elements) {
  const std::unique_ptr<Backend> backend = make_backend(options, problem.domain, problem.sites, problem.c.tissue);
  const std::unique_ptr<Triad> triad = make_triad(options, triad_elements);
  const auto plan_of = [&](double dt, int levels) {
    return plan_solve(rosenbrock::gamma * dt, problem.c.tissue, backend->mass(), problem.domain.grid.spacing, levels);
  };
  const SolvePlan plan = plan_of(step_length, backend->levels());
  // Short steps first: with drug in every voxel, binding iterates as it does in a run.
  backend->set_initial_state();
  constexpr double short_step = 0.05;  // [day]
  Step start(*backend, short_step, plan_of(short_step, backend->levels()));
  for (int i = 0; i < 3; ++i) start.take();

  Step step(*backend, step_length, plan);
  step.prepare();
  backend->begin_stage(step.input(0));
  SolvePlan sweeps{few_sweeps, plan_of(step_length, 1).least};
  const auto iterate = [&](int count) {
    sweeps.sweeps = count;
    backend->solve(sweeps);
  };
  const double sweep_bytes =
      bytes_moved(*backend, [&] { iterate(many_sweeps); }) - bytes_moved(*backend, [&] { iterate(many_sweeps - 1); });
  const double step_bytes = bytes_moved(*backend, [&] { step.take(); });
  step.prepare();
  backend->begin_stage(step.input(0));
  backend->solve(plan);  // forms the coarse grids
  triad->run();
  const bool alone = options.name == "cpu" && options.threads == 1;
  const auto waited = [&](const SolvePlan& p) {
    return seconds(alone, [&] {
      backend->solve(p);
      backend->region_sums();  // waits for the device
    });
  };
  const double active = static_cast<double>(problem.domain.active_voxels());
  std::vector<double> triads, sweep_times, cycle_times, step_times, sweep_fractions, step_fractions;
  for (int round = 0; round < rounds; ++round) {
    const double triad_rate = triad->bytes() / seconds(alone, [&] { triad->run(); });
    sweeps.sweeps = few_sweeps;
    const double few = waited(sweeps);
    sweeps.sweeps = many_sweeps;
    const double sweep_time = (waited(sweeps) - few) / (many_sweeps - few_sweeps);
    const double sums = seconds(alone, [&] { backend->region_sums(); });
    cycle_times.push_back(waited(plan) - sums);
    step_times.push_back(seconds(alone, [&] { step.take(); }));
    triads.push_back(triad_rate);
    sweep_times.push_back(sweep_time);
    sweep_fractions.push_back(sweep_bytes / sweep_time / triad_rate);
    step_fractions.push_back(step_bytes / step_times.back() / triad_rate);
    step.prepare();
    backend->begin_stage(step.input(0));
    backend->solve(plan);
  }
  MeasuredRates measured{{}, backend->bytes(), plan, sweep_bytes, step_bytes};
  BenchRates& rates = measured.rates;
  rates.device = backend->description();
  rates.triad = 1e-9 * median(triads);
  rates.sweep = 1e-9 * sweep_bytes / median(sweep_times);
  rates.sweep_fraction = median(sweep_fractions);
  rates.updates = active * diffusing_count / median(sweep_times);
  rates.vcycle = median(cycle_times) / (active * diffusing_count);
  rates.step_per_voxel = median(step_times) / active;
  rates.step = 1e-9 * step_bytes / median(step_times);
  rates.step_fraction = median(step_fractions);
  return measured;
}

}  // namespace howship
