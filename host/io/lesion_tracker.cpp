#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "host/io/lesion_cortex.hpp"
#include "host/io/lesion_measures.hpp"
#include "host/io/lesions.hpp"

namespace howship {
namespace {

/// Volume that a part of this snapshot shares with a lesion of the one before.
struct Overlap {
  double volume = 0;
  std::int32_t id = 0;
  std::size_t part = 0;
};

/// Largest first; equal volumes by id, then by part, so that the order never depends on anything else.
std::vector<Overlap> find_overlaps(const VoxelDomain& domain, const std::vector<std::int32_t>& previous_id,
                                   const Components& parts) {
  std::map<std::pair<std::int32_t, std::int32_t>, double> shared;
  for (std::size_t voxel = 0; voxel < previous_id.size(); ++voxel) {
    if (previous_id[voxel] > 0 && parts.label[voxel] >= 0) {
      shared[{previous_id[voxel], parts.label[voxel]}] += bone_volume(domain, voxel);
    }
  }
  std::vector<Overlap> overlaps;
  overlaps.reserve(shared.size());
  for (const auto& [pair, volume] : shared)
    overlaps.push_back({volume, pair.first, static_cast<std::size_t>(pair.second)});
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const Overlap& a, const Overlap& b) { return a.volume > b.volume; });
  return overlaps;
}

}  // namespace

struct LesionTracker::Impl {
  const VoxelDomain& domain;
  const Baseline& baseline;
  LesionCortex cortex;
  LesionMap map{};
  std::int32_t last_id = 0;
  bool started = false;

  Impl(const VoxelDomain& d, const Baseline& b) : domain(d), baseline(b), cortex(d, b) {}

  void keep_ids(const std::vector<Overlap>& overlaps, std::vector<Lesion>& lesions) const;
  void give_ids(double time, std::vector<Lesion>& lesions);
  std::vector<Lesion> find_ended(const Snapshot& snapshot, const std::vector<Overlap>& overlaps,
                                 const std::vector<Lesion>& lesions) const;
  const Lesion& before(std::int32_t id) const {
    return *std::find_if(map.lesions.begin(), map.lesions.end(), [&](const Lesion& l) { return l.id == id; });
  }
};

/// Lesions that go on keep id and birth; parts that share volume with one of another name came off it.
void LesionTracker::Impl::keep_ids(const std::vector<Overlap>& overlaps, std::vector<Lesion>& lesions) const {
  std::map<std::int32_t, bool> id_taken;
  for (const Overlap& overlap : overlaps) {
    Lesion& lesion = lesions[overlap.part];
    if (lesion.id != 0 || id_taken[overlap.id]) continue;
    lesion.id = overlap.id;
    lesion.born = before(overlap.id).born;
    id_taken[overlap.id] = true;
  }
  for (const Overlap& overlap : overlaps) {
    Lesion& lesion = lesions[overlap.part];
    if (lesion.id == 0 && lesion.split_from == 0) lesion.split_from = overlap.id;
  }
}

void LesionTracker::Impl::give_ids(double time, std::vector<Lesion>& lesions) {
  std::vector<std::size_t> by_volume(lesions.size());
  std::iota(by_volume.begin(), by_volume.end(), std::size_t{0});
  std::stable_sort(by_volume.begin(), by_volume.end(),
                   [&](std::size_t a, std::size_t b) { return lesions[a].volume > lesions[b].volume; });
  for (const std::size_t part : by_volume) {
    Lesion& lesion = lesions[part];
    if (lesion.id != 0) continue;
    lesion.id = ++last_id;
    lesion.born = time;
    lesion.event = !started ? LesionEvent::Start : lesion.split_from > 0 ? LesionEvent::Split : LesionEvent::Born;
  }
}

/// \param lesions of now, all with their id, in the order of the parts
std::vector<Lesion> LesionTracker::Impl::find_ended(const Snapshot& snapshot, const std::vector<Overlap>& overlaps,
                                                    const std::vector<Lesion>& lesions) const {
  std::vector<Lesion> ended;
  for (const Lesion& last : map.lesions) {
    if (std::any_of(lesions.begin(), lesions.end(), [&](const Lesion& l) { return l.id == last.id; })) continue;
    Lesion lesion;
    lesion.id = last.id;
    lesion.born = last.born;
    lesion.centroid = last.centroid;
    measure_density(domain, baseline, snapshot, map.id, lesion);
    const auto into = std::find_if(overlaps.begin(), overlaps.end(), [&](const Overlap& o) { return o.id == last.id; });
    if (into != overlaps.end()) lesion.merged_into = lesions[into->part].id;
    lesion.event = lesion.merged_into > 0 ? LesionEvent::Merged : LesionEvent::Gone;
    ended.push_back(lesion);
  }
  return ended;
}

LesionTracker::LesionTracker(const VoxelDomain& domain, const Baseline& baseline)
    : impl_(std::make_unique<Impl>(domain, baseline)) {}

LesionTracker::~LesionTracker() = default;

const LesionMap& LesionTracker::follow(const Snapshot& snapshot) {
  Impl& self = *impl_;
  Components parts = find_lesion_parts(self.domain, self.baseline, snapshot);
  std::vector<Lesion> lesions = measure_lesions(self.domain, self.baseline, snapshot, parts);
  self.cortex.measure(snapshot, parts, lesions);

  const std::vector<Overlap> overlaps = find_overlaps(self.domain, self.map.id, parts);
  self.keep_ids(overlaps, lesions);
  self.give_ids(snapshot.time, lesions);
  self.map.ended = self.find_ended(snapshot, overlaps, lesions);
  self.started = true;

  self.map.id = std::move(parts.label);
  for (std::int32_t& entry : self.map.id) entry = entry < 0 ? 0 : lesions[static_cast<std::size_t>(entry)].id;
  std::sort(lesions.begin(), lesions.end(), [](const Lesion& a, const Lesion& b) { return a.id < b.id; });
  self.map.lesions = std::move(lesions);
  return self.map;
}

LesionMemory LesionTracker::memory() const {
  return {impl_->map.id, impl_->map.lesions, impl_->last_id, impl_->started};
}

void LesionTracker::restore(LesionMemory memory) {
  impl_->map.id = std::move(memory.id);
  impl_->map.lesions = std::move(memory.lesions);
  impl_->map.ended.clear();
  impl_->last_id = memory.last_id;
  impl_->started = memory.started;
}

}  // namespace howship
