#pragma once

#include <array>
#include <cstddef>

#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// How far a triangulated surface is the boundary of a solid.
struct SurfaceCheck {
  std::size_t open_edges = 0;   ///< edges of only one triangle, or of an odd number
  std::size_t wound_apart = 0;  ///< closed edges whose triangles run along them in the same direction
  int components = 0;           ///< pieces joined by edges
  double volume = 0.0;          ///< enclosed [mm3]; negative when inside out; meaningless when open
  double area = 0.0;            ///< [mm2]
  Vec3 least{}, most{};         ///< bounding box [mm]

  bool closed() const { return open_edges == 0; }
  bool solid() const { return closed() && wound_apart == 0 && volume > 0.0; }
  double longest_side() const;
};

/// What was repaired in a surface.
struct Repair {
  std::size_t count = 0;
  Vec3 where{};  ///< of the first [mm]
};

SurfaceCheck check_surface(const Surface& surface);

/// Winds the triangles of every piece alike, as most of them run already; an enclosed piece that ends up inside out
/// stays so. Pieces end at edges of more than two triangles. Returns the triangles turned.
Repair wind_alike(Surface& surface);

/// Volume enclosed by a closed surface [mm3]; negative when it is inside out.
double enclosed_volume(const Surface& surface);

}  // namespace howship
