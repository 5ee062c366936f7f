#include "host/report/first_place.hpp"

#include <cmath>

#include "howship/results.hpp"

#include "host/view/snapshot_voxels.hpp"

namespace howship {

namespace {

struct PlaceVoxel {
  std::size_t at = 0;
  double share = 0.0;    ///< of the voxel in the bone [1]
  double healthy = 0.0;  ///< density [mg/cm3]
};

std::vector<PlaceVoxel> lesions_of(const SnapshotVoxels& first) {
  std::vector<PlaceVoxel> place;
  const auto density = first.arrays.find("bmd"), change = first.arrays.find("bmd_change"),
             tumour = first.arrays.find("tumour");
  if (density == first.arrays.end() || change == first.arrays.end()) return place;
  for (std::size_t i = 0; i < first.share.size(); ++i) {
    const double ratio = 1.0 + 0.01 * static_cast<double>(change->second.values[i]);
    const bool invaded =
        tumour != first.arrays.end() && static_cast<double>(tumour->second.values[i]) >= lesion_tumour_fraction;
    // Of a voxel that has lost everything the file does not tell what it held when healthy.
    if (!(first.share[i] > 0.0F) || !(ratio > 1e-3)) continue;
    if (invaded || ratio < lytic_ratio || ratio > sclerotic_ratio)
      place.push_back({i, static_cast<double>(first.share[i]), static_cast<double>(density->second.values[i]) / ratio});
  }
  return place;
}

}  // namespace

std::vector<double> change_at_first_place(const RunFolder& run, const std::vector<double>& times) {
  std::vector<double> changes;
  if (run.snapshots.empty()) return changes;
  const std::vector<PlaceVoxel> place =
      lesions_of(read_snapshot(run.snapshots.front().file, {"bmd", "bmd_change", "tumour"}));
  if (place.empty()) return changes;
  for (const double time : times) {
    const SnapshotFile* latest = &run.snapshots.front();
    for (const SnapshotFile& s : run.snapshots)
      if (s.time <= time + 1e-6) latest = &s;
    const SnapshotVoxels snapshot = read_snapshot(latest->file, {"bmd"});
    const auto density = snapshot.arrays.find("bmd");
    if (density == snapshot.arrays.end() || place.back().at >= snapshot.share.size()) return {};
    double now = 0.0, healthy = 0.0;
    for (const PlaceVoxel& voxel : place) {
      now += voxel.share * static_cast<double>(density->second.values[voxel.at]);
      healthy += voxel.share * voxel.healthy;
    }
    changes.push_back(100.0 * (now / healthy - 1.0));
  }
  return changes;
}

}  // namespace howship
