#include <algorithm>
#include <chrono>
#include <filesystem>
#include <omp.h>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/fields.hpp"
#include "howship/run.hpp"

#include "host/app/memory.hpp"
#include "host/app/memory_plan.hpp"
#include "host/app/placed_arms.hpp"
#include "host/app/prepare.hpp"
#include "host/app/required_back_end.hpp"
#include "host/app/simulation.hpp"
#include "host/app/step_cost.hpp"
#include "host/app/step_forecast.hpp"
#include "host/case/applied_events.hpp"
#include "host/io/cell_arrays.hpp"
#include "host/io/checkpoint_folder.hpp"
#include "kernels/backends.hpp"
#include "kernels/device_memory.hpp"

namespace howship {

namespace {

/// A snapshot's bytes on disk per stored voxel with all arrays, rounded to 1e-4 as by default, and with every bit.
/// Measured in runs of vertebra and pelvis: 7 to 9, and 21 to 29.
constexpr double disk_bytes_per_voxel = 8.0;
constexpr double exact_disk_bytes_per_voxel = 25.0;
/// The same per cell of a user's own mesh, whose points and corners are written too.
constexpr double disk_bytes_per_cell = 60.0;
/// Of timeseries.csv per step.
constexpr double disk_bytes_per_step = 480.0;
/// What writing a snapshot takes per stored voxel. Measured on two threads [s].
constexpr double seconds_per_voxel_written = 0.8e-6;
/// Rejected attempts, repeated steps, and what a step of a whole bone takes longer than one of the ball, which is
/// nearer to the caches. Measured.
constexpr double beyond_the_ball = 1.2;
/// Of each core when several work. Measured on two.
constexpr double efficiency = 0.95;

std::vector<CheckReport::Treatment> treatments_of(const Case& c) {
  std::vector<CheckReport::Treatment> treatments;
  for (const AppliedEvent& event : applied_events(c)) {
    if (event.time >= c.end) continue;
    const std::string name = event.drug.empty() ? event.kind : event.drug;
    auto same = std::find_if(treatments.begin(), treatments.end(), [&](const auto& t) { return t.name == name; });
    if (same == treatments.end()) same = treatments.insert(same, {name, event.kind, 0, event.time, event.time});
    ++same->count;
    same->last = std::max(same->last, std::min(event.time + (event.kind == "intake" ? event.duration : 0.0), c.end));
  }
  return treatments;
}

/// Every field of every stored voxel, in the precision in which it is kept.
double bytes_of_checkpoint(const Prepared& p) {
  const std::size_t diffusing = p.c.numerics.precision == "double" ? sizeof(double) : sizeof(float);
  return static_cast<double>(p.domain.stored_voxels() * (diffusing_count * diffusing + local_count * sizeof(double)));
}

double bytes_on_disk(const Prepared& p, const CheckReport& report, double runs) {
  const double share = p.c.output.arrays.empty() ? 1.0
                                                 : static_cast<double>(p.c.output.arrays.size()) /
                                                       static_cast<double>(cell_arrays.size() + 2);
  double snapshot = share * (p.c.output.accuracy > 0.0 ? disk_bytes_per_voxel : exact_disk_bytes_per_voxel) *
                    static_cast<double>(report.stored_voxels);
  if (p.mesh) snapshot += share * disk_bytes_per_cell * static_cast<double>(p.mesh->cells());
  return runs * (snapshot * static_cast<double>(report.snapshots) +
                 (checkpoints_kept + 1) * bytes_of_checkpoint(p) /* one in the making */) +
         disk_bytes_per_step * report.expected_steps;
}

void warn_of_shortage(CheckReport& report, const std::filesystem::path& output) {
  const double have = available_memory_bytes();
  if (have > 0.0 && report.host_bytes > have)
    report.warnings.push_back(
        fmt::format("needs {:.1f} GB of host memory and {:.1f} GB are available", report.host_bytes / 1e9, have / 1e9));
  std::error_code unknown;
  std::filesystem::path folder = std::filesystem::absolute(output, unknown);
  while (!std::filesystem::exists(folder, unknown) && folder.has_relative_path()) folder = folder.parent_path();
  const auto space = std::filesystem::space(folder, unknown);
  if (!unknown && static_cast<double>(space.available) < report.disk_bytes)
    report.warnings.push_back(fmt::format("needs {:.1f} GB on disk and {:.1f} GB are free in '{}'",
                                          report.disk_bytes / 1e9, static_cast<double>(space.available) / 1e9,
                                          folder.string()));
}

}  // namespace

CheckReport check_case(const Case& c, const RunOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  const std::string backend = required_back_end(options);
  const Prepared p = prepare(c, backend);
  const std::chrono::duration<double> preparing = std::chrono::steady_clock::now() - start;
  CheckReport report;
  for (const Case& arm : placed_arms(c, p))
    report.arms.push_back({c.arms[report.arms.size()].name, treatments_of(arm), StepForecast(arm).total()});
  const std::size_t runs = std::max<std::size_t>(report.arms.size(), 1);
  report.active_voxels = p.domain.active_voxels();
  report.stored_voxels = p.domain.stored_voxels();
  report.region_volume = p.domain.volume();
  report.backend = backend;
  report.threads = options.threads > 0 ? options.threads : omp_get_max_threads();
  report.lesions = c.lesions.size();
  report.treatments = treatments_of(c);
  report.end = c.end;
  report.snapshots = 1 + output_times(c.output.every, c.end).size();
  const double voxels = static_cast<double>(p.domain.stored_voxels());
  const auto count = static_cast<double>(runs);
  report.host_bytes = bytes_on_host(p, backend, runs);
  report.gpu_bytes = device_bytes_of_arms(device_bytes(p.domain, p.c.numerics.precision), runs);
  report.device_bytes = backend == "cuda" ? report.gpu_bytes : 0.0;
  report.cards = plan_memory(report.gpu_bytes);
  if (report.arms.empty()) report.expected_steps = StepForecast(c).total();
  for (const CheckReport::Arm& arm : report.arms) report.expected_steps += arm.expected_steps;
  report.disk_bytes = bytes_on_disk(p, report, count);
  report.warnings = p.warnings;
  warn_of_shortage(report, options.output.empty() ? "." : options.output);
  if (backend == "cpu") {
    const double step =
        voxels * measured_step_cost(p.c.numerics.precision) / (report.threads == 1 ? 1.0 : efficiency * report.threads);
    report.expected_seconds = preparing.count() + beyond_the_ball * report.expected_steps * step +
                              count * seconds_per_voxel_written * voxels * static_cast<double>(report.snapshots);
  }
  return report;
}

}  // namespace howship
