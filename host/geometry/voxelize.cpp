#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/brick_order.hpp"
#include "host/geometry/brick_rows.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/parallel_errors.hpp"
#include "host/geometry/slivers.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/wall_distance.hpp"

namespace howship {

namespace {

constexpr double bytes_cut = 4 * sizeof(float);  // per voxel: fraction and apertures
constexpr int most_voxels_per_axis = 1 << 21;    // of the Z-curve's 21 bits per axis, with room

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

void require_memory(const SurfaceCheck& check, bool shell, const Grid& grid, const VoxelizeOptions& options) {
  const double limit = options.memory_limit;
  const Vec3& h = grid.spacing;
  // Bricks inside, and those that the surface passes through, half of each empty.
  const double brick_face = brick_edge * brick_edge * std::min({h[0] * h[1], h[1] * h[2], h[2] * h[0]});
  const double cut = 1.5 * check.area / brick_face * brick_size;
  const double voxels = check.volume / grid.voxel_volume() + 0.5 * cut;
  // While the bricks are put in order, those that are cut exist twice; then come distances and thicknesses.
  const double ordering = bytes_cut * (voxels + cut);
  const double kept = (bytes_cut + (shell ? 2 : 1) * sizeof(float)) * voxels;
  // Rows of bricks across the whole box, with bone or without.
  const double rows = std::ceil(grid.extent[1] / double{brick_edge}) * std::ceil(grid.extent[2] / double{brick_edge});
  constexpr double bytes_per_row = 96.0;
  const double need = bytes_per_row * rows + std::max({ordering, kept, options.bytes_per_voxel * voxels});
  if (rows > 2e9)
    throw DeviceError(
        fmt::format("a grid of {:g} x {:g} x {:g} mm does not fit: the bone spans {} x {} x {} voxels; use "
                    "a coarser spacing",
                    h[0], h[1], h[2], grid.extent[0], grid.extent[1], grid.extent[2]));
  if (limit > 0.0 && need > limit)
    throw DeviceError(
        fmt::format("a grid of {:g} x {:g} x {:g} mm does not fit the memory: about {:.2g} voxels need {:.1f} GB and "
                    "{:.1f} GB are available; use a coarser spacing",
                    h[0], h[1], h[2], voxels, need / 1e9, limit / 1e9));
}

std::vector<BrickRow> cut_all_rows(const Surface& surface, const TriangleBins& bins, const Grid& grid) {
  const RayCaster caster(surface);
  const int rows = bins.rows_y() * bins.rows_z();
  std::vector<BrickRow> cut(static_cast<std::size_t>(rows));
  ParallelErrors errors;
#pragma omp parallel
  {
    RowCutter cutter(caster, bins, grid);
#pragma omp for schedule(dynamic, 1)
    for (int row = 0; row < rows; ++row)
      errors.keep([&] { cut[row] = cutter.cut(row % bins.rows_y(), row / bins.rows_y()); });
  }
  errors.rethrow();
  return cut;
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
  require_memory(check, !surface.cortical_thickness.empty(), grid, options);

  const TriangleBins bins(surface, grid);
  VoxelDomain domain = arrange(cut_all_rows(surface, bins, grid), bins.rows_y(), grid);
  merge_slivers(domain, options.merge_below);
  drop_empty_bricks(domain);
  if (domain.bricks() == 0)
    throw InputError(
        fmt::format("no voxel of {:g} x {:g} x {:g} mm holds bone: the surface encloses only {:.3g} mm3; use a finer "
                    "spacing, or check the length unit",
                    grid.spacing[0], grid.spacing[1], grid.spacing[2], check.volume));
  if (options.wall_band > 0.0) measure_wall_distance(domain, surface, options.wall_band);
  return domain;
}

}  // namespace howship
