#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "howship/domain.hpp"

namespace howship::testing_support {

/// A voxel of a domain made by hand: volume fraction, 0 for none, and open shares of the faces towards -x, -y, -z.
struct Cell {
  float volume = 0.0F;
  std::array<float, 3> aperture{};
};

/// Domain from a function of the grid index. Faces towards voxels that are not there must be closed by the function.
template <class Make>
VoxelDomain make_domain(const Grid& grid, Make cell) {
  VoxelDomain d;
  d.grid = grid;
  std::map<Index3, std::int32_t> place;
  Index3 count{};
  for (std::size_t axis = 0; axis < 3; ++axis) count[axis] = (grid.extent[axis] + brick_edge - 1) / brick_edge;
  Index3 b{};
  for (b[2] = 0; b[2] < count[2]; ++b[2])
    for (b[1] = 0; b[1] < count[1]; ++b[1])
      for (b[0] = 0; b[0] < count[0]; ++b[0]) {
        std::array<Cell, brick_size> cells;
        bool any = false;
        for (int lane = 0; lane < brick_size; ++lane) {
          const Index3 v{b[0] * brick_edge + lane % brick_edge, b[1] * brick_edge + lane / brick_edge % brick_edge,
                         b[2] * brick_edge + lane / (brick_edge * brick_edge)};
          Cell& c = cells[static_cast<std::size_t>(lane)];
          if (v[0] < grid.extent[0] && v[1] < grid.extent[1] && v[2] < grid.extent[2]) c = cell(v);
          any = any || c.volume > 0.0F;
        }
        if (!any) continue;
        place[b] = static_cast<std::int32_t>(d.brick_coordinates.size());
        d.brick_coordinates.push_back(b);
        for (const Cell& c : cells) {
          d.volume_fraction.push_back(c.volume);
          for (std::size_t axis = 0; axis < 3; ++axis) d.aperture[axis].push_back(c.aperture[axis]);
        }
      }
  for (const Index3& at : d.brick_coordinates) {
    std::array<std::int32_t, 6> around{};
    for (std::size_t side = 0; side < 6; ++side) {
      Index3 beside = at;
      beside[side / 2] += side % 2 == 0 ? -1 : 1;
      const auto found = place.find(beside);
      around[side] = found == place.end() ? -1 : found->second;
    }
    d.neighbours.push_back(around);
  }
  d.wall_distance.assign(d.stored_voxels(), 1e3F);
  return d;
}

/// Box of whole voxels.
inline VoxelDomain make_box(const Grid& grid) {
  return make_domain(grid, [](const Index3& v) {
    Cell c{1.0F, {1.0F, 1.0F, 1.0F}};
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (v[axis] == 0) c.aperture[axis] = 0.0F;
    return c;
  });
}

/// Octant of a box symmetric about the centre of voxel (0,0,0): planes of symmetry halve the first voxels, and a value
/// of the whole box at a multiple of the spacing along an axis is that of a voxel.
inline VoxelDomain make_mirrored_box(const Grid& grid) {
  return make_domain(grid, [](const Index3& v) {
    const auto half = [&](std::size_t axis) { return v[axis] == 0 ? 0.5F : 1.0F; };
    Cell c{half(0) * half(1) * half(2), {}};
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (v[axis] > 0) c.aperture[axis] = half((axis + 1) % 3) * half((axis + 2) % 3);
    return c;
  });
}

/// Part of a domain with x, y, z > 0, for what is symmetric about these planes. The grid has planes there.
inline VoxelDomain positive_octant(const VoxelDomain& whole) {
  std::map<Index3, std::size_t> voxels;
  for (std::size_t v = 0; v < whole.stored_voxels(); ++v)
    if (whole.active(v)) voxels[whole.voxel_index(v)] = v;
  Grid grid = whole.grid;
  Index3 first{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    first[axis] = static_cast<int>(std::lround(-grid.origin[axis] / grid.spacing[axis]));
    grid.origin[axis] = 0.0;
    grid.extent[axis] -= first[axis];
  }
  return make_domain(grid, [&](const Index3& v) {
    Cell c;
    const auto found = voxels.find({v[0] + first[0], v[1] + first[1], v[2] + first[2]});
    if (found == voxels.end()) return c;
    c.volume = whole.volume_fraction[found->second];
    for (std::size_t axis = 0; axis < 3; ++axis)
      c.aperture[axis] = v[axis] == 0 ? 0.0F : whole.aperture[axis][found->second];
    return c;
  });
}

/// Share of a voxel's box inside a ball around the origin.
inline double share_in_ball(const Vec3& centre, const Vec3& spacing, double radius) {
  constexpr int n = 8;
  int inside = 0;
  for (int i = 0; i < n * n * n; ++i) {
    const int part[3] = {i % n, i / n % n, i / (n * n)};
    double square = 0.0;
    for (std::size_t axis = 0; axis < 3; ++axis)
      square += std::pow(centre[axis] + spacing[axis] * ((part[axis] + 0.5) / n - 0.5), 2);
    inside += square < radius * radius ? 1 : 0;
  }
  return static_cast<double>(inside) / (n * n * n);
}

}  // namespace howship::testing_support
