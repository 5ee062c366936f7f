#include "tests/bench/compare/interval_problem.hpp"

#include <cmath>
#include <memory>
#include <utility>

#include "host/app/simulation.hpp"
#include "host/app/tissue_sites.hpp"
#include "host/geometry/geometry.hpp"

#include "tests/bench/compare/timing.hpp"

namespace howship::compare {

namespace {

BenchCase box_of_bone(int extent, double spacing) {
  BenchCase b;
  Case& c = b.c;
  const double side = extent * spacing;
  c.geometry.shape = "box";
  c.geometry.size = {side, side, side};
  c.geometry.spacing = {spacing, spacing, spacing};
  c.lesions.resize(1);
  c.lesions[0].centre = {0.1 * side, 0.05 * side, -0.05 * side};
  c.lesions[0].radius = 0.3 * side;
  c.doses = {{0.0, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0}};
  c.metastatic_fraction = 0.0;
  c.end = c.output.every = 28.0;
  const GeometryResult geometry = make_geometry(c.geometry);
  VoxelizeOptions options;
  options.spacing = c.geometry.spacing;
  options.wall_band = c.density.cortical_thickness.value_or(default_cortical_thickness) + spacing;
  b.domain = voxelize(geometry.surface, options);
  place_lesions(c.lesions, geometry.sites, b.domain);
  b.sites = make_sites(b.domain, c.density, c.lesions);
  return b;
}

}  // namespace

IntervalProblem::IntervalProblem(int extent, double spacing)
    : region(box_of_bone(extent, spacing)), system(region.domain, region.sites, region.c.tissue), serum(region.c, end) {
  BackendOptions options;
  options.name = "cpu";
  options.precision = "double";
  const auto backend = make_backend(options, region.domain, region.sites, region.c.tissue);
  backend->set_initial_state();
  Fields fields;
  backend->download(fields);
  start = system.from_bricks(fields);
}

IntervalRun run_howship(const IntervalProblem& problem, double rtol) {
  Case c = problem.region.c;
  c.numerics.rtol = rtol;
  BackendOptions options = backend_options(c);
  options.name = "cpu";
  options.threads = 1;
  Simulation simulation(c, problem.region.domain, problem.region.sites, options);
  IntervalRun run;
  run.name = "howship";
  run.setting = rtol;
  {
    const Timed timed(run.seconds);
    simulation.run([](const TimeseriesRow&) {}, [](const AppliedEvent&) {}, [](const Snapshot&) {});
  }
  run.steps = simulation.statistics().steps + simulation.statistics().rejected;
  run.solves = 4 * run.steps;
  run.end_state = problem.system.from_bricks(simulation.fields());
  return run;
}

void judge(IntervalRun& run, const std::vector<double>& reference, const SemiDiscrete& system) {
  run.error = 0.0;
  for (int f = 0; f < field_count; ++f) {
    double difference = 0.0, size = 0.0;
    for (std::size_t cell = 0; cell < system.cells(); ++cell) {
      if (!system.active(cell)) continue;
      const std::size_t i = static_cast<std::size_t>(f) * system.cells() + cell;
      difference += std::pow(run.end_state[i] - reference[i], 2);
      size += reference[i] * reference[i];
    }
    const double n = static_cast<double>(system.active_cells());
    const double error = std::sqrt(difference / n) / std::max(std::sqrt(size / n), field_info[f].typical);
    if (error <= run.error) continue;
    run.error = error;
    run.worst_field = field_info[f].name;
  }
}

}  // namespace howship::compare
