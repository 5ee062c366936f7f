#include "host/view/snapshot_voxels.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace howship {
namespace {

/// Number of a voxel along an axis, at most two beyond the grid; before it also of what is no number.
int place_along(double at, int extent) {
  return at > -2.0 ? static_cast<int>(std::min(at, extent + 1.0)) : -2;
}

/// The eight voxel centres around a point, with their weights for linear interpolation.
struct CentresAround {
  Index3 first{};
  Vec3 t{};  ///< from `first` towards the next, 0 .. 1

  CentresAround(const Grid& grid, const Vec3& point) {
    for (std::size_t a = 0; a < 3; ++a) {
      const double at = (point[a] - grid.origin[a]) / grid.spacing[a] - 0.5;
      const double below = std::floor(at);
      first[a] = place_along(below, grid.extent[a]);
      t[a] = at - below;
    }
  }

  /// visit(place of the voxel, weight) for those within the grid.
  template <class Visit>
  void for_each(const Grid& grid, const Visit& visit) const {
    for (int n = 0; n < 8; ++n) {
      double weight = 1;
      std::size_t place = 0, stride = 1;
      bool within = true;
      for (std::size_t a = 0; a < 3; ++a) {
        const int upper = n >> a & 1;
        const int v = first[a] + upper;
        within = within && v >= 0 && v < grid.extent[a];
        weight *= upper == 1 ? t[a] : 1 - t[a];
        if (within) place += static_cast<std::size_t>(v) * stride;
        stride *= static_cast<std::size_t>(grid.extent[a]);
      }
      if (within) visit(place, weight);
    }
  }
};

}  // namespace

float SnapshotVoxels::share_at(const Vec3& point) const {
  double sum = 0;
  CentresAround(grid, point).for_each(grid, [&](std::size_t place, double weight) {
    sum += weight * static_cast<double>(share[place]);
  });
  return static_cast<float>(sum);
}

float SnapshotVoxels::value_at(const std::vector<float>& values, const Vec3& point, float otherwise) const {
  double sum = 0, weights = 0;
  CentresAround(grid, point).for_each(grid, [&](std::size_t place, double weight) {
    const double bone = weight * static_cast<double>(share[place]);
    if (bone <= 0) return;
    sum += bone * static_cast<double>(values[place]);
    weights += bone;
  });
  return weights > 0 ? static_cast<float>(sum / weights) : nearest_value(values, point, otherwise);
}

float SnapshotVoxels::nearest_value(const std::vector<float>& values, const Vec3& point, float otherwise) const {
  Index3 middle{};
  for (std::size_t a = 0; a < 3; ++a) {
    const double at = std::floor((point[a] - grid.origin[a]) / grid.spacing[a]);
    middle[a] = place_along(at, grid.extent[a]);
  }
  double least = -1;
  float nearest = otherwise;
  for (int dz = -1; dz <= 1; ++dz) {
    for (int dy = -1; dy <= 1; ++dy) {
      for (int dx = -1; dx <= 1; ++dx) {
        const Index3 v{middle[0] + dx, middle[1] + dy, middle[2] + dz};
        if (v[0] < 0 || v[1] < 0 || v[2] < 0 || v[0] >= grid.extent[0] || v[1] >= grid.extent[1] ||
            v[2] >= grid.extent[2])
          continue;
        const auto nx = static_cast<std::size_t>(grid.extent[0]), ny = static_cast<std::size_t>(grid.extent[1]);
        const std::size_t place = static_cast<std::size_t>(v[0]) +
                                  nx * (static_cast<std::size_t>(v[1]) + ny * static_cast<std::size_t>(v[2]));
        if (!(share[place] > 0)) continue;
        const Vec3 centre = grid.centre(v);
        double distance = 0;
        for (std::size_t a = 0; a < 3; ++a) distance += (centre[a] - point[a]) * (centre[a] - point[a]);
        if (least < 0 || distance < least) {
          least = distance;
          nearest = values[place];
        }
      }
    }
  }
  return nearest;
}

}  // namespace howship
