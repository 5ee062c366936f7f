#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

#include "howship/domain.hpp"

namespace howship::testing_support {

/// Values of a field at points: cubic through the 64 voxel centres around each, or linear between the eight nearest
/// where one of the 64 has no bone.
class Sampler {
 public:
  explicit Sampler(const VoxelDomain& domain) : domain_(domain) {
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
      if (domain.active(v)) voxels_[domain.voxel_index(v)] = v;
  }
  /// \throws std::out_of_range where one of the eight has no bone
  double at(const std::vector<double>& field, const Vec3& x) const {
    Index3 low{};
    std::array<std::array<double, 4>, 3> weight{};
    bool cubic = true;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const double place = (x[axis] - domain_.grid.origin[axis]) / domain_.grid.spacing[axis] - 0.5;
      low[axis] = static_cast<int>(std::floor(place));
      const double s = place - low[axis];
      weight[axis] = {-s * (s - 1.0) * (s - 2.0) / 6.0, (s + 1.0) * (s - 1.0) * (s - 2.0) / 2.0,
                      -(s + 1.0) * s * (s - 2.0) / 2.0, (s + 1.0) * s * (s - 1.0) / 6.0};
    }
    for (int k = 0; k < 64 && cubic; ++k) cubic = voxels_.count(corner(low, k)) > 0;
    double value = 0.0;
    for (int k = 0; k < 64; ++k) {
      const std::size_t i[3] = {static_cast<std::size_t>(k % 4), static_cast<std::size_t>(k / 4 % 4),
                                static_cast<std::size_t>(k / 16)};
      double product = 1.0;
      for (std::size_t axis = 0; axis < 3; ++axis) {
        const double place = (x[axis] - domain_.grid.origin[axis]) / domain_.grid.spacing[axis] - 0.5 - low[axis];
        const double linear = i[axis] == 1 ? 1.0 - place : i[axis] == 2 ? place : 0.0;
        product *= cubic ? weight[axis][i[axis]] : linear;
      }
      if (product != 0.0) value += product * field[voxels_.at(corner(low, k))];
    }
    return value;
  }

 private:
  /// The k-th of the 64 around.
  static Index3 corner(const Index3& low, int k) {
    return {low[0] + k % 4 - 1, low[1] + k / 4 % 4 - 1, low[2] + k / 16 - 1};
  }
  const VoxelDomain& domain_;
  std::map<Index3, std::size_t> voxels_;
};

}  // namespace howship::testing_support
