#pragma once

#include <cstddef>
#include <vector>

#include "howship/surface.hpp"

#include "host/geometry/half_edges.hpp"

namespace howship {

/// One piece of a surface, with the points it uses.
struct Piece {
  Surface surface;
  std::vector<std::int32_t> triangles;  ///< of the whole surface
  double volume = 0.0;                  ///< enclosed [mm3], below zero when inside out
  Vec3 least{}, most{};                 ///< bounding box [mm]
  std::size_t depth = 0;                ///< number of other pieces that it lies in wholly
};

/// The closed pieces of a surface, with how deep each lies in others.
std::vector<Piece> nested_pieces(const Surface& surface, const Pieces& pieces);

}  // namespace howship
