#include "host/geometry/ray_crossings.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

constexpr double lattice_steps = 134217728.0;  // 2^27: products of differences stay below 2^57

int sign(std::int64_t value) {
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}

}  // namespace

RayCaster::RayCaster(const Surface& surface) : surface_(surface), origin_{0.0, 0.0}, scale_(1.0) {
  double size = 0.0;
  for (int axis = 0; axis < 2; ++axis) {
    double least = 1e300;
    double most = -1e300;
    for (const Vec3& p : surface.points) {
      least = std::min(least, p[axis + 1]);
      most = std::max(most, p[axis + 1]);
    }
    origin_[axis] = least;
    size = std::max(size, most - least);
  }
  scale_ = lattice_steps / std::max(size, 1e-300);
  points_.reserve(surface.points.size());
  for (const Vec3& p : surface.points) points_.push_back({lattice(p[1], 0), lattice(p[2], 1)});
}

std::int64_t RayCaster::lattice(double value, int axis) const {
  // Rays may pass outside the surface's box, by a brick at most; the clamp keeps the integers small.
  return std::llround(std::clamp((value - origin_[axis]) * scale_, -2 * lattice_steps, 2 * lattice_steps));
}

void RayBundle::sort(std::size_t rays) {
  begins_.assign(rays + 1, 0);
  for (const Hit& hit : hits_) ++begins_[static_cast<std::size_t>(hit.ray) + 1];
  for (std::size_t ray = 0; ray < rays; ++ray) begins_[ray + 1] += begins_[ray];
  crossings_.resize(hits_.size());
  // Few crossings per ray: each is put in its place among those before it.
  ends_.assign(begins_.begin(), begins_.end() - 1);
  for (const Hit& hit : hits_) {
    const auto ray = static_cast<std::size_t>(hit.ray);
    std::size_t at = ends_[ray]++;
    const auto before = [&](const Crossing& other) {
      return hit.x < other.x || (hit.x == other.x && hit.turn > other.turn);
    };
    for (; at > begins_[ray] && before(crossings_[at - 1]); --at) crossings_[at] = crossings_[at - 1];
    crossings_[at] = {hit.x, hit.turn};
  }
}

void RayCaster::cast(const std::vector<double>& ys, const std::vector<double>& zs,
                     const std::vector<std::int32_t>& triangles, RayBundle& bundle) const {
  bundle.hits_.clear();
  std::vector<std::int64_t> lattice_y;
  std::vector<std::int64_t> lattice_z;
  lattice_y.reserve(ys.size());
  lattice_z.reserve(zs.size());
  for (double y : ys) lattice_y.push_back(lattice(y, 0));
  for (double z : zs) lattice_z.push_back(lattice(z, 1));

  for (const std::int32_t t : triangles) {
    const auto& corners = surface_.triangles[static_cast<std::size_t>(t)];
    const Point p[3] = {points_[corners[0]], points_[corners[1]], points_[corners[2]]};
    const std::int64_t twice_area = (p[1].y - p[0].y) * (p[2].z - p[0].z) - (p[1].z - p[0].z) * (p[2].y - p[0].y);
    if (twice_area == 0) continue;  // seen edge-on: its neighbours take all rays
    // Outward normal along -x (negative area) is where a ray enters.
    const int facing = sign(twice_area);
    const double total = static_cast<double>(twice_area);

    const auto [low_y, high_y] = std::minmax({p[0].y, p[1].y, p[2].y});
    const auto [low_z, high_z] = std::minmax({p[0].z, p[1].z, p[2].z});
    const auto first_y = std::lower_bound(lattice_y.begin(), lattice_y.end(), low_y) - lattice_y.begin();
    const auto last_y = std::upper_bound(lattice_y.begin(), lattice_y.end(), high_y) - lattice_y.begin();
    const auto first_z = std::lower_bound(lattice_z.begin(), lattice_z.end(), low_z) - lattice_z.begin();
    const auto last_z = std::upper_bound(lattice_z.begin(), lattice_z.end(), high_z) - lattice_z.begin();

    std::int64_t dy[3];
    std::int64_t dz[3];
    std::int64_t tie[3];  // what decides where an area is zero
    for (int side = 0; side < 3; ++side) {
      const Point& a = p[(side + 1) % 3];
      const Point& b = p[(side + 2) % 3];
      dy[side] = b.y - a.y;
      dz[side] = b.z - a.z;
      tie[side] = dz[side] != 0 ? -sign(dz[side]) : sign(dy[side]);
    }
    for (auto k = first_z; k < last_z; ++k)
      for (auto j = first_y; j < last_y; ++j) {
        bool inside = true;
        double weight[3];  // twice the areas opposite to the corners
        for (int side = 0; side < 3; ++side) {
          const Point& a = p[(side + 1) % 3];
          const std::int64_t area = dy[side] * (lattice_z[k] - a.z) - dz[side] * (lattice_y[j] - a.y);
          inside &= (facing > 0) == ((area != 0 ? area : tie[side]) > 0);
          weight[side] = static_cast<double>(area);
        }
        if (!inside) continue;
        const double x = (weight[0] * surface_.points[corners[0]][0] + weight[1] * surface_.points[corners[1]][0] +
                          weight[2] * surface_.points[corners[2]][0]) /
                         total;
        bundle.hits_.push_back({static_cast<std::int32_t>(k * static_cast<std::ptrdiff_t>(ys.size()) + j), -facing, x});
      }
  }
  bundle.sort(ys.size() * zs.size());
}

}  // namespace howship
