#pragma once
// Bone with a cortical shell, for the tests of lesions in it.

#include <functional>

#include "tests/unit/output_support.hpp"

namespace howship::output_test {

constexpr float compact_mineral = 0.4F;

/// Healthy bone with a compact shell where `in_shell` says so.
inline Baseline make_shell(const VoxelDomain& domain, const std::function<bool(const Index3&)>& in_shell) {
  Baseline baseline = make_baseline(domain);
  for (std::size_t voxel = 0; voxel < domain.stored_voxels(); ++voxel) {
    if (!domain.active(voxel) || !in_shell(domain.voxel_index(voxel))) continue;
    baseline.bone_volume_fraction[voxel] = 0.8F;
    baseline.mineral[voxel] = compact_mineral;
  }
  return baseline;
}

inline Snapshot make_intact(const VoxelDomain& domain, const Baseline& baseline) {
  Snapshot snapshot = make_healthy(domain);
  field_of(snapshot, Field::Mineral) = baseline.mineral;
  return snapshot;
}

}  // namespace howship::output_test
