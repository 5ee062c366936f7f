#include <cstdio>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "howship/run.hpp"

#include "host/app/bench.hpp"
#include "host/cli/case_options.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/io/json_object.hpp"

namespace howship {

namespace {

void add_rates(JsonObject& object, const BenchRates& r) {
  object.add("device", r.device);
  object.add("triad_GBps", r.triad);
  object.add("sweep_GBps", r.sweep);
  object.add("sweep_fraction_of_triad", r.sweep_fraction);
  object.add("voxel_species_updates_per_s", r.updates);
  object.add("vcycle_ns_per_unknown", 1e9 * r.vcycle);
  object.add("step_us_per_voxel", 1e6 * r.step_per_voxel);
  object.add("step_GBps", r.step);
  object.add("step_fraction_of_triad", r.step_fraction);
}

std::string as_json(const BenchReport& report) {
  JsonObject object;
  object.add("backend", report.backend);
  object.add("spacing_mm", report.spacing);
  object.add("active_voxels", report.active_voxels);
  object.add("stored_voxels", report.stored_voxels);
  add_rates(object, report.rates);
  object.add("bytes_per_voxel", report.bytes_per_voxel);
  object.add("sweep_bytes_per_stored_voxel", report.sweep_bytes);
  object.add("step_bytes_per_stored_voxel", report.step_bytes);
  object.add("work_units_per_step", report.work_units_per_step);
  if (report.one_thread) {
    JsonObject alone(2);
    add_rates(alone, *report.one_thread);
    object.add_raw("one_thread", alone.text());
  }
  std::string rows;
  for (const BenchConvergence& c : report.convergence) {
    JsonObject row(3);
    row.add("spacing_mm", c.spacing);
    row.add("radius_mm", c.radius);
    row.add("active_voxels", c.active_voxels);
    row.add("steps", c.steps);
    row.add("rejected", c.rejected);
    row.add("repeated", c.repeated);
    row.add("work_units_per_step", c.work_units_per_step);
    rows += fmt::format("{}\n    {}", rows.empty() ? "" : ",", row.text());
  }
  object.add_raw("convergence", fmt::format("[{}\n  ]", rows));
  return object.text() + "\n";
}

void print_rates(const BenchRates& r) {
  fmt::print("{:<28}{}\n", "device", r.device);
  fmt::print("{:<28}{:.1f} GB/s\n", "STREAM triad", r.triad);
  fmt::print("{:<28}{:.1f} GB/s, {:.2f} of the triad\n", "Chebyshev sweep", r.sweep, r.sweep_fraction);
  fmt::print("{:<28}{:.0f} million voxel-fields/s\n", "", 1e-6 * r.updates);
  fmt::print("{:<28}{:.2f} ns per unknown\n", "V-cycle", 1e9 * r.vcycle);
  fmt::print("{:<28}{:.2f} us per voxel, {:.1f} GB/s, {:.2f} of the triad\n", "whole step", 1e6 * r.step_per_voxel,
             r.step, r.step_fraction);
}

void print(const BenchReport& report) {
  fmt::print("vertebra at {:g} mm: {} active voxels ({} stored), back end {}\n", report.spacing, report.active_voxels,
             report.stored_voxels, report.backend);
  print_rates(report.rates);
  if (report.one_thread) print_rates(*report.one_thread);
  fmt::print("{:<28}{:.0f} bytes per active voxel\n", "memory", report.bytes_per_voxel);
  fmt::print("{:<28}{:.0f} bytes a sweep, {:.0f} a step, per stored voxel\n", "to be moved", report.sweep_bytes,
             report.step_bytes);
  fmt::print("{:<28}{:.1f} sweeps a step\n", "work", report.work_units_per_step);
  fmt::print("\n40 days with a dose, ball with a lesion\n{:>12}{:>13}{:>15}{:>8}{:>10}{:>10}{:>17}\n", "spacing [mm]",
             "radius [mm]", "active voxels", "steps", "rejected", "repeated", "sweeps per step");
  for (const BenchConvergence& c : report.convergence)
    fmt::print("{:>12g}{:>13g}{:>15}{:>8}{:>10}{:>10}{:>17.1f}\n", c.spacing, c.radius, c.active_voxels, c.steps,
               c.rejected, c.repeated, c.work_units_per_step);
}

}  // namespace

void add_bench(CLI::App& app) {
  struct Options {
    RunOptions run;
    JsonTarget json;
    bool quick = false;
  };
  CLI::App* command =
      app.add_subcommand("bench", "Measure this machine: memory, sweeps, whole steps, work per step by spacing");
  command->group("This installation");
  const auto options = std::make_shared<Options>();
  add_backend_options(*command, options->run);
  options->json.add_to(*command);
  command->add_flag("--quick", options->quick, "Half a minute at most instead of minutes, on a coarser vertebra");
  add_examples(*command, {{"howship bench --quick", "A first look, in half a minute"},
                          {"howship bench --threads 1 --json one.json", "All figures of one thread, for a script"}});
  command->callback([options] {
    BenchOptions b;
    b.backend = options->run.backend;
    b.device = options->run.device;
    b.threads = options->run.threads;
    b.quick = options->quick;
    const bool table = !options->json.to_stdout();
    if (table)
      b.on_message = [](const std::string& message) {
        fmt::print("{} ...\n", message);
        std::fflush(stdout);
      };
    const BenchReport report = bench(b);
    if (options->json.wanted()) options->json.write(as_json(report));
    if (table) print(report);
  });
}

}  // namespace howship
