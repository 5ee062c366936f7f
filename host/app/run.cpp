#include "host/app/run.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <omp.h>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/version.hpp"

#include "host/app/bone_source.hpp"
#include "host/app/lesion_outlines.hpp"
#include "host/app/measured_bone.hpp"
#include "host/app/memory.hpp"
#include "host/app/profile_report.hpp"
#include "host/app/simulation.hpp"
#include "host/app/tissue_sites.hpp"
#include "host/case/case_file.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/output_target.hpp"
#include "host/io/output.hpp"
#include "host/io/output_folder.hpp"
#include "host/io/run_log.hpp"
#include "host/systemic/input_cuts.hpp"

namespace howship {

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A case with its geometry built and its lesions placed.
struct Prepared {
  Case c;
  VoxelDomain domain;
  TissueSites sites;
  std::optional<OutputMesh> mesh;  ///< the user's own
  std::vector<std::string> warnings;
};

/// Bytes per stored voxel: arrays of the domain, the sites, the baseline and one snapshot, and the state as it comes
/// from the back end ...
constexpr double host_bytes_per_voxel =
    (5 + 3 + phenotype_count + 2 + 2 * field_count + diffusing_count) * sizeof(float) + local_count * sizeof(double);
/// ... and what the program with its libraries and a surface takes before the first voxel. Measured.
constexpr double host_bytes_at_least = 32e6;

/// Bytes per stored voxel with those of the back end, which lie on the host unless it is CUDA.
double bytes_per_voxel_on_host(const Case& c, const std::string& backend) {
  return host_bytes_per_voxel + (backend == "cuda" ? 0.0 : bytes_per_stored_voxel(c.numerics.precision));
}
/// A user's own mesh: its shares in the voxels, its points and cells, and one snapshot on it.
double bytes_of_mesh(const OutputMesh& mesh) {
  const auto& overlaps = mesh.overlaps;
  double bytes = static_cast<double>(overlaps.voxel.size()) * (sizeof(std::uint32_t) + sizeof(float));
  bytes += static_cast<double>(mesh.points.size()) * sizeof(Vec3);
  bytes += static_cast<double>(mesh.corners.size()) * sizeof(std::int32_t);
  for (const OutputMesh::Array& array : mesh.cell_data)
    bytes += static_cast<double>(array.values.size()) * sizeof(double);
  return bytes + static_cast<double>(mesh.cells()) * (field_count * sizeof(float) + 3 * sizeof(double));
}

double bytes_on_host(const Prepared& p, const std::string& backend) {
  return host_bytes_at_least + (p.mesh ? bytes_of_mesh(*p.mesh) : 0.0) +
         static_cast<double>(p.domain.stored_voxels()) * bytes_per_voxel_on_host(p.c, backend);
}

Prepared prepare(const Case& c, const std::string& backend) {
  Prepared p;
  p.c = c;
  const BoneSource source = read_bone(c.geometry);
  p.warnings = source.warnings;
  VoxelizeOptions options;
  options.spacing = c.geometry.spacing;
  options.merge_below = c.numerics.merge_below;
  // Deep enough for the cortical shell to end within the band; a CT is sampled faster with distances.
  if (c.density.source == DensitySource::Uniform || c.density.source == DensitySource::Cells)
    options.wall_band = 0.0;
  else
    options.wall_band = c.density.cortical_thickness.value_or(default_cortical_thickness) +
                        *std::max_element(options.spacing.begin(), options.spacing.end());
  options.memory_limit = available_memory_bytes();
  options.bytes_per_voxel = bytes_per_voxel_on_host(c, backend);
  p.domain = voxelize_bone(source, options, p.warnings);
  std::optional<CellOverlap> cells;
  if (source.mesh) cells.emplace(*source.mesh, source.cells, p.domain);
  const auto measured = measure_bone(c.geometry, c.density, source, p.domain, cells ? &*cells : nullptr,
                                     HealthyBone(c.tissue), p.warnings);
  const auto outlines = read_outlines(c.lesions, source.surface, p.domain, source.frame, p.warnings);
  place_lesions(p.c.lesions, source.sites, p.domain);
  place_therapies(p.c.therapies, source.sites);
  p.sites = make_sites(p.domain, c.density, p.c.lesions, measured, outlines);
  // Known to the sites from here on.
  std::vector<float>().swap(p.domain.cortical_thickness);
  if (source.mesh)
    p.mesh = output_target(*source.mesh, cells->take_overlaps());
  else if (source.from_surface_file)
    p.mesh = output_target(source.surface, c.geometry.length_unit_mm, p.domain);
  return p;
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

/// Cost model of `check`, fitted at rtol 1e-3 to the runs of tests/bench/RESULTS.md: steps at the start, after the
/// first dose, after each later one, and per day with a lesion or a drug; seconds per stored voxel, step and CPU
/// thread.
constexpr double steps_at_start = 20.0;
constexpr double steps_after_first_dose = 30.0;
constexpr double steps_after_dose = 8.0;
constexpr double steps_per_day = 0.21;
constexpr double seconds_per_voxel_step = 2.0e-6;

double expected_steps(const Case& c) {
  std::set<double> doses;
  for (const double cut : input_cuts(c.doses, c.end, c.therapies))
    if (cut < c.end) doses.insert(cut);
  if (!c.doses.empty() && c.doses.front().time <= 0.0) doses.insert(0.0);
  double steps = steps_at_start;
  if (!c.lesions.empty() || !doses.empty()) steps += steps_per_day * c.end;
  if (!doses.empty()) steps += steps_after_first_dose + steps_after_dose * static_cast<double>(doses.size() - 1);
  return steps;
}

BackendOptions options_for(const Case& c, const RunOptions& run) {
  BackendOptions options = backend_options(c);
  options.name = run.backend;
  options.device = run.device;
  options.threads = run.threads;
  return options;
}

}  // namespace

Summary run_case(const Case& c, const RunOptions& options, const std::function<void(const Progress&)>& progress) {
  const auto start = Clock::now();
  // Everything that can be wrong with the input shows before the folder is touched.
  require_free_folder(options.output, options.overwrite);
  Prepared p = prepare(c, options.backend);
  require_memory(p, options.backend);
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
    progress({row.time, p.c.end, row.dt, wall > 0.0 ? voxels * static_cast<double>(steps) / wall : 0.0, wall, steps});
  };
  const auto on_event = [&](const AppliedEvent& event) {
    append(event);
    log(fmt::format("day {:g}: {:g} mg {} {}", event.time, event.amount, event.drug, event.route));
  };
  const auto on_output = [&](const Snapshot& snapshot) {
    append(snapshot);
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

CheckReport check_case(const Case& c, const RunOptions& options) {
  const BackendInfo info = backend_info();
  if (options.backend == "cuda" && !info.cuda_missing.empty()) throw DeviceError(info.cuda_missing);
  const std::string backend = options.backend != "auto" ? options.backend : info.cuda_missing.empty() ? "cuda" : "cpu";
  const Prepared p = prepare(c, backend);
  CheckReport report;
  report.active_voxels = p.domain.active_voxels();
  report.stored_voxels = p.domain.stored_voxels();
  report.region_volume = p.domain.volume();
  report.backend = backend;
  const double voxels = static_cast<double>(p.domain.stored_voxels());
  report.host_bytes = bytes_on_host(p, backend);
  report.device_bytes = backend == "cuda" ? voxels * bytes_per_stored_voxel(p.c.numerics.precision) : 0.0;
  report.warnings = p.warnings;
  const double have = available_memory_bytes();
  if (have > 0.0 && report.host_bytes > have)
    report.warnings.push_back(
        fmt::format("needs {:.1f} GB of host memory and {:.1f} GB are available", report.host_bytes / 1e9, have / 1e9));

  report.expected_steps = expected_steps(c);
  report.expected_seconds = report.backend == "cpu"
                                ? report.expected_steps * static_cast<double>(report.stored_voxels) *
                                      seconds_per_voxel_step / omp_get_max_threads()
                                : 0.0;
  return report;
}

}  // namespace howship
