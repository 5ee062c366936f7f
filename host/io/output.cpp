#include "host/io/output.hpp"

#include <optional>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/background_writer.hpp"
#include "host/io/cell_arrays.hpp"
#include "host/io/lesions.hpp"
#include "host/io/mesh_writer.hpp"
#include "host/io/output_folder.hpp"
#include "host/io/output_state.hpp"
#include "host/io/snapshot_writer.hpp"
#include "host/io/summary_json.hpp"
#include "host/io/tables.hpp"
#include "host/io/timeseries_columns.hpp"
#include "host/io/view_script.hpp"
#include "host/io/written_file.hpp"

namespace howship {
namespace {

std::filesystem::path prepared(const std::filesystem::path& folder, bool overwrite) {
  prepare_output_folder(folder, overwrite);
  return folder;
}

void check_baseline(const VoxelDomain& domain, const Baseline& baseline) {
  if (baseline.mineral.size() != domain.stored_voxels()) {
    throw std::invalid_argument("baseline and domain differ in size");
  }
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    if (domain.active(voxel) && !(baseline.mineral[voxel] > 0.0F)) {
      throw std::invalid_argument(
          fmt::format("healthy mineral is {} in stored voxel {}", baseline.mineral[voxel], voxel));
    }
  }
}

void check_size(const VoxelDomain& domain, const Snapshot& snapshot) {
  for (const std::vector<float>& field : snapshot.fields) {
    if (field.size() != domain.stored_voxels()) throw std::invalid_argument("snapshot and domain differ in size");
  }
}

/// It tells the end of a run that is going on.
std::filesystem::path without_summary(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::remove(folder / "summary.json", failed);
  if (failed) throw FileError(fmt::format("{}/summary.json: cannot be removed: {}", folder.string(), failed.message()));
  return folder;
}

}  // namespace

struct RunOutput::Impl {
  Impl(const std::filesystem::path& path, bool overwrite)
      : folder(prepared(path, overwrite)),
        timeseries(folder / "timeseries.csv", timeseries_header()),
        events(folder / "events.csv", events_header),
        lesion_table(folder / "lesions.csv", lesions_header) {}
  Impl(const std::filesystem::path& path, OutputState state)
      : folder(without_summary(path)),
        timeseries(folder / "timeseries.csv", state.timeseries),
        events(folder / "events.csv", state.events),
        lesion_table(folder / "lesions.csv", state.lesions),
        before(std::move(state)),
        last_snapshot(before->last_snapshot) {}

  /// In the background: the members that it uses are nobody else's until writer.wait() has returned.
  void write_taken();

  std::filesystem::path folder;
  LineFile timeseries, events, lesion_table;
  int threads = 0;
  const VoxelDomain* domain = nullptr;
  Baseline baseline;
  std::optional<LesionTracker> lesions;
  OutputCase options;
  std::optional<SnapshotWriter> snapshots;
  std::optional<MeshWriter> mesh;
  std::optional<OutputState> before;    // of the checkpoint that the run goes on from
  std::optional<double> last_snapshot;  // taken [day]
  Snapshot taken;
  BackgroundWriter writer;  // last: it is waited for before the others go
};

void RunOutput::Impl::write_taken() {
  const LesionMap& found = lesions->follow(taken);
  snapshots->write(taken, found, threads);
  if (mesh) mesh->write(taken, found, threads);
  for (const std::vector<Lesion>* those : {&found.lesions, &found.ended}) {
    for (const Lesion& lesion : *those) lesion_table.append(lesion_line(taken.time, lesion));
  }
}

RunOutput::RunOutput(const std::filesystem::path& folder, bool overwrite)
    : impl_(std::make_unique<Impl>(folder, overwrite)) {}

RunOutput::RunOutput(const std::filesystem::path& folder, const CheckpointReader& checkpoint, std::size_t stored_voxels)
    : impl_(std::make_unique<Impl>(folder, take_output_state(checkpoint, folder, stored_voxels))) {
  // Cut back from the lists to what they list, so that a reader never finds a file missing.
  const OutputState& before = *impl_->before;
  SeriesFile(folder / "fields.pvd").restore(before.snapshots);
  if (!before.mesh_snapshots.empty()) SeriesFile(folder / "mesh.pvd").restore(before.mesh_snapshots);
  remove_snapshots_from(folder, before.snapshots.size(), before.mesh_snapshots.size());
}

RunOutput::~RunOutput() = default;

void RunOutput::set_domain(const VoxelDomain& domain, const Baseline& baseline, const OutputCase& options) {
  if (impl_->domain != nullptr) throw std::logic_error("the domain of an output is set once");
  check_baseline(domain, baseline);
  impl_->domain = &domain;
  impl_->baseline = baseline;
  impl_->lesions.emplace(domain, impl_->baseline);
  impl_->options = options;
  impl_->snapshots.emplace(impl_->folder, domain, impl_->baseline, options.arrays, options.accuracy);
  if (impl_->before) {
    impl_->lesions->restore(impl_->before->tracker);
    impl_->snapshots->restore(impl_->before->snapshots);
  }
  replace_file(impl_->folder / "view.py", {view_script});
}

void RunOutput::set_mesh(OutputMesh mesh) {
  if (impl_->domain == nullptr) throw std::logic_error("mesh before the domain was set");
  impl_->mesh.emplace(impl_->folder, std::move(mesh), *impl_->domain, impl_->baseline, impl_->options.arrays,
                      impl_->options.accuracy, impl_->threads);
  if (impl_->before) impl_->mesh->restore(impl_->before->mesh_snapshots);
}

void RunOutput::set_threads(int threads) {
  impl_->threads = threads;
}

void RunOutput::append(const TimeseriesRow& row) {
  impl_->timeseries.append(timeseries_line(row));
}

void RunOutput::append(const AppliedEvent& event) {
  impl_->events.append(event_line(event));
}

void RunOutput::append(const Snapshot& snapshot) {
  if (impl_->domain == nullptr) throw std::logic_error("snapshot before the domain was set");
  check_size(*impl_->domain, snapshot);
  if (impl_->last_snapshot && snapshot.time < *impl_->last_snapshot) {
    throw std::invalid_argument(
        fmt::format("snapshot of day {} comes after that of day {}", snapshot.time, *impl_->last_snapshot));
  }
  if (impl_->last_snapshot == snapshot.time) return;
  check_finite(*impl_->domain, snapshot);
  impl_->writer.wait();
  impl_->taken = snapshot;
  impl_->writer.start([impl = impl_.get()] { impl->write_taken(); });
  impl_->last_snapshot = snapshot.time;
}

void RunOutput::wait() const {
  impl_->writer.wait();
}

bool RunOutput::busy() const {
  return impl_->writer.busy();
}

double RunOutput::seconds_writing() const {
  return impl_->writer.seconds();
}

void RunOutput::write_summary(const Summary& summary) {
  wait();
  const std::string text = summary_json(summary);
  replace_file(impl_->folder / "summary.json", {text});
}

void RunOutput::save(CheckpointWriter& checkpoint) {
  wait();
  OutputState state;
  for (LineFile* table : {&impl_->timeseries, &impl_->events, &impl_->lesion_table}) table->sync();
  state.timeseries = impl_->timeseries.position();
  state.events = impl_->events.position();
  state.lesions = impl_->lesion_table.position();
  if (impl_->snapshots) state.snapshots = impl_->snapshots->series().entries();
  if (impl_->mesh) state.mesh_snapshots = impl_->mesh->series().entries();
  state.last_snapshot = impl_->last_snapshot;
  if (impl_->lesions) state.tracker = impl_->lesions->memory();
  put(checkpoint, state, impl_->folder);
}

const std::filesystem::path& RunOutput::folder() const {
  return impl_->folder;
}

}  // namespace howship
