#pragma once

#include <array>
#include <string>
#include <vector>

#include "howship/domain.hpp"
#include "howship/results.hpp"

namespace howship {

/// A cell array of the snapshots that holds real numbers.
struct CellArray {
  const char* name;
  const char* unit;
  float (*value)(const Snapshot& snapshot, const Baseline& baseline, std::size_t voxel);
  /// What a mean over voxels weighs it by besides their volume, so that the mean of a ratio is the ratio of the means;
  /// nullptr = nothing
  float (*weight)(const Baseline& baseline, std::size_t voxel);
  double scale;  ///< size at which it starts to matter [unit]
};

/// All of them in the order of writing. `lesion_class` and `volume_fraction` come besides.
extern const std::array<CellArray, 15> cell_arrays;

constexpr const char* lesion_class_array = "lesion_class";
constexpr const char* volume_fraction_array = "volume_fraction";
/// Array that viewers colour by when they open a snapshot.
constexpr const char* shown_first = "bmd_change";

bool is_array_name(const std::string& name);

/// \throws InputError naming the first entry of `names` that is no cell array, and those that are
void check_array_names(const std::vector<std::string>& names);

/// \param names as in `output.arrays`; empty = all
bool is_wanted(const std::vector<std::string>& names, const std::string& array);

/// \throws NumericalError naming field, voxel, position and time of the first value of `snapshot` that is not finite
void check_finite(const VoxelDomain& domain, const Snapshot& snapshot);

}  // namespace howship
