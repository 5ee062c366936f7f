#include "host/app/saved_memory.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {
namespace {

/// A structure of doubles alone as such.
template <class T>
std::vector<double> as_doubles(const T& values) {
  static_assert(std::is_trivially_copyable_v<T> && sizeof(T) % sizeof(double) == 0);
  std::vector<double> list(sizeof(T) / sizeof(double));
  std::copy_n(reinterpret_cast<const char*>(&values), sizeof(T), reinterpret_cast<char*>(list.data()));
  return list;
}

template <class T>
T from_doubles(const std::vector<double>& list) {
  T values{};
  std::copy_n(reinterpret_cast<const char*>(list.data()), sizeof(T), reinterpret_cast<char*>(&values));
  return values;
}

template <class T>
T take_doubles(const CheckpointReader& from, const std::string& name) {
  return from_doubles<T>(from.all<double>(name, sizeof(T) / sizeof(double)));
}

std::string name_of_field(int f) {
  return std::string("field/") + field_info[static_cast<std::size_t>(f)].name;
}

/// NaN is not; it would not come back the same.
bool is_single(double value) {
  const auto rounded = static_cast<double>(static_cast<float>(value));
  return rounded == value;
}

/// Lanes outside the bone too: they take no part in the sums, but their rounding reaches the linear solve.
void put_field(CheckpointWriter& to, const std::string& name, const std::vector<double>& field) {
  if (std::all_of(field.begin(), field.end(), is_single))
    to.put(name, std::vector<float>(field.begin(), field.end()));
  else
    to.put(name, field);
}

std::vector<double> take_field(const CheckpointReader& from, const std::string& name, const VoxelDomain& domain) {
  const std::size_t count = domain.stored_voxels();
  if (from.size_of(name) != count * sizeof(float)) return from.all<double>(name, count);
  const std::vector<float> single = from.all<float>(name, count);
  return {single.begin(), single.end()};
}

void put_statistics(CheckpointWriter& to, const SolverStatistics& s) {
  to.put<std::int64_t>("statistics/counts", {s.steps, s.rejected, s.repeated, s.sweeps});
  to.put<double>("statistics/sizes", {s.smallest_step, s.largest_step, s.clipped});
}

SolverStatistics take_statistics(const CheckpointReader& from) {
  const auto counts = from.all<std::int64_t>("statistics/counts", 4);
  const auto sizes = from.all<double>("statistics/sizes", 3);
  SolverStatistics s;
  s.steps = counts[0];
  s.rejected = counts[1];
  s.repeated = counts[2];
  s.sweeps = counts[3];
  s.smallest_step = sizes[0];
  s.largest_step = sizes[1];
  s.clipped = sizes[2];
  return s;
}

}  // namespace

void put(CheckpointWriter& to, const Simulation::Memory& memory) {
  to.put("time", memory.time);
  to.put<std::uint64_t>("applied", {memory.applied.doses, memory.applied.events, memory.applied.fractions});
  to.put("applied/since", memory.applied.since);
  to.put("blood", as_doubles(memory.blood));
  to.put("blood/given", memory.given);
  const Integrator::Memory& integrator = memory.integrator;
  to.put("integrator/next_dt", integrator.next_dt);
  to.put("integrator/means_rate", as_doubles(integrator.means_rate));
  to.put("integrator/start", as_doubles(integrator.start));
  to.put("integrator/work", integrator.work);
  to.put("integrator/ledger", as_doubles(integrator.ledger));
  put_statistics(to, integrator.statistics);
  for (int f = 0; f < field_count; ++f) put_field(to, name_of_field(f), memory.fields[static_cast<std::size_t>(f)]);
}

Simulation::Memory take_memory(const CheckpointReader& from, const VoxelDomain& domain) {
  Simulation::Memory memory;
  memory.time = from.one<double>("time");
  const auto applied = from.all<std::uint64_t>("applied", 3);
  memory.applied.doses = applied[0];
  memory.applied.events = applied[1];
  memory.applied.fractions = applied[2];
  memory.applied.since = from.one<double>("applied/since");
  memory.blood = take_doubles<SystemicModel::State>(from, "blood");
  memory.given = from.all<double>("blood/given");
  Integrator::Memory& integrator = memory.integrator;
  integrator.next_dt = from.one<double>("integrator/next_dt");
  integrator.means_rate = take_doubles<RegionMeans>(from, "integrator/means_rate");
  integrator.start = take_doubles<std::array<double, booked_count>>(from, "integrator/start");
  integrator.work = from.one<double>("integrator/work");
  integrator.ledger = take_doubles<Ledger::Memory>(from, "integrator/ledger");
  integrator.statistics = take_statistics(from);
  for (int f = 0; f < field_count; ++f)
    memory.fields[static_cast<std::size_t>(f)] = take_field(from, name_of_field(f), domain);
  return memory;
}

}  // namespace howship
