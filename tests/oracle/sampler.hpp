#pragma once

#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

#include "howship/domain.hpp"

namespace howship::testing_support {

/// Values of a field at points, linear between the eight voxel centres around each.
class Sampler {
 public:
  /// \param mirrored the domain is an octant: below index 0 it goes on as its mirror image
  explicit Sampler(const VoxelDomain& domain, bool mirrored = false) : domain_(domain), mirrored_(mirrored) {
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
      if (domain.active(v)) voxels_[domain.voxel_index(v)] = v;
  }
  /// \throws std::out_of_range where one of the eight has no bone
  double at(const std::vector<double>& field, const Vec3& x) const {
    Index3 low{};
    double share[3];
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double s = (x[axis] - domain_.grid.origin[axis]) / domain_.grid.spacing[axis] - 0.5;
      low[axis] = static_cast<int>(std::floor(s));
      share[axis] = s - low[axis];
    }
    double value = 0.0;
    for (int corner = 0; corner < 8; ++corner) {
      double weight = 1.0;
      Index3 i = low;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        const int up = corner >> axis & 1;
        i[axis] += up;
        if (mirrored_ && i[axis] < 0) i[axis] = -1 - i[axis];
        weight *= up != 0 ? share[axis] : 1.0 - share[axis];
      }
      value += weight * field[voxels_.at(i)];
    }
    return value;
  }

 private:
  const VoxelDomain& domain_;
  bool mirrored_;
  std::map<Index3, std::size_t> voxels_;
};

}  // namespace howship::testing_support
