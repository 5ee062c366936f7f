#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// A place where a ray along +x meets the surface.
struct Crossing {
  double x;           ///< [mm]
  std::int32_t turn;  ///< +1 where the ray enters, -1 where it leaves
};

/// Crossings of a bundle of rays, ray after ray, those of each sorted by x, entries before exits.
class RayBundle {
 public:
  std::size_t rays() const { return begins_.size() - 1; }
  const Crossing* begin(std::size_t ray) const { return crossings_.data() + begins_[ray]; }
  const Crossing* end(std::size_t ray) const { return crossings_.data() + begins_[ray + 1]; }

 private:
  friend class RayCaster;
  struct Hit {
    std::int32_t ray;
    std::int32_t turn;
    double x;
  };
  void sort(std::size_t rays);

  std::vector<Hit> hits_;  // in the order in which they were found; kept, like the rest, for the next bundle
  std::vector<Crossing> crossings_;
  std::vector<std::size_t> begins_{0}, ends_;
};

/// Calls visit(entered, left) [mm] for every stretch of a ray that lies inside. Inside is where the winding number is
/// above zero: overlapping pieces are one, pieces wound inward are cavities.
template <class Visit>
void for_each_chord(const Crossing* crossing, const Crossing* end, const Visit& visit) {
  std::int32_t winding = 0;
  double entered = 0.0;
  for (; crossing != end; ++crossing) {
    const bool was_inside = winding > 0;
    winding += crossing->turn;
    if (!was_inside && winding > 0) entered = crossing->x;
    if (was_inside && winding <= 0) visit(entered, crossing->x);
  }
}

/// Meets bundles of rays along +x with a triangulated surface, without ever missing or doubling a crossing at an edge
/// or a corner.
///
/// y and z are rounded to a lattice of 2^-27 of the surface's size (2 nm for a pelvis), on which
/// the side of an edge that a ray passes is decided in exact integers; ties are broken as if every ray were moved by an
/// infinitesimal step, the same for all triangles (simulation of simplicity, Edelsbrunner & Mücke 1990).
class RayCaster {
 public:
  /// `surface` must outlive the caster.
  explicit RayCaster(const Surface& surface);

  /// Crossings of the rays through all pairs of `ys` and `zs` [mm], both ascending, with the given triangles; ray
  /// number = z index * ys.size() + y index. `bundle` is overwritten.
  void cast(const std::vector<double>& ys, const std::vector<double>& zs, const std::vector<std::int32_t>& triangles,
            RayBundle& bundle) const;

 private:
  struct Point {
    std::int64_t y, z;
  };
  std::int64_t lattice(double value, int axis) const;

  const Surface& surface_;
  double origin_[2];  // of y and z [mm]
  double scale_;      // lattice steps per mm
  std::vector<Point> points_;
};

}  // namespace howship
