#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "howship/domain.hpp"
#include "howship/results.hpp"

namespace howship {

/// What a lesion does to the bone; the numbers are those of the cell array `lesion_class`.
enum class LesionClass : std::uint8_t { None = 0, Lytic = 1, Sclerotic = 2, Mixed = 3 };

const char* name_of(LesionClass c);  ///< "none", "lytic", "sclerotic", "mixed"

/// Lytic when V_lyt > 4 V_scl, sclerotic when V_scl > 4 V_lyt, else mixed (MODEL.md 2j); none while both are zero.
LesionClass classify_lesion(double lytic_volume, double sclerotic_volume);

/// What happened to a lesion since the output time before.
enum class LesionEvent : std::uint8_t {
  None = 0,
  Start,   ///< was there at the first output time
  Born,    ///< appeared away from all others
  Split,   ///< came off another lesion
  Merged,  ///< became part of another lesion
  Gone     ///< no longer differs enough from healthy bone
};

const char* name_of(LesionEvent e);  ///< "", "start", "born", "split", "merged", "gone"

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

  /// Shortest distance from the lesion's edge to the outer surface of the bone [mm]; 0 once a voxel of it lies at the
  /// surface. Taken between corners of voxels, so short by up to a voxel's diagonal. Without value once the lesion has
  /// ended.
  std::optional<double> surface_distance;
  // Without value also where the bone has no cortical shell (Cortex):
  std::optional<double> cortex_distance;  ///< from its edge to the shell; 0 once it reaches the shell [mm]
  /// Largest loss of the shell's thickness anywhere at the lesion: share of the healthy mineral that is gone along the
  /// shortest way from the outer surface through the shell [%].
  std::optional<double> cortex_lost;
  /// Area of outer surface below which every voxel of the shell is destroyed, that is holds less than half its healthy
  /// mineral [mm2]; above 0 the lesion has broken through the cortex. Tumour in the pores of standing bone is no
  /// breach.
  std::optional<double> breach_area;

  double born = 0;  ///< output time at which it was first seen [day]
  LesionEvent event = LesionEvent::None;
  std::int32_t merged_into = 0;  ///< id of the lesion that it became part of; 0 = none
  std::int32_t split_from = 0;   ///< id of the lesion that it came off, at that time; 0 = none
};

/// Lesions of one snapshot, by rising id.
struct LesionMap {
  std::vector<Lesion> lesions;
  /// Those of the snapshot before that are no more, by rising id: without volume, in the place where they were, with
  /// the density that this place has now.
  std::vector<Lesion> ended;
  std::vector<std::int32_t> id;  ///< per stored voxel; 0 where there is no lesion
};

/// Class of each lesion by id; that of 0 is none.
std::vector<LesionClass> classes_by_id(const LesionMap& map);

/// What a LesionTracker knows of the snapshots that it has seen.
struct LesionMemory {
  std::vector<std::int32_t> id;  ///< per stored voxel in the last snapshot; 0 where there is no lesion
  std::vector<Lesion> lesions;   ///< of the last snapshot; only id, born and centroid count
  std::int32_t last_id = 0;      ///< largest id given so far
  bool started = false;          ///< a snapshot was seen
};

/// Finds lesions in a run's snapshots and follows them through time.
///
/// A lesion is a connected part (over open faces) of the voxels whose tumour fraction is at least
/// lesion_tumour_fraction or whose mineral lies outside lytic_ratio .. sclerotic_ratio of its healthy value. Parts
/// below 1 mm3 without such tumour are ignored.
///
/// A lesion keeps the id of that lesion of the snapshot before with which it shares most volume. When two merge, the id
/// of the larger share goes on; when one splits, its largest piece keeps the id. New lesions are numbered on, larger
/// ones first.
class LesionTracker {
 public:
  /// `domain` and `baseline` must outlive the tracker. Healthy mineral must be positive in every active voxel.
  LesionTracker(const VoxelDomain& domain, const Baseline& baseline);
  ~LesionTracker();

  /// Snapshots must come in the order of time and be finite. The result is valid until the next call.
  const LesionMap& follow(const Snapshot& snapshot);

  LesionMemory memory() const;
  /// Goes on as the tracker did that had this memory. \param memory of the same domain
  void restore(LesionMemory memory);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace howship
