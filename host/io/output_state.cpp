#include "host/io/output_state.hpp"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/damaged_file.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;

void put_position(CheckpointWriter& to, const std::string& name, const LineFile::Position& position) {
  to.put<std::uint64_t>(name, {position.bytes, position.checksum});
}

LineFile::Position take_position(const CheckpointReader& from, const std::string& name, const fs::path& file) {
  const auto values = from.all<std::uint64_t>(name, 2);
  const LineFile::Position position{values[0], static_cast<std::uint32_t>(values[1])};
  LineFile::require(file, position);
  return position;
}

/// Times, names by line, and sizes.
void put_series(CheckpointWriter& to, const std::string& name, const std::vector<SeriesFile::Entry>& entries,
                const fs::path& folder) {
  std::vector<double> times;
  std::vector<std::uint64_t> sizes;
  std::string names;
  for (const SeriesFile::Entry& entry : entries) {
    times.push_back(entry.time);
    std::error_code failed;
    sizes.push_back(fs::file_size(folder / entry.name, failed));
    if (failed) throw FileError(fmt::format("{}: {}", (folder / entry.name).string(), failed.message()));
    names += entry.name + "\n";
  }
  to.put(name + "/time", times);
  to.put(name + "/size", sizes);
  to.put_text(name + "/name", names);
}

std::vector<SeriesFile::Entry> take_series(const CheckpointReader& from, const std::string& name,
                                           const fs::path& folder, const fs::path& subfolder) {
  const auto times = from.all<double>(name + "/time");
  const auto sizes = from.all<std::uint64_t>(name + "/size", times.size());
  std::istringstream names(from.text(name + "/name"));
  std::vector<SeriesFile::Entry> entries(times.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i].time = times[i];
    std::getline(names, entries[i].name);
    const fs::path file = folder / entries[i].name;
    // What comes from a file leads nowhere else.
    if (fs::path(entries[i].name).parent_path() != subfolder)
      throw DamagedFile(fmt::format("{}: names a snapshot outside the run's folder", from.file().string()));
    std::error_code failed;
    const std::uintmax_t size = fs::file_size(file, failed);
    if (failed && !is_gone(failed.value()))
      throw FileError(fmt::format("{}: cannot be read: {}", file.string(), failed.message()));
    if (failed) throw DamagedFile(fmt::format("{}: {}", file.string(), failed.message()));
    if (size != sizes[i]) throw DamagedFile(fmt::format("{}: was changed after it was written", file.string()));
  }
  return entries;
}

/// Few voxels lie in a lesion: only those are stored.
void put_tracker(CheckpointWriter& to, const LesionMemory& tracker) {
  std::vector<std::uint64_t> voxels;
  std::vector<std::int32_t> ids, lesions;
  for (std::size_t i = 0; i < tracker.id.size(); ++i) {
    if (tracker.id[i] == 0) continue;
    voxels.push_back(i);
    ids.push_back(tracker.id[i]);
  }
  std::vector<double> facts;
  for (const Lesion& lesion : tracker.lesions) {
    lesions.push_back(lesion.id);
    facts.insert(facts.end(), {lesion.born, lesion.centroid[0], lesion.centroid[1], lesion.centroid[2]});
  }
  to.put("lesions/voxel", voxels);
  to.put("lesions/voxel_id", ids);
  to.put("lesions/id", lesions);
  to.put("lesions/born_and_centroid", facts);
  to.put("lesions/last_id", tracker.last_id);
  to.put<std::uint8_t>("lesions/started", tracker.started ? 1 : 0);
}

/// \param stored_voxels of the domain, so that nothing larger is allocated
LesionMemory take_tracker(const CheckpointReader& from, std::size_t stored_voxels) {
  LesionMemory tracker;
  if (from.one<std::uint8_t>("lesions/started") == 0) return tracker;
  const auto voxels = from.all<std::uint64_t>("lesions/voxel");
  const auto ids = from.all<std::int32_t>("lesions/voxel_id", voxels.size());
  const auto lesions = from.all<std::int32_t>("lesions/id");
  const auto facts = from.all<double>("lesions/born_and_centroid", 4 * lesions.size());
  for (std::size_t i = 0; i < lesions.size(); ++i) {
    Lesion lesion;
    lesion.id = lesions[i];
    lesion.born = facts[4 * i];
    for (std::size_t axis = 0; axis < 3; ++axis) lesion.centroid[axis] = facts[4 * i + 1 + axis];
    tracker.lesions.push_back(lesion);
  }
  tracker.id.assign(stored_voxels, 0);
  for (std::size_t i = 0; i < voxels.size(); ++i) {
    if (voxels[i] >= stored_voxels || std::find(lesions.begin(), lesions.end(), ids[i]) == lesions.end())
      throw DamagedFile(fmt::format("{}: follows a lesion that there is not", from.file().string()));
    tracker.id[voxels[i]] = ids[i];
  }
  tracker.last_id = from.one<std::int32_t>("lesions/last_id");
  tracker.started = true;
  return tracker;
}

/// All but the tracker.
OutputState take_files(const CheckpointReader& from, const fs::path& folder) {
  OutputState state;
  state.timeseries = take_position(from, "table/timeseries", folder / "timeseries.csv");
  state.events = take_position(from, "table/events", folder / "events.csv");
  state.lesions = take_position(from, "table/lesions", folder / "lesions.csv");
  state.snapshots = take_series(from, "snapshots", folder, "fields");
  state.mesh_snapshots = take_series(from, "mesh_snapshots", folder, "mesh");
  if (from.has("snapshots/last")) state.last_snapshot = from.one<double>("snapshots/last");
  return state;
}

}  // namespace

void put(CheckpointWriter& to, const OutputState& state, const fs::path& folder) {
  put_position(to, "table/timeseries", state.timeseries);
  put_position(to, "table/events", state.events);
  put_position(to, "table/lesions", state.lesions);
  put_series(to, "snapshots", state.snapshots, folder);
  put_series(to, "mesh_snapshots", state.mesh_snapshots, folder);
  if (state.last_snapshot) to.put("snapshots/last", *state.last_snapshot);
  put_tracker(to, state.tracker);
}

void require_files(const CheckpointReader& from, const fs::path& folder) {
  take_files(from, folder);
}

OutputState take_output_state(const CheckpointReader& from, const fs::path& folder, std::size_t stored_voxels) {
  OutputState state = take_files(from, folder);
  state.tracker = take_tracker(from, stored_voxels);
  return state;
}

}  // namespace howship
