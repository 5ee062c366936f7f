#include "host/geometry/brick_rows.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

constexpr std::size_t rays_per_voxel = 1 + sub_rays;
constexpr std::size_t rays_per_row = brick_edge * rays_per_voxel;

std::vector<double> ray_coordinates(const Grid& grid, int axis, int row) {
  std::vector<double> coordinates;
  for (int v = 0; v < brick_edge; ++v) {
    const int voxel = row * brick_edge + v;
    coordinates.push_back(grid.origin[axis] + voxel * grid.spacing[axis]);
    for (int s = 0; s < sub_rays; ++s)
      coordinates.push_back(grid.origin[axis] + (voxel + (s + 0.5) / sub_rays) * grid.spacing[axis]);
  }
  return coordinates;
}

}  // namespace

RowRays::RowRays(const Grid& grid, int row_y, int row_z)
    : ys(ray_coordinates(grid, 1, row_y)), zs(ray_coordinates(grid, 2, row_z)) {}

RowRays::Place RowRays::place(std::size_t ray) {
  const bool on_y_face = ray % rays_per_row % rays_per_voxel == 0;
  const bool on_z_face = ray / rays_per_row % rays_per_voxel == 0;
  if (on_y_face) return on_z_face ? Place::OnEdge : Place::OnYFace;
  return on_z_face ? Place::OnZFace : Place::InVoxel;
}

int RowRays::lane(std::size_t ray) {
  return static_cast<int>(ray % rays_per_row / rays_per_voxel + brick_edge * (ray / rays_per_row / rays_per_voxel));
}

TriangleBins::TriangleBins(const Surface& surface, const Grid& grid) {
  for (int axis = 0; axis < 2; ++axis) rows_[axis] = (grid.extent[axis + 1] + brick_edge - 1) / brick_edge;
  bins_.resize(static_cast<std::size_t>(rows_[0]) * rows_[1]);
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    int first[2];
    int last[2];
    for (int axis = 0; axis < 2; ++axis) {
      double least = 1e300;
      double most = -1e300;
      for (int corner : surface.triangles[t]) {
        least = std::min(least, surface.points[corner][axis + 1]);
        most = std::max(most, surface.points[corner][axis + 1]);
      }
      const double edge = brick_edge * grid.spacing[axis + 1];
      // A little wider than the triangle, for the rounding of the rays. What lies beyond the grid goes to its last
      // rows.
      const auto row_at = [&](double coordinate, double slack) {
        const double row = std::floor((coordinate - grid.origin[axis + 1]) / edge + slack);
        return static_cast<int>(std::clamp(row, 0.0, rows_[axis] - 1.0));
      };
      first[axis] = row_at(least, -1e-6);
      last[axis] = row_at(most, 1e-6);
    }
    for (int z = first[1]; z <= last[1]; ++z)
      for (int y = first[0]; y <= last[0]; ++y)
        bins_[static_cast<std::size_t>(z) * rows_[0] + y].push_back(static_cast<std::int32_t>(t));
  }
}

RowCutter::RowCutter(const RayCaster& caster, const TriangleBins& bins, const Grid& grid)
    : caster_(caster), bins_(bins), grid_(grid) {
  // One brick more than the grid has, for what ends at its last face.
  const std::size_t bricks = static_cast<std::size_t>(grid.extent[0]) / brick_edge + 2;
  partial_.assign(bricks * brick_edge * columns, 0.0);
  step_.assign(bricks * brick_edge * columns, 0);
  touched_.assign(bricks, 0);
}

void RowCutter::touch(int voxel) {
  touched_[static_cast<std::size_t>(voxel / brick_edge)] = 1;
}

/// Adds the overlap of [begin, end], in voxels, to the voxels it touches.
void RowCutter::add_chord(int kind, int lane, double begin, double end) {
  begin = std::max(begin, 0.0);
  end = std::min(end, static_cast<double>(grid_.extent[0]));
  if (!(end > begin)) return;
  const std::size_t column = static_cast<std::size_t>(lane) + brick_edge * brick_edge * static_cast<std::size_t>(kind);
  const int first = static_cast<int>(begin);
  const int last = std::min(grid_.extent[0] - 1, static_cast<int>(end));
  touch(first);
  if (last <= first) {
    partial_[columns * static_cast<std::size_t>(first) + column] += end - begin;
    return;
  }
  partial_[columns * static_cast<std::size_t>(first) + column] += first + 1 - begin;
  partial_[columns * static_cast<std::size_t>(last) + column] += end - last;
  step_[columns * (static_cast<std::size_t>(first) + 1) + column] += 1;
  step_[columns * static_cast<std::size_t>(last) + column] -= 1;
  touch(first + 1);
  touch(last);
}

/// Counts the faces towards -x that [begin, end], in voxels, passes.
void RowCutter::add_faces(int lane, double begin, double end) {
  const int first = std::max(0, static_cast<int>(std::ceil(begin)));
  const int last = std::min(grid_.extent[0] - 1, static_cast<int>(std::floor(end)));
  if (last < first) return;
  const std::size_t column = static_cast<std::size_t>(lane) + brick_edge * brick_edge;
  step_[columns * static_cast<std::size_t>(first) + column] += 1;
  step_[columns * (static_cast<std::size_t>(last) + 1) + column] -= 1;
  touch(first);
  touch(last + 1);
}

void RowCutter::add_ray(std::size_t ray) {
  const RowRays::Place place = RowRays::place(ray);
  if (place == RowRays::Place::OnEdge) return;
  const int lane = RowRays::lane(ray);
  const Crossing* const end = bundle_.end(ray);
  for_each_chord(bundle_.begin(ray), end, [&](double entered, double left) {
    const double from = (entered - grid_.origin[0]) / grid_.spacing[0];
    const double to = (left - grid_.origin[0]) / grid_.spacing[0];
    if (place == RowRays::Place::OnYFace) {
      add_chord(2, lane, from, to);
    } else if (place == RowRays::Place::OnZFace) {
      add_chord(3, lane, from, to);
    } else {
      add_chord(0, lane, from, to);
      add_faces(lane, from, to);
    }
  });
}

/// Sums up one brick and clears its sums. `inside` is carried from brick to brick. Returns whether it holds bone.
bool RowCutter::take_brick(int brick, std::array<std::int32_t, columns>& inside, CutBrick& cut) {
  constexpr int plane = brick_edge * brick_edge;
  constexpr double rays_per_kind[kinds] = {sub_rays * sub_rays, sub_rays * sub_rays, sub_rays, sub_rays};
  bool any = false;
  for (int x = 0; x < brick_edge; ++x) {
    const std::size_t at = columns * (brick_edge * static_cast<std::size_t>(brick) + static_cast<std::size_t>(x));
    for (std::size_t c = 0; c < columns; ++c) {
      const std::size_t kind = c / plane;
      inside[c] += step_[at + c];
      const double sum = partial_[at + c] + inside[c];
      auto& values = kind == 0 ? cut.fraction : cut.aperture[kind - 1];
      values[static_cast<std::size_t>(x) + brick_edge * (c % plane)] = static_cast<float>(sum / rays_per_kind[kind]);
      any = any || (kind == 0 && sum > 0.0);
      step_[at + c] = 0;
      partial_[at + c] = 0.0;
    }
  }
  touched_[static_cast<std::size_t>(brick)] = 0;
  return any;
}

BrickRow RowCutter::cut(int row_y, int row_z) {
  BrickRow row;
  const auto& triangles = bins_.of(row_y, row_z);
  if (triangles.empty()) return row;
  const RowRays rays(grid_, row_y, row_z);
  caster_.cast(rays.ys, rays.zs, triangles, bundle_);
  for (std::size_t ray = 0; ray < bundle_.rays(); ++ray) add_ray(ray);

  std::array<std::int32_t, columns> inside{};
  const std::array<std::int32_t, columns> outside{};
  std::array<std::int32_t, columns> all{};
  for (std::size_t c = 0; c < columns; ++c) all[c] = c < columns / 2 ? sub_rays * sub_rays : sub_rays;
  for (int brick = 0; brick < static_cast<int>(touched_.size()); ++brick) {
    if (touched_[static_cast<std::size_t>(brick)] == 0 && inside == outside) continue;
    if (touched_[static_cast<std::size_t>(brick)] == 0 && inside == all) {
      row.entries.push_back({brick, BrickRow::whole});
      continue;
    }
    CutBrick cut;
    if (!take_brick(brick, inside, cut)) continue;
    row.entries.push_back({brick, static_cast<std::int32_t>(row.cut_bricks.size())});
    row.cut_bricks.push_back(cut);
  }
  row.entries.shrink_to_fit();
  row.cut_bricks.shrink_to_fit();
  return row;
}

}  // namespace howship
