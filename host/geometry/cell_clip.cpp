#include "host/geometry/cell_clip.hpp"

#include <algorithm>
#include <cmath>

namespace howship {

namespace {

/// A triangle after cuts: each of the six planes of a box adds a corner at most.
struct Polygon {
  int count = 0;
  std::array<Vec3, 12> corner;

  double least(int axis) const {
    double x = corner[0][axis];
    for (int c = 1; c < count; ++c) x = std::min(x, corner[c][axis]);
    return x;
  }
  void add(const Vec3& p) {
    // More than nine come of rounding alone, where the polygon has next to no area: what is dropped is none either.
    if (count < static_cast<int>(corner.size())) corner[count++] = p;
  }
};

/// Takes from `rest` what lies below the plane.
Polygon take_below(Polygon& rest, int axis, double plane) {
  Polygon below;
  Polygon above;
  for (int c = 0; c < rest.count; ++c) {
    const Vec3& p = rest.corner[c];
    const Vec3& q = rest.corner[c + 1 < rest.count ? c + 1 : 0];
    const double height_p = p[axis] - plane;
    const double height_q = q[axis] - plane;
    if (height_p <= 0.0) below.add(p);
    if (height_p >= 0.0) above.add(p);
    if ((height_p < 0.0 && height_q > 0.0) || (height_p > 0.0 && height_q < 0.0)) {
      const double share = height_p / (height_p - height_q);
      Vec3 cut;
      for (int a = 0; a < 3; ++a) cut[a] = p[a] + share * (q[a] - p[a]);
      cut[axis] = plane;
      below.add(cut);
      above.add(cut);
    }
  }
  // What only touches the plane is no area.
  if (below.count < 3) below.count = 0;
  if (above.count < 3) above.count = 0;
  rest = above;
  return below;
}

/// Area as seen along x, positive where the outward normal points towards +x, and integral of x over it.
struct Seen {
  double area = 0.0;
  double moment = 0.0;
};
Seen seen_along_x(const Polygon& polygon) {
  Seen seen;
  const Vec3& a = polygon.corner[0];
  for (int c = 1; c + 1 < polygon.count; ++c) {
    const Vec3& b = polygon.corner[c];
    const Vec3& d = polygon.corner[c + 1];
    const double area = 0.5 * ((b[1] - a[1]) * (d[2] - a[2]) - (b[2] - a[2]) * (d[1] - a[1]));
    seen.area += area;
    seen.moment += area * (a[0] + b[0] + d[0]) / 3.0;
  }
  return seen;
}

}  // namespace

const std::vector<SharedVolume>& CellClip::cut(const std::vector<Triangle>& triangles, const Index3& extent) {
  shares_.clear();
  Index3 first{};
  Index3 last{};
  for (int axis = 0; axis < 3; ++axis) {
    double least = 1e300;
    double most = -1e300;
    for (const Triangle& t : triangles)
      for (const Vec3& p : t) {
        least = std::min(least, p[axis]);
        most = std::max(most, p[axis]);
      }
    if (!(most > 0.0) || !(least < extent[axis])) return shares_;
    first[axis] = static_cast<int>(std::floor(std::max(least, 0.0)));
    last[axis] = static_cast<int>(std::ceil(std::min(most, static_cast<double>(extent[axis]))));
  }
  const int width = last[0] - first[0];
  const auto columns = static_cast<std::size_t>(width) * static_cast<std::size_t>(last[1] - first[1]);

  std::vector<Polygon> rests;
  for (const Triangle& t : triangles) {
    Polygon whole;
    for (const Vec3& p : t) whole.add(p);
    take_below(whole, 2, first[2]);
    if (whole.count > 0) rests.push_back(whole);
  }
  for (int k = first[2]; k < last[2]; ++k) {
    within_.assign(columns, 0.0);
    beyond_.assign(columns, 0.0);
    for (Polygon& rest : rests) {
      if (rest.count == 0) continue;
      Polygon layer = take_below(rest, 2, k + 1);
      take_below(layer, 1, first[1]);
      for (int j = first[1]; j < last[1] && layer.count > 0; ++j) {
        if (layer.least(1) >= j + 1) continue;
        Polygon row = take_below(layer, 1, j + 1);
        take_below(row, 0, first[0]);
        const std::size_t begin = static_cast<std::size_t>(j - first[1]) * static_cast<std::size_t>(width);
        for (int i = first[0]; i < last[0] && row.count > 0; ++i) {
          if (row.least(0) >= i + 1) continue;
          const Polygon piece = take_below(row, 0, i + 1);
          if (piece.count == 0) continue;
          const Seen seen = seen_along_x(piece);
          within_[begin + static_cast<std::size_t>(i - first[0])] += seen.moment - i * seen.area;
          beyond_[begin + static_cast<std::size_t>(i - first[0])] += seen.area;
        }
        // Past the grid's end a piece still closes the row.
        if (row.count > 0) {
          const Seen seen = seen_along_x(row);
          const std::size_t end = begin + static_cast<std::size_t>(width) - 1;
          within_[end] += seen.area;
          beyond_[end] += seen.area;
        }
      }
    }
    for (int j = first[1]; j < last[1]; ++j) {
      const std::size_t begin = static_cast<std::size_t>(j - first[1]) * static_cast<std::size_t>(width);
      // Each piece leaves a full prism in all cubes before its own.
      double prism = 0.0;
      for (int i = width - 1; i >= 0; --i) {
        const std::size_t at = begin + static_cast<std::size_t>(i);
        within_[at] += prism;
        prism += beyond_[at];
      }
      for (int i = 0; i < width; ++i)
        if (const double volume = within_[begin + static_cast<std::size_t>(i)]; volume > 0.0)
          shares_.push_back({{first[0] + i, j, k}, volume});
    }
  }
  return shares_;
}

}  // namespace howship
