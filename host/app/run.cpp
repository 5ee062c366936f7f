#include "host/app/run.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <omp.h>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/version.hpp"

#include "host/app/memory.hpp"
#include "host/app/prepare.hpp"
#include "host/app/profile_report.hpp"
#include "host/app/simulation.hpp"
#include "host/app/step_forecast.hpp"
#include "host/app/time_left.hpp"
#include "host/case/case_file.hpp"
#include "host/io/output.hpp"
#include "host/io/output_folder.hpp"
#include "host/io/run_log.hpp"

namespace howship {

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void require_memory(const Prepared& p, const std::string& backend) {
  const double need = bytes_on_host(p, backend);
  const double have = available_memory_bytes();
  if (have > 0.0 && need > have)
    throw DeviceError(
        fmt::format("this grid does not fit the memory: {} voxels need {:.1f} GB and {:.1f} GB are available; "
                    "use a coarser geometry.spacing",
                    p.domain.stored_voxels(), need / 1e9, have / 1e9));
}

BackendOptions options_for(const Case& c, const RunOptions& run) {
  BackendOptions options = backend_options(c);
  options.name = run.backend;
  options.device = run.device;
  options.threads = run.threads;
  return options;
}

/// "denosumab 120 mg sc", "radiotherapy 4 Gy", "chemotherapy".
std::string in_words(const AppliedEvent& event) {
  if (!event.drug.empty()) return fmt::format("{} {:g} mg {}", event.drug, event.amount, event.route);
  return event.absorbed_dose > 0.0 ? fmt::format("{} {:g} Gy", event.kind, event.absorbed_dose) : event.kind;
}

}  // namespace

Summary run_case(const Case& c, const RunOptions& options, const std::function<void(const Progress&)>& progress) {
  const auto start = Clock::now();
  // Everything that can be wrong with the input shows before the folder is touched.
  require_free_folder(options.output, options.overwrite);
  const auto stage = [&](const std::string& what) {
    if (options.on_stage) options.on_stage(what);
  };
  stage("reading the bone and cutting it into voxels");
  Prepared p = prepare(c, options.backend);
  require_memory(p, options.backend);
  stage("setting up the solver");
  Simulation simulation(p.c, p.domain, p.sites, options_for(p.c, options));
  RunOutput output(options.output, options.overwrite);
  RunLog log_file(output.folder());
  const auto log = [&](const std::string& message) {
    log_file.info(message);
    if (options.on_message) options.on_message(message);
  };
  log(fmt::format("howship {} ({}): {}", version, commit, c.title));
  for (const std::string& warning : p.warnings) {
    log_file.warning(warning);
    if (options.on_warning) options.on_warning(warning);
  }
  log(fmt::format("{} active voxels in {} bricks, {:.2f} cm3", p.domain.active_voxels(), p.domain.bricks(),
                  p.domain.volume() / 1000.0));
  {
    const auto file = output.folder() / "case.toml";
    std::ofstream resolved(file);
    resolved << write_case(p.c);
    if (!resolved.flush()) throw FileError(fmt::format("cannot write '{}'", file.string()));
  }

  output.set_threads(options.threads);
  output.set_domain(p.domain, make_baseline(p.sites, p.c.tissue), p.c.output);
  if (p.mesh) output.set_mesh(std::move(*p.mesh));
  log(fmt::format("back end {} ({}), {} precision, metastatic fraction {:.4g}", simulation.backend().name(),
                  simulation.backend().description(), p.c.numerics.precision, simulation.metastatic_fraction()));

  Summary summary;
  HostTimes times;
  times.set_up = seconds_since(start);
  simulation.backend().set_profiling(options.profile);
  const auto stepping = Clock::now();
  const double voxels = static_cast<double>(p.domain.active_voxels());
  const StepForecast forecast(c);
  TimeLeft time_left(forecast.total());
  const auto append = [&](const auto& item) {
    const auto begun = Clock::now();
    output.append(item);
    times.output += seconds_since(begun);
  };
  const auto on_row = [&](const TimeseriesRow& row) {
    append(row);
    summary.last = row;
    if (!progress) return;
    const double wall = seconds_since(stepping);
    const long steps = simulation.statistics().steps;
    time_left.update(forecast.until(row.time), wall);
    progress({row.time, p.c.end, row.dt, wall > 0.0 ? voxels * static_cast<double>(steps) / wall : 0.0, wall,
              time_left.seconds(), steps});
  };
  double seconds_per_output = 0.0;
  const auto on_event = [&](const AppliedEvent& event) {
    append(event);
    log(fmt::format("day {:g}: {}", event.time, in_words(event)));
  };
  const auto on_output = [&](const Snapshot& snapshot) {
    // Only where it is worth a look.
    if (seconds_per_output > 0.5) stage(fmt::format("writing the fields of day {:g}", snapshot.time));
    const double before = times.output;
    append(snapshot);
    seconds_per_output = times.output - before;
    const auto& s = simulation.statistics();
    log(fmt::format("day {:g}: output; {} steps, {} rejected", snapshot.time, s.steps, s.rejected));
  };
  try {
    simulation.run(on_row, on_event, on_output, options.stop);
  } catch (const NumericalError& error) {
    log_file.error(error.what());
    output.append(simulation.snapshot());
    throw;
  }
  if (simulation.time() < p.c.end) {
    summary.finished = false;
    output.append(simulation.snapshot());
    log(fmt::format("stopped by a signal at day {:g} of {:g}", simulation.time(), p.c.end));
  }

  summary.title = p.c.title;
  summary.version = version;
  summary.commit = commit;
  summary.backend = simulation.backend().name();
  summary.device = simulation.backend().description();
  summary.precision = p.c.numerics.precision;
  summary.threads = options.threads > 0 ? options.threads : omp_get_max_threads();
  summary.active_voxels = p.domain.active_voxels();
  summary.stored_voxels = p.domain.stored_voxels();
  std::copy_n(p.domain.grid.spacing.begin(), 3, summary.spacing);
  summary.bone_region_volume = p.domain.volume();
  summary.end_time = simulation.time();
  summary.metastatic_fraction = simulation.metastatic_fraction();
  summary.wall_seconds = seconds_since(start);
  summary.peak_memory_bytes = peak_memory_bytes();
  summary.solver = simulation.statistics();
  summary.balance = simulation.balance();
  output.write_summary(summary);
  times.total = seconds_since(start);
  if (options.profile)
    for (const std::string& line : profile_report(simulation.backend().profile(), times)) log(line);
  log(fmt::format("{} after {:.1f} s: {} steps, {} rejected, {:.0f} MB at most", summary.finished ? "done" : "stopped",
                  summary.wall_seconds, summary.solver.steps, summary.solver.rejected,
                  summary.peak_memory_bytes / 1e6));
  return summary;
}

}  // namespace howship
