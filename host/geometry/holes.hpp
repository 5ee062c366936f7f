#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "howship/surface.hpp"

#include "host/geometry/surface_check.hpp"

namespace howship {

/// A closed loop of edges that an odd number of triangles meet: what has to be added (or taken away) there is bounded
/// by it. The edges of a hole, but also those where a stray triangle hangs on to others.
struct Hole {
  std::vector<std::int32_t> points;                    ///< around it
  std::vector<std::array<std::int32_t, 3>> triangles;  ///< that close it; wound either way
  bool stray = false;   ///< one triangle that is there already and hangs on to others by its sides
  double area = 0.0;    ///< of those [mm2]
  Vec3 centre{};        ///< mean of its points [mm]
  double across = 0.0;  ///< largest distance of its points from each other, about [mm]
};

/// All of them. Every surface has them in closed loops, since each triangle has a closed boundary.
std::vector<Hole> find_holes(const Surface& surface);

/// Adds the triangles of a hole; those that are there already are taken away, since two of one kind bound nothing.
void close_holes(Surface& surface, const std::vector<Hole>& holes);

/// Drops triangles with the same three corners as another one: all but one where that leaves their edges shared by
/// an even number of triangles, otherwise all. Returns those dropped.
Repair drop_duplicate_triangles(Surface& surface);

}  // namespace howship
