#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// Which voxels each cell of a mesh shares space with, as a sparse matrix in rows of cells.
///
/// A cell's mean of a field is the mean over its entries, weighed by `volume`. When a cell holds bone but is too small
/// or too far out to share any voxel's, its only entry is the nearest voxel, with volume 0.
struct VoxelOverlaps {
  std::vector<std::size_t> begins{0};  ///< into `voxel` and `volume`, one more than cells
  std::vector<std::uint32_t> voxel;    ///< stored voxel of the domain, active
  std::vector<float> volume;           ///< of bone that cell and voxel share [mm3]; of a surface its area [mm2]

  std::size_t cells() const { return begins.size() - 1; }
};

/// Mean of a cell over its voxels; 0 where it has none. \param value  double of a stored voxel
template <class Value>
double mean_of(const VoxelOverlaps& overlaps, std::size_t cell, const Value& value) {
  double sum = 0.0;
  double weight = 0.0;
  const std::size_t first = overlaps.begins[cell];
  const std::size_t last = overlaps.begins[cell + 1];
  for (std::size_t e = first; e < last; ++e) {
    sum += static_cast<double>(overlaps.volume[e]) * value(overlaps.voxel[e]);
    weight += static_cast<double>(overlaps.volume[e]);
  }
  if (weight > 0.0) return sum / weight;
  return first < last ? value(overlaps.voxel[first]) : 0.0;
}

/// A user's own mesh, on which results are written besides the voxels.
struct OutputMesh {
  struct Array {
    std::string name;
    std::string type = "Float64";  ///< as VTK's XML files name them: Int32, UInt8, Float32, ...
    int components = 1;
    std::vector<double> values;  ///< per cell, components together
  };
  bool surface = false;              ///< of triangles; otherwise cells that enclose volumes
  bool single_precision = false;     ///< points are written as Float32
  std::vector<Vec3> points;          ///< in the unit of the user's file
  std::vector<std::uint8_t> types;   ///< of each cell, VTK's numbers
  std::vector<std::int64_t> begins;  ///< into `corners`, one more than cells
  std::vector<std::int32_t> corners;
  std::vector<Array> cell_data;     ///< the user's own
  std::vector<double> cell_volume;  ///< [mm3]; empty for a surface
  VoxelOverlaps overlaps;

  std::size_t cells() const { return types.size(); }
};

}  // namespace howship
