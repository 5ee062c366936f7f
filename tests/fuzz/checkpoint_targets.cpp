#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/app/saved_memory.hpp"
#include "host/case/case_difference.hpp"
#include "host/io/checkpoint_file.hpp"
#include "host/io/manifest.hpp"
#include "host/io/output_state.hpp"
#include "host/io/sha256.hpp"
#include "host/report/manifest_file.hpp"

#include "tests/fuzz/scratch.hpp"
#include "tests/fuzz/target.hpp"

namespace howship::fuzz {

namespace {

namespace fs = std::filesystem;

const std::string resolved_case = "title = \"ball\"\n[time]\nend = \"2 day\"\n[[lesion]]\nradius = \"3 mm\"\n";

/// One brick, all of it bone.
VoxelDomain one_brick() {
  VoxelDomain domain;
  domain.grid = {{brick_edge, brick_edge, brick_edge}, {1.0, 1.0, 1.0}, {}};
  domain.brick_coordinates = {{0, 0, 0}};
  domain.neighbours = {{-1, -1, -1, -1, -1, -1}};
  domain.volume_fraction.assign(brick_size, 1.0F);
  return domain;
}

/// Two voxels of it lie in a lesion.
OutputState some_output() {
  OutputState state;
  state.snapshots = {{0.0, "fields/fields_0000.vti"}};
  state.last_snapshot = 0.0;
  state.tracker.started = true;
  state.tracker.last_id = 1;
  state.tracker.lesions.resize(1);
  state.tracker.lesions.front().id = 1;
  state.tracker.id.assign(brick_size, 0);
  state.tracker.id[5] = state.tracker.id[6] = 1;
  return state;
}

/// A checkpoint as a run writes it, by record, with the files of its folder beside it.
struct SoundCheckpoint {
  VoxelDomain domain = one_brick();
  fs::path folder = scratch_folder() / "stopped";
  std::map<std::string, std::string> records;

  SoundCheckpoint() {
    for (const char* const name : {"timeseries.csv", "events.csv", "lesions.csv", "fields/fields_0000.vti"})
      scratch_file(std::string("stopped/") + name, "row\n");
    Simulation::Memory memory;
    for (auto& field : memory.fields) field.assign(domain.stored_voxels(), 0.5);
    const fs::path file = folder / "sound";
    CheckpointWriter writer(file);
    writer.put_text("case", resolved_case);
    put(writer, memory);
    put(writer, some_output(), folder);
    writer.finish();
    const CheckpointReader reader(file);
    for (const char* const name : {"case",
                                   "time",
                                   "applied",
                                   "applied/since",
                                   "blood",
                                   "blood/given",
                                   "integrator/next_dt",
                                   "integrator/means_rate",
                                   "integrator/start",
                                   "integrator/work",
                                   "integrator/ledger",
                                   "statistics/counts",
                                   "statistics/sizes",
                                   "table/timeseries",
                                   "table/events",
                                   "table/lesions",
                                   "snapshots/time",
                                   "snapshots/size",
                                   "snapshots/name",
                                   "mesh_snapshots/time",
                                   "mesh_snapshots/size",
                                   "mesh_snapshots/name",
                                   "snapshots/last",
                                   "lesions/voxel",
                                   "lesions/voxel_id",
                                   "lesions/id",
                                   "lesions/born_and_centroid",
                                   "lesions/last_id",
                                   "lesions/started"})
      records[name] = reader.text(name);
    for (const FieldInfo& field : field_info)
      records[std::string("field/") + field.name] = reader.text(std::string("field/") + field.name);
  }
};

const SoundCheckpoint& sound() {
  static const SoundCheckpoint checkpoint;
  return checkpoint;
}

/// All that --resume takes from a checkpoint.
void take_all(const fs::path& file, std::size_t size) {
  is_read([&] {
    const CheckpointReader reader(file);
    for (const auto& [name, content] : sound().records) {
      if (!reader.has(name)) continue;
      require(reader.size_of(name) <= size, "a record lies in its file");
      require(reader.text(name).size() == reader.size_of(name), "a record is read whole");
    }
    is_read([&] { case_differences(reader.text("case"), resolved_case); });
    is_read([&] {
      for (const auto& field : take_memory(reader, sound().domain).fields)
        require(field.size() == sound().domain.stored_voxels(), "a field has one value per voxel");
    });
    is_read([&] {
      const OutputState state = take_output_state(reader, sound().folder, sound().domain.stored_voxels());
      const std::vector<std::int32_t>& id = state.tracker.id;
      require(id.empty() || id.size() == sound().domain.stored_voxels(), "each voxel is in a lesion or in none");
      for (const SeriesFile::Entry& entry : state.snapshots)
        require(fs::path(entry.name).parent_path() == "fields" && fs::is_regular_file(sound().folder / entry.name),
                "a snapshot that is listed lies in its folder: " + entry.name);
    });
  });
}

/// The input as a whole file.
void try_checkpoint(Input input) {
  take_all(scratch_file("stopped/input", input), input.size());
}

/// The input as the records of a file whose head and checksum are right, which no fuzzer would come upon.
void try_records(Input input) {
  constexpr std::uint32_t byte_order_mark = 0x01020304;
  std::string content = fmt::format("howship checkpoint {}\n", checkpoint_version);
  content.append(reinterpret_cast<const char*>(&byte_order_mark), sizeof byte_order_mark).append(input);
  Sha256 sum;
  sum.add(content);
  const Sha256::Digest digest = sum.digest();
  content.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  take_all(scratch_file("stopped/input", content), content.size());
}

/// A sound checkpoint with some records replaced, left out (longer than all that is left) or cut: number, size, content
/// of each.
void try_changed_records(Input input) {
  Bytes bytes(input);
  std::map<std::string, std::string> records = sound().records;
  while (bytes.left() > 0) {
    const auto changed = std::next(records.begin(), bytes.take() % static_cast<std::ptrdiff_t>(records.size()));
    const std::size_t size = bytes.take();
    if (size > bytes.left() && records.size() > 1) {
      records.erase(changed);
      continue;
    }
    changed->second.clear();
    for (std::size_t i = 0; i < size; ++i) changed->second += static_cast<char>(bytes.take());
  }
  const fs::path file = sound().folder / "input";
  {
    CheckpointWriter writer(file);
    for (const auto& [name, content] : records) writer.put_text(name, content);
    writer.finish();
  }
  take_all(file, fs::file_size(file));
}

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void try_manifest(Input input) {
  const fs::path file = scratch_file("resumed/manifest.json", input);
  is_read([&] { read_manifest(file); });
  const bool added = add_session(file.parent_path(), {});
  const std::string then = content_of(file);
  require(added || then == input, "what is no manifest is left alone");
  require(!added || then.size() > input.size(), "a session is added");
}

}  // namespace

std::vector<Target> checkpoint_targets() {
  return {{"checkpoint", try_checkpoint},
          {"records", try_records},
          {"changed_records", try_changed_records},
          {"manifest", try_manifest}};
}

}  // namespace howship::fuzz
