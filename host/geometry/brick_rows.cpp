#include "host/geometry/brick_rows.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

constexpr int sub_rays = 8;  ///< per voxel edge

/// Coordinates of the rays of one brick row along one axis: the faces first seen, then the sub-rays, per voxel.
/// Ascending: face, 8 sub-rays, face, 8 sub-rays, ...
constexpr int rays_per_voxel = 1 + sub_rays;
constexpr int rays_per_brick = brick_edge * rays_per_voxel;

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

/// Sums over the rays of a brick row, one entry per voxel along x and lane in the yz plane.
struct RowSums {
  explicit RowSums(int voxels_x)
      : chord(16 * static_cast<std::size_t>(voxels_x)), x_face(chord), y_face(chord), z_face(chord) {}
  std::vector<double> chord, x_face, y_face, z_face;
};

/// Adds the overlap of [begin, end], in voxels, to the sums of the voxels it touches.
void add_chord(double begin, double end, int lane, int voxels_x, std::vector<double>& sums) {
  const int first = std::max(0, static_cast<int>(std::floor(begin)));
  const int last = std::min(voxels_x - 1, static_cast<int>(std::floor(end)));
  for (int i = first; i <= last; ++i)
    sums[16 * static_cast<std::size_t>(i) + lane] += std::min(end, i + 1.0) - std::max(begin, static_cast<double>(i));
}

}  // namespace

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
      // A little wider than the triangle, for the rounding of the rays.
      first[axis] = static_cast<int>(std::floor((least - grid.origin[axis + 1]) / edge - 1e-6));
      last[axis] = static_cast<int>(std::floor((most - grid.origin[axis + 1]) / edge + 1e-6));
      first[axis] = std::clamp(first[axis], 0, rows_[axis] - 1);
      last[axis] = std::clamp(last[axis], 0, rows_[axis] - 1);
    }
    for (int z = first[1]; z <= last[1]; ++z)
      for (int y = first[0]; y <= last[0]; ++y)
        bins_[static_cast<std::size_t>(z) * rows_[0] + y].push_back(static_cast<std::int32_t>(t));
  }
}

std::vector<CutBrick> cut_brick_row(const RayCaster& caster, const TriangleBins& bins, const Grid& grid, int row_y,
                                    int row_z) {
  std::vector<CutBrick> bricks;
  if (bins.of(row_y, row_z).empty()) return bricks;
  std::vector<Crossing> crossings;
  caster.cast(ray_coordinates(grid, 1, row_y), ray_coordinates(grid, 2, row_z), bins.of(row_y, row_z), crossings);

  const int voxels_x = grid.extent[0];
  RowSums sums(voxels_x);
  for (std::size_t c = 0; c < crossings.size();) {
    const int ray = crossings[c].ray;
    const int ray_y = ray % rays_per_brick;
    const int ray_z = ray / rays_per_brick;
    const bool on_y_face = ray_y % rays_per_voxel == 0;
    const bool on_z_face = ray_z % rays_per_voxel == 0;
    const int lane = ray_y / rays_per_voxel + brick_edge * (ray_z / rays_per_voxel);
    int winding = 0;
    double entered = 0.0;
    for (; c < crossings.size() && crossings[c].ray == ray; ++c) {
      const bool was_inside = winding > 0;
      winding += crossings[c].turn;
      const double x = (crossings[c].x - grid.origin[0]) / grid.spacing[0];
      if (!was_inside && winding > 0) entered = x;
      if (!was_inside || winding > 0 || (on_y_face && on_z_face)) continue;
      if (on_y_face) {
        add_chord(entered, x, lane, voxels_x, sums.y_face);
      } else if (on_z_face) {
        add_chord(entered, x, lane, voxels_x, sums.z_face);
      } else {
        add_chord(entered, x, lane, voxels_x, sums.chord);
        for (int i = std::max(0, static_cast<int>(std::ceil(entered))); i <= x && i < voxels_x; ++i)
          sums.x_face[16 * static_cast<std::size_t>(i) + lane] += 1.0;
      }
    }
  }

  for (int brick = 0; brick * brick_edge < voxels_x; ++brick) {
    CutBrick cut;
    cut.coordinate = {brick, row_y, row_z};
    bool any = false;
    for (int lane = 0; lane < brick_size; ++lane) {
      const int x = lane % brick_edge;
      const int i = brick * brick_edge + x;
      if (i >= voxels_x) continue;
      const std::size_t at = 16 * static_cast<std::size_t>(i) + lane / brick_edge;
      cut.fraction[lane] = static_cast<float>(sums.chord[at] / (sub_rays * sub_rays));
      cut.aperture[0][lane] = static_cast<float>(sums.x_face[at] / (sub_rays * sub_rays));
      cut.aperture[1][lane] = static_cast<float>(sums.y_face[at] / sub_rays);
      cut.aperture[2][lane] = static_cast<float>(sums.z_face[at] / sub_rays);
      any = any || cut.fraction[lane] > 0.0F;
    }
    if (any) bricks.push_back(cut);
  }
  return bricks;
}

}  // namespace howship
