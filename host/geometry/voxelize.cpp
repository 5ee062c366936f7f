#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/brick_rows.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/slivers.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/wall_distance.hpp"

namespace howship {

namespace {

constexpr double bytes_per_stored_voxel = 2 * 5 * sizeof(float);  // while the bricks are put in order
constexpr int most_voxels_per_axis = 1 << 21;                     // of the Z-curve's 21 bits per axis, with room

/// A grid around the surface. Its planes lie at multiples of the spacing, so that a box whose faces do so is not cut.
Grid grid_around(const SurfaceCheck& check, const Vec3& spacing) {
  Grid grid;
  grid.spacing = spacing;
  for (int axis = 0; axis < 3; ++axis) {
    const double first = std::floor(check.least[axis] / spacing[axis] + 1e-9);
    const double last = std::ceil(check.most[axis] / spacing[axis] - 1e-9);
    if (!(last - first < most_voxels_per_axis))
      throw DeviceError(fmt::format("a grid of {:.3g} voxels along {} does not fit; use a coarser spacing than {:g} mm",
                                    last - first, "xyz"[axis], spacing[axis]));
    grid.extent[axis] = std::max(1, static_cast<int>(last - first));
    grid.origin[axis] = first * spacing[axis];
  }
  return grid;
}

void require_memory(const SurfaceCheck& check, const Grid& grid, const VoxelizeOptions& options) {
  const double limit = options.memory_limit;
  const Vec3& h = grid.spacing;
  // Bricks inside, and those that the surface passes through, half of each empty.
  const double brick_face = brick_edge * brick_edge * std::min({h[0] * h[1], h[1] * h[2], h[2] * h[0]});
  const double voxels = check.volume / grid.voxel_volume() + 0.75 * check.area / brick_face * brick_size;
  const double need = voxels * std::max(bytes_per_stored_voxel, options.bytes_per_voxel);
  if (limit > 0.0 && need > limit)
    throw DeviceError(
        fmt::format("a grid of {:g} x {:g} x {:g} mm does not fit the memory: about {:.2g} voxels need {:.1f} GB and "
                    "{:.1f} GB are available; use a coarser spacing",
                    h[0], h[1], h[2], voxels, need / 1e9, limit / 1e9));
}

/// Position along a Z-curve: bits of x, y, z interleaved. Bricks near in space come near in memory.
std::uint64_t z_curve(const Index3& brick) {
  std::uint64_t code = 0;
  for (int bit = 0; bit < 21; ++bit)
    for (int axis = 0; axis < 3; ++axis) code |= static_cast<std::uint64_t>(brick[axis] >> bit & 1) << (3 * bit + axis);
  return code;
}

std::vector<CutBrick> cut_all_bricks(const Surface& surface, const Grid& grid) {
  const RayCaster caster(surface);
  const TriangleBins bins(surface, grid);
  const int rows = bins.rows_y() * bins.rows_z();
  std::vector<std::vector<CutBrick>> per_row(static_cast<std::size_t>(rows));
#pragma omp parallel for schedule(dynamic, 1)
  for (int row = 0; row < rows; ++row)
    per_row[row] = cut_brick_row(caster, bins, grid, row % bins.rows_y(), row / bins.rows_y());
  std::vector<CutBrick> bricks;
  for (auto& row : per_row) {
    bricks.insert(bricks.end(), row.begin(), row.end());
    std::vector<CutBrick>().swap(row);
  }
  return bricks;
}

/// The bricks along a Z-curve, with their neighbours.
VoxelDomain arrange(const std::vector<CutBrick>& bricks, const Grid& grid) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t b = 0; b < bricks.size(); ++b) order.emplace_back(z_curve(bricks[b].coordinate), b);
  std::sort(order.begin(), order.end());

  VoxelDomain domain;
  domain.grid = grid;
  domain.volume_fraction.reserve(brick_size * bricks.size());
  for (auto& aperture : domain.aperture) aperture.reserve(brick_size * bricks.size());
  std::unordered_map<std::uint64_t, std::int32_t> place;
  for (const auto& [code, b] : order) {
    const CutBrick& brick = bricks[b];
    place[code] = static_cast<std::int32_t>(domain.brick_coordinates.size());
    domain.brick_coordinates.push_back(brick.coordinate);
    domain.volume_fraction.insert(domain.volume_fraction.end(), brick.fraction.begin(), brick.fraction.end());
    for (int axis = 0; axis < 3; ++axis)
      domain.aperture[axis].insert(domain.aperture[axis].end(), brick.aperture[axis].begin(),
                                   brick.aperture[axis].end());
  }
  for (const Index3& coordinate : domain.brick_coordinates) {
    std::array<std::int32_t, 6> beside{};
    for (int side = 0; side < 6; ++side) {
      Index3 other = coordinate;
      other[side / 2] += side % 2 == 0 ? -1 : 1;
      const auto found = other[side / 2] < 0 ? place.end() : place.find(z_curve(other));
      beside[side] = found == place.end() ? -1 : found->second;
    }
    domain.neighbours.push_back(beside);
  }
  return domain;
}

/// Drops bricks that hold nothing any more.
VoxelDomain without_empty_bricks(VoxelDomain&& domain) {
  std::vector<CutBrick> kept;
  for (std::size_t b = 0; b < domain.bricks(); ++b) {
    CutBrick brick;
    brick.coordinate = domain.brick_coordinates[b];
    bool any = false;
    for (int lane = 0; lane < brick_size; ++lane) {
      const std::size_t v = b * brick_size + lane;
      brick.fraction[lane] = domain.volume_fraction[v];
      for (int axis = 0; axis < 3; ++axis) brick.aperture[axis][lane] = domain.aperture[axis][v];
      any = any || domain.active(v);
    }
    if (any) kept.push_back(brick);
  }
  if (kept.size() == domain.bricks()) return std::move(domain);
  return arrange(kept, domain.grid);
}

}  // namespace

VoxelDomain voxelize(const Surface& surface, const VoxelizeOptions& options) {
  for (double h : options.spacing)
    if (!(h > 0.0) || !std::isfinite(h))
      throw InputError(fmt::format("the spacing must be above zero, not {:g} mm", h));
  const SurfaceCheck check = check_surface(surface);
  if (surface.triangles.empty()) throw InputError("the surface is empty: it has no triangles");
  if (!check.closed())
    throw InputError(fmt::format("the surface is open: {} of its edges belong to one triangle only", check.open_edges));
  if (check.wound_apart > 0)
    throw InputError(fmt::format("the triangles of the surface do not run alike at {} edges", check.wound_apart));
  if (!(check.volume > 0.0))
    throw InputError(
        fmt::format("the surface is inside out: it encloses {:.4g} mm3; turn its normals outward", check.volume));
  const Grid grid = grid_around(check, options.spacing);
  require_memory(check, grid, options);

  VoxelDomain domain = arrange(cut_all_bricks(surface, grid), grid);
  merge_slivers(domain, options.merge_below);
  domain = without_empty_bricks(std::move(domain));
  if (domain.bricks() == 0)
    throw InputError(
        fmt::format("no voxel of {:g} x {:g} x {:g} mm holds bone: the surface encloses only {:.3g} mm3; use a finer "
                    "spacing, or check the length unit",
                    grid.spacing[0], grid.spacing[1], grid.spacing[2], check.volume));
  measure_wall_distance(domain, surface, options.wall_band);
  return domain;
}

}  // namespace howship
