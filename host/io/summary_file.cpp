#include "host/io/summary_file.hpp"

#include "host/io/json_entry.hpp"
#include "host/io/timeseries_columns.hpp"

namespace howship {

namespace {

BalanceLine balance_line(const Json& entry) {
  BalanceLine line;
  read(entry, "quantity", line.quantity);
  read(entry, "unit", line.unit);
  read(entry, "stock_start", line.stock_start);
  read(entry, "stock_end", line.stock_end);
  if (entry.contains("processes"))
    for (const auto& [process, amount] : entry.at("processes").items())
      line.processes.push_back({process, amount.get<double>()});
  read(entry, "gained", line.gained);
  read(entry, "lost", line.lost);
  read(entry, "algebraic", line.algebraic);
  read(entry, "clipped", line.clipped);
  read(entry, "largest_scaling", line.largest_scaling);
  read(entry, "rounding", line.rounding);
  read(entry, "error", line.error);
  return line;
}

Summary summary_of(const Json& root) {
  Summary s;
  read(root, "title", s.title);
  read(root, "version", s.version);
  read(root, "commit", s.commit);
  read(root, "case_sha256", s.case_sha256);
  read(root, "parameters_sha256", s.parameters_sha256);
  read(root, "backend", s.backend);
  read(root, "device", s.device);
  read(root, "precision", s.precision);
  read(root, "threads", s.threads);
  read(root, "active_voxels", s.active_voxels);
  read(root, "stored_voxels", s.stored_voxels);
  read(root, "spacing_mm", s.spacing);
  read(root, "bone_region_volume_mm3", s.bone_region_volume);
  read(root, "finished", s.finished);
  read(root, "end_time_day", s.end_time);
  read(root, "metastatic_fraction", s.metastatic_fraction);
  read(root, "wall_seconds", s.wall_seconds);
  read(root, "peak_memory_bytes", s.peak_memory_bytes);
  const Json solver = root.value("solver", Json::object());
  read(solver, "steps", s.solver.steps);
  read(solver, "rejected", s.solver.rejected);
  read(solver, "repeated", s.solver.repeated);
  read(solver, "sweeps", s.solver.sweeps);
  read(solver, "smallest_step_day", s.solver.smallest_step);
  read(solver, "largest_step_day", s.solver.largest_step);
  read(solver, "clipped", s.solver.clipped);
  for (const Json& entry : root.value("balance", Json::array())) s.balance.push_back(balance_line(entry));
  const Json last = root.value("last", Json::object());
  for (const TimeseriesColumn& column : timeseries_columns) read(last, heading(column).c_str(), s.last.*column.value);
  return s;
}

}  // namespace

Summary read_summary(const std::filesystem::path& file) {
  return read_json_file(file, summary_of);
}

}  // namespace howship
