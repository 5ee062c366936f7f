#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// One cell array, [nz][ny][nx], x fastest.
struct VoxelValues {
  std::string unit;  ///< empty when the file names none
  std::vector<float> values;
};

/// Where a snapshot has bone, and those of its arrays that were asked for.
struct SnapshotVoxels {
  Grid grid;
  std::vector<float> share;  ///< of each voxel inside the bone [1]; 0 where it is hidden
  std::map<std::string, VoxelValues> arrays;

  /// Share of bone at a point, linear between voxel centres; 0 beyond the grid.
  float share_at(const Vec3& point) const;

  /// Value at a point, linear between voxel centres. Only bone counts, so that what lies outside does not bleed in.
  /// \return `otherwise` where there is no bone within a voxel
  float value_at(const std::vector<float>& values, const Vec3& point, float otherwise) const;

  /// Value of the bone voxel nearest to a point. Same \return.
  float nearest_value(const std::vector<float>& values, const Vec3& point, float otherwise) const;
};

/// Names of the cell arrays of a .vti file, from its header alone.
/// \throws FileError when it cannot be read
std::vector<std::string> snapshot_arrays(const std::filesystem::path& file);

/// Reads arrays of a .vti file. Those of `wanted` that it does not have are left out.
/// \throws FileError when it cannot be read or says nowhere where the bone is
SnapshotVoxels read_snapshot(const std::filesystem::path& file, const std::vector<std::string>& wanted);

}  // namespace howship
