#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "howship/domain.hpp"
#include "howship/results.hpp"

#include "host/io/lesion_components.hpp"
#include "host/io/lesions.hpp"

namespace howship {

/// A voxel of the cortical shell is destroyed below this share of its healthy mineral: the half maximum at which an
/// image loses a cortex's edge.
constexpr double destroyed_ratio = 0.5;

/// Measures how far lesions lie from the bone's surface and its cortical shell, and what of the shell is lost.
class LesionCortex {
 public:
  /// `domain` and `baseline` must outlive this object.
  LesionCortex(const VoxelDomain& domain, const Baseline& baseline);
  ~LesionCortex();

  /// Fills surface_distance, cortex_distance, cortex_lost and breach_area.
  /// \param lesions of the parts, in their order
  void measure(const Snapshot& snapshot, const Components& parts, std::vector<Lesion>& lesions) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace howship
