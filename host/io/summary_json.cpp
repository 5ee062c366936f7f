#include "host/io/summary_json.hpp"

#include <fmt/format.h>

#include "host/io/json_object.hpp"
#include "host/io/timeseries_columns.hpp"

namespace howship {
namespace {

std::string solver_json(const SolverStatistics& solver) {
  JsonObject object(2);
  object.add("steps", solver.steps);
  object.add("rejected", solver.rejected);
  object.add("repeated", solver.repeated);
  object.add("sweeps", solver.sweeps);
  object.add("smallest_step_day", solver.smallest_step);
  object.add("largest_step_day", solver.largest_step);
  object.add("clipped", solver.clipped);
  return object.text();
}

std::string balance_json(const std::vector<BalanceLine>& balance) {
  std::string list;
  for (const BalanceLine& line : balance) {
    JsonObject object(3);
    object.add("quantity", line.quantity);
    object.add("unit", line.unit);
    object.add("stock_start", line.stock_start);
    object.add("stock_end", line.stock_end);
    JsonObject processes(4);
    for (const BalanceEntry& entry : line.processes) processes.add(entry.process, entry.amount);
    object.add_raw("processes", processes.text());
    object.add("gained", line.gained);
    object.add("lost", line.lost);
    object.add("algebraic", line.algebraic);
    object.add("clipped", line.clipped);
    object.add("largest_scaling", line.largest_scaling);
    object.add("rounding", line.rounding);
    object.add("error", line.error);
    list += fmt::format("{}\n    {}", list.empty() ? "" : ",", object.text());
  }
  return list.empty() ? "[]" : fmt::format("[{}\n  ]", list);
}

std::string last_row_json(const TimeseriesRow& row) {
  JsonObject object(2);
  for (const TimeseriesColumn& column : timeseries_columns) object.add(heading(column), row.*column.value);
  return object.text();
}

}  // namespace

std::string summary_json(const Summary& summary) {
  JsonObject object;
  object.add("title", summary.title);
  object.add("version", summary.version);
  object.add("commit", summary.commit);
  object.add("case_sha256", summary.case_sha256);
  object.add("parameters_sha256", summary.parameters_sha256);
  object.add("backend", summary.backend);
  object.add("device", summary.device);
  object.add("precision", summary.precision);
  object.add("threads", summary.threads);
  object.add("active_voxels", summary.active_voxels);
  object.add("stored_voxels", summary.stored_voxels);
  std::string spacing;
  for (const double h : summary.spacing) {
    spacing += (spacing.empty() ? "" : ", ") + JsonObject::number("spacing_mm", h);
  }
  object.add_raw("spacing_mm", "[" + spacing + "]");
  object.add("bone_region_volume_mm3", summary.bone_region_volume);
  object.add("finished", summary.finished);
  object.add("end_time_day", summary.end_time);
  object.add("metastatic_fraction", summary.metastatic_fraction);
  object.add("wall_seconds", summary.wall_seconds);
  object.add("peak_memory_bytes", summary.peak_memory_bytes);
  object.add_raw("solver", solver_json(summary.solver));
  object.add_raw("balance", balance_json(summary.balance));
  object.add_raw("last", last_row_json(summary.last));
  return object.text() + "\n";
}

}  // namespace howship
