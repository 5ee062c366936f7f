#include "host/app/run_checkpoints.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/version.hpp"

#include "host/app/bone_measures.hpp"
#include "host/app/saved_memory.hpp"
#include "host/case/case_file.hpp"
#include "host/io/timeseries_columns.hpp"

namespace howship {
namespace {

constexpr double largest_share_of_time = 0.02;

double seconds_between(std::chrono::steady_clock::time_point start, std::chrono::steady_clock::time_point end) {
  return std::chrono::duration<double>(end - start).count();
}

/// What the last bits of a result depend on beside case and bone.
std::string program_of(const Backend& backend) {
  std::string device = backend.description();
  // Results do not depend on the number of threads, which comes first.
  if (const std::size_t at = device.find(", "); backend.name() == "cpu" && at != std::string::npos)
    device.erase(0, at + 2);
  return fmt::format("howship {} ({}) on {}, {}", version, commit, backend.name(), device);
}

void put_row(CheckpointWriter& to, const TimeseriesRow& row) {
  std::vector<double> values;
  values.reserve(std::size(timeseries_columns));
  for (const TimeseriesColumn& column : timeseries_columns) values.push_back(row.*column.value);
  to.put("last_row", values);
}

TimeseriesRow take_row(const CheckpointReader& from) {
  const auto values = from.all<double>("last_row", std::size(timeseries_columns));
  TimeseriesRow row;
  auto value = values.begin();
  for (const TimeseriesColumn& column : timeseries_columns) row.*column.value = *value++;
  return row;
}

}  // namespace

std::vector<double> doses_in_numbers(const Case& c) {
  std::vector<double> numbers;
  for (const Dose& dose : c.doses)
    numbers.insert(numbers.end(), {dose.time, static_cast<double>(dose.drug), static_cast<double>(dose.route),
                                   dose.amount, dose.duration});
  return numbers;
}

RunCheckpoints::RunCheckpoints(const std::filesystem::path& folder, const Case& c, const Prepared& prepared,
                               double every)
    : folder_(folder),
      case_(write_case(c)),
      doses_(doses_in_numbers(c)),
      end_(c.end),
      prepared_(prepared),
      bone_(measures_of(prepared.domain, prepared.sites, prepared.mesh ? &*prepared.mesh : nullptr)),
      every_(every) {}

RunCheckpoints::Carried RunCheckpoints::take_up(const CheckpointReader& checkpoint, Simulation& simulation) {
  if (!is_same_bone(bone_, checkpoint.all<double>("bone")))
    throw InputError(fmt::format(
        "{}: is of another bone: a file that the geometry is read from has changed since; restore it, or start over "
        "with --overwrite",
        checkpoint.file().string()));
  simulation.restore(take_memory(checkpoint, prepared_.domain));
  folder_.remove_newer(checkpoint.file());
  last_ = Clock::now();
  last_steps_ = simulation.statistics().steps;
  last_time_ = simulation.time();
  Carried carried{take_row(checkpoint), checkpoint.one<double>("wall_seconds"), {}};
  if (const std::string then = checkpoint.text("program"), now = program_of(simulation.backend()); then != now)
    carried.warnings.push_back(
        fmt::format("goes on by {}, where {} stopped: last digits may differ from those of one run", now, then));
  return carried;
}

double RunCheckpoints::last_time() const {
  try {
    return folder_.files().empty() ? -1.0 : last_time_;
  } catch (const FileError&) {
    return -1.0;
  }
}

bool RunCheckpoints::due() const {
  if (last_steps_ < 0 || every_ <= 0.0) return true;
  return seconds_between(last_, Clock::now()) >= std::max(every_, took_ / largest_share_of_time);
}

void RunCheckpoints::save(Simulation& simulation, RunOutput& output, const Carried& carried) {
  const long steps = simulation.statistics().steps;
  if (steps == last_steps_) return;
  const auto start = Clock::now();
  folder_.write(steps, [&](CheckpointWriter& file) {
    file.put_text("case", case_);
    file.put("doses", doses_);
    file.put("end", end_);
    file.put("bone", bone_);
    put(file, simulation.memory());
    file.put_text("program", program_of(simulation.backend()));
    put_row(file, carried.last);
    file.put("wall_seconds", carried.wall_seconds);
    output.save(file);
  });
  last_ = Clock::now();
  took_ = seconds_between(start, last_);
  last_steps_ = steps;
  last_time_ = simulation.time();
}

}  // namespace howship
