#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "howship/domain.hpp"
#include "howship/results.hpp"

namespace howship {

/// What a lesion does to the bone; the numbers are those of the cell array `lesion_class`.
enum class LesionClass : std::uint8_t { None = 0, Lytic = 1, Sclerotic = 2, Mixed = 3 };

const char* name_of(LesionClass c);  ///< "none", "lytic", "sclerotic", "mixed"

/// Lytic when V_lyt > 4 V_scl, sclerotic when V_scl > 4 V_lyt, else mixed (MODEL.md 2j); none while both are zero.
LesionClass classify_lesion(double lytic_volume, double sclerotic_volume);

/// One lesion at one time. Volumes count the share of each voxel that lies inside the bone.
struct Lesion {
  std::int32_t id = 0;  ///< the same through the run, from 1
  std::size_t voxels = 0;
  double volume = 0;            ///< [mm3]
  double tumour_volume = 0;     ///< integral of the tumour fraction [mm3]
  double lytic_volume = 0;      ///< of voxels below lytic_ratio of their healthy mineral [mm3]
  double sclerotic_volume = 0;  ///< of voxels above sclerotic_ratio of their healthy mineral [mm3]
  double mean_bmd = 0;          ///< [mg/cm3]
  double bmd_change = 0;        ///< of the mean BMD, against the same voxels when healthy [%]
  double diameter = 0;          ///< largest, outer edge to outer edge, to about one voxel [mm]
  Vec3 centroid{};              ///< [mm]
  LesionClass phenotype = LesionClass::None;
};

/// Lesions of one snapshot, by rising id.
struct LesionMap {
  std::vector<Lesion> lesions;
  std::vector<std::int32_t> id;  ///< per stored voxel; 0 where there is no lesion
};

/// Class of each lesion by id; that of 0 is none.
std::vector<LesionClass> classes_by_id(const LesionMap& map);

/// Finds lesions in a run's snapshots and follows them through time.
///
/// A lesion is a connected part (over open faces) of the voxels whose tumour fraction exceeds lesion_tumour_fraction or
/// whose mineral lies outside lytic_ratio .. sclerotic_ratio of its healthy value. Parts below 1 mm3 without such
/// tumour are ignored.
///
/// A lesion keeps the id of that lesion of the snapshot before with which it shares most volume. When two merge, the id
/// of the larger share goes on; when one splits, its largest piece keeps the id. New lesions are numbered on, larger
/// ones first.
class LesionTracker {
 public:
  /// `domain` and `baseline` must outlive the tracker. Healthy mineral must be positive in every active voxel.
  LesionTracker(const VoxelDomain& domain, const Baseline& baseline);

  /// Snapshots must come in the order of time and be finite. The result is valid until the next call.
  const LesionMap& follow(const Snapshot& snapshot);

 private:
  const VoxelDomain& domain_;
  const Baseline& baseline_;
  LesionMap map_;
  std::int32_t last_id_ = 0;
};

}  // namespace howship
