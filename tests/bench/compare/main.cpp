// howship_compare [--json FILE] [--extent N] [--interval-extent N] [--interval-spacing MM]: howship against hypre,
// SUNDIALS CVODE and locally one-dimensional splitting, on the same equations at the same accuracy, in one process on
// one thread.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <omp.h>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "howship/fields.hpp"

#include "host/io/json_object.hpp"

#include "tests/bench/compare/interval_comparison.hpp"
#include "tests/bench/compare/linear_comparison.hpp"

namespace howship::compare {

namespace {

double nanoseconds(double seconds, double unknowns) {
  return 1e9 * seconds / unknowns;
}

void print_solver(const SolverResult& s, double unknowns) {
  fmt::print("{:<24}{:>12}{:>14.1e}{:>12.1f}{:>12.1f}\n", s.name, s.iterations, s.residual,
             nanoseconds(s.solve_seconds, unknowns), nanoseconds(s.setup_seconds, unknowns));
}

/// How much faster howship solves than the better of the others, per unknown. \param with_setup set-up counts on both
/// sides
double speedup(const LinearComparison& l, bool with_setup) {
  const auto cost = [&](const SolverResult& s) { return s.solve_seconds + (with_setup ? s.setup_seconds : 0.0); };
  double least = cost(l.others.front());
  for (const SolverResult& s : l.others) least = std::min(least, cost(s));
  return least / (cost(l.howship) / diffusing_count);
}

void print(const LinearComparison& l) {
  const double voxels = static_cast<double>(l.active_voxels);
  fmt::print(
      "\none stage's linear system: ball of {} voxels at 0.5 mm, OPG reaches {:.1f} voxels; relative residual {:.1e} "
      "(howship stops at {:.1e})\n",
      l.active_voxels, l.reach, l.tolerance, l.floor);
  fmt::print("{:<24}{:>12}{:>14}{:>12}{:>12}\n", "", "iterations", "residual", "solve", "set-up");
  fmt::print("{:<24}{:>12}{:>14}{:>24}\n", "", "", "", "[ns per unknown]");
  print_solver(l.howship, voxels * diffusing_count);
  for (const SolverResult& s : l.others) print_solver(s, voxels);
  fmt::print("where howship's fields stop:");
  for (std::size_t f = 0; f < l.floors.size(); ++f) fmt::print(" {} {:.1e}", field_info[f].name, l.floors[f]);
  fmt::print("\n");
  fmt::print(
      "howship, all {} fields together: {:.1f} times as fast as the better per unknown, {:.1f} times with set-up\n",
      diffusing_count, speedup(l, false), speedup(l, true));
}

void print_run(const IntervalRun& r) {
  fmt::print("{:<36}{:>12.2e}{:>12.2e} {:<22}{:>9}{:>9}{:>11.3f}\n", r.name, r.setting, r.error, r.worst_field, r.steps,
             r.solves, r.seconds);
  std::fflush(stdout);
}

void print(const IntervalComparison& c) {
  fmt::print("reference: CVODE at {:.0e}, from which howship's tightest run differs by {:.1e}\n", c.reference_tolerance,
             c.reference_difference);
  for (const auto& a : c.against)
    fmt::print("against {:<34} at error {:.1e}: {:.3f} s to {:.3f} s{}, {:.1f} times as fast{} (order {:.2f})\n",
               a.name, a.error, a.howship_seconds, a.seconds, a.extrapolated ? " (extrapolated)" : "", a.speedup(),
               a.seconds_without_handing < a.seconds ? fmt::format(", {:.1f} without what reaching the V-cycle costs",
                                                                   a.seconds_without_handing / a.howship_seconds)
                                                     : std::string(),
               a.order);
}

std::string json_list_of(const std::vector<std::string>& objects) {
  std::string text;
  for (const std::string& o : objects) text += fmt::format("{}\n    {}", text.empty() ? "" : ",", o);
  return fmt::format("[{}\n  ]", text);
}

std::string as_json(const LinearComparison& l, const IntervalComparison& c, double spacing) {
  JsonObject object;
  object.add("speedup_vs_hypre", speedup(l, false));
  object.add("speedup_vs_hypre_with_setup", speedup(l, true));
  object.add("hypre_relative_residual", l.tolerance);
  for (const auto& a : c.against) {
    const std::string key = "speedup_vs_" + a.key;
    object.add(key, a.speedup());
    object.add(key + "_error", a.error);
    object.add(key + "_extrapolated", a.extrapolated);
    if (a.seconds_without_handing < a.seconds)
      object.add(key + "_without_handing", a.seconds_without_handing / a.howship_seconds);
  }
  object.add("howship_residual_floor", l.floor);
  object.add("active_voxels", l.active_voxels);
  object.add("interval_spacing_mm", spacing);
  std::vector<std::string> rows;
  const double voxels = static_cast<double>(l.active_voxels);
  for (std::size_t i = 0; i <= l.others.size(); ++i) {
    const SolverResult& s = i == 0 ? l.howship : l.others[i - 1];
    const double unknowns = voxels * (i == 0 ? diffusing_count : 1);
    JsonObject row(3);
    row.add("solver", s.name);
    row.add("iterations", s.iterations);
    row.add("relative_residual", s.residual);
    row.add("solve_ns_per_unknown", nanoseconds(s.solve_seconds, unknowns));
    row.add("setup_ns_per_unknown", nanoseconds(s.setup_seconds, unknowns));
    rows.push_back(row.text());
  }
  object.add_raw("linear_solves", json_list_of(rows));
  rows.clear();
  for (const IntervalRun& r : c.runs) {
    JsonObject row(3);
    row.add("method", r.name);
    row.add("setting", r.setting);
    row.add("error", r.error);
    row.add("seconds", r.seconds);
    row.add("steps", r.steps);
    row.add("solves", r.solves);
    rows.push_back(row.text());
  }
  object.add("interval_active_voxels", c.active_voxels);
  object.add_raw("interval_runs", json_list_of(rows));
  return object.text() + "\n";
}

int run(int argc, char** argv) {
  CLI::App app("howship against hypre, SUNDIALS CVODE and locally one-dimensional splitting");
  std::string json;
  int extent = 96, interval_extent = 16;
  double interval_spacing = 0.5;
  app.add_option("--json", json, "Write JSON to FILE")->type_name("FILE");
  app.add_option("--extent", extent, "Voxels across the ball of the linear solves")
      ->check(CLI::Range(8, 512))
      ->capture_default_str();
  app.add_option("--interval-extent", interval_extent, "Voxels along the box of the dosing interval")
      ->check(CLI::Range(4, 128))
      ->capture_default_str();
  app.add_option("--interval-spacing", interval_spacing, "Of these voxels [mm]")
      ->check(CLI::Range(0.05, 2.0))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  omp_set_num_threads(1);
  const LinearComparison linear = compare_linear_solves(extent);
  print(linear);
  fmt::print(
      "\n28 days after 120 mg denosumab, box of {0}x{0}x{0} voxels at {1:g} mm with a lesion, all fields, one thread\n",
      interval_extent, interval_spacing);
  fmt::print("{:<36}{:>12}{:>12} {:<22}{:>9}{:>9}{:>11}\n", "", "rtol or dt", "error", "of", "steps", "solves",
             "seconds");
  const IntervalComparison interval = compare_intervals(interval_extent, interval_spacing, print_run);
  print(interval);
  if (!json.empty()) {
    std::ofstream out(json);
    out << as_json(linear, interval, interval_spacing);
    if (!out.flush()) {
      fmt::print(stderr, "howship_compare: error: cannot write '{}'\n", json);
      return 5;
    }
  }
  return 0;
}

}  // namespace

}  // namespace howship::compare

int main(int argc, char** argv) {
  try {
    return howship::compare::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "howship_compare: error: {}\n", error.what());
    return 1;
  }
}
