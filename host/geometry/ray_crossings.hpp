#pragma once

#include <cstdint>
#include <vector>

#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// A place where a ray along +x meets the surface.
struct Crossing {
  std::int32_t ray;   ///< number of the ray within the bundle
  std::int32_t turn;  ///< +1 where the ray enters, -1 where it leaves
  double x;           ///< [mm]
};

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
  /// number = z index * ys.size() + y index. Sorted by ray, then x, entries before exits.
  void cast(const std::vector<double>& ys, const std::vector<double>& zs, const std::vector<std::int32_t>& triangles,
            std::vector<Crossing>& crossings) const;

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
