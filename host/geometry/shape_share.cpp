#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/brick_rows.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/ray_crossings.hpp"
#include "host/geometry/surface_check.hpp"

namespace howship {

namespace {

/// Bricks of a domain by rows along x, each row's by their place in the domain.
std::vector<std::vector<std::size_t>> bricks_by_row(const VoxelDomain& domain, int rows_y, int rows_z) {
  std::vector<std::vector<std::size_t>> rows(static_cast<std::size_t>(rows_y) * rows_z);
  for (std::size_t b = 0; b < domain.bricks(); ++b) {
    const Index3& c = domain.brick_coordinates[b];
    rows[static_cast<std::size_t>(c[1]) + static_cast<std::size_t>(rows_y) * c[2]].push_back(b);
  }
  return rows;
}

using Chords = std::vector<std::pair<double, double>>;  // [mm], ascending and apart

void take_chords(const RayBundle& bundle, std::size_t ray, Chords& chords) {
  chords.clear();
  for_each_chord(bundle.begin(ray), bundle.end(ray),
                 [&](double entered, double left) { chords.emplace_back(entered, left); });
}

void intersect(const Chords& a, const Chords& b, Chords& both) {
  both.clear();
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double begin = std::max(a[i].first, b[j].first);
    const double end = std::min(a[i].second, b[j].second);
    if (end > begin) both.emplace_back(begin, end);
    a[i].second < b[j].second ? ++i : ++j;
  }
}

/// Length of [begin, end] that lies on chords.
double overlap(const Chords& chords, double begin, double end) {
  double sum = 0.0;
  auto chord = std::lower_bound(chords.begin(), chords.end(), begin,
                                [](const std::pair<double, double>& c, double x) { return c.second < x; });
  for (; chord != chords.end() && chord->first < end; ++chord)
    sum += std::max(0.0, std::min(end, chord->second) - std::max(begin, chord->first));
  return sum;
}

}  // namespace

std::vector<float> share_inside_of(const Surface& shape, const Surface& bone, const VoxelDomain& domain) {
  const SurfaceCheck check = check_surface(shape);
  if (!check.solid())
    throw InputError(fmt::format(
        "the shape is no solid: {} open edges, {} edges whose triangles do not run alike, {:.4g} mm3 enclosed",
        check.open_edges, check.wound_apart, check.volume));
  const Grid& grid = domain.grid;
  const RayCaster shape_caster(shape);
  const RayCaster bone_caster(bone);
  const TriangleBins shape_bins(shape, grid);
  const TriangleBins bone_bins(bone, grid);
  const auto rows = bricks_by_row(domain, shape_bins.rows_y(), shape_bins.rows_z());
  const double h = grid.spacing[0];

  std::vector<float> share(domain.stored_voxels(), 0.0F);
#pragma omp parallel
  {
    RayBundle shape_rays;
    RayBundle bone_rays;
    Chords in_shape;
    Chords in_bone;
    Chords in_both;
    std::vector<double> sums;
#pragma omp for schedule(dynamic, 1)
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const int row_y = static_cast<int>(row) % shape_bins.rows_y();
      const int row_z = static_cast<int>(row) / shape_bins.rows_y();
      if (rows[row].empty() || shape_bins.of(row_y, row_z).empty()) continue;
      const RowRays rays(grid, row_y, row_z);
      shape_caster.cast(rays.ys, rays.zs, shape_bins.of(row_y, row_z), shape_rays);
      bone_caster.cast(rays.ys, rays.zs, bone_bins.of(row_y, row_z), bone_rays);
      sums.assign(rows[row].size() * brick_size, 0.0);
      for (std::size_t ray = 0; ray < shape_rays.rays(); ++ray) {
        if (RowRays::place(ray) != RowRays::Place::InVoxel) continue;
        take_chords(shape_rays, ray, in_shape);
        if (in_shape.empty()) continue;
        take_chords(bone_rays, ray, in_bone);
        intersect(in_shape, in_bone, in_both);
        if (in_both.empty()) continue;
        const int lane = RowRays::lane(ray);
        for (std::size_t i = 0; i < rows[row].size(); ++i) {
          const int first = domain.brick_coordinates[rows[row][i]][0] * brick_edge;
          const double begin = grid.origin[0] + first * h;
          if (begin >= in_both.back().second || begin + brick_edge * h <= in_both.front().first) continue;
          for (int x = 0; x < brick_edge; ++x)
            sums[i * brick_size + static_cast<std::size_t>(x + brick_edge * lane)] +=
                overlap(in_both, grid.origin[0] + (first + x) * h, grid.origin[0] + (first + x + 1) * h);
        }
      }
      for (std::size_t i = 0; i < rows[row].size(); ++i)
        for (std::size_t lane = 0; lane < brick_size; ++lane) {
          const std::size_t v = rows[row][i] * brick_size + lane;
          if (!domain.active(v)) continue;
          const double inside = sums[i * brick_size + lane] / (sub_rays * sub_rays * h);
          share[v] = static_cast<float>(std::min(1.0, inside / domain.volume_fraction[v]));
        }
    }
  }
  return share;
}

}  // namespace howship
