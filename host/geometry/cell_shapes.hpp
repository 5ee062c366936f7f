#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "host/geometry/volume_mesh.hpp"

namespace howship {

/// Corners and faces of a kind of cell.
struct CellShape {
  int corners;
  int faces;
  /// Corners of each face, seen from outside counterclockwise in VTK's order of corners; -1 after a triangle's third.
  std::array<std::array<std::int8_t, 4>, 6> face;
};

/// \param type  VTK's number
/// \return nullptr for types that are not read
const CellShape* shape_of(std::uint8_t type);

/// Points that a cell of this type must have: the number itself, or at least that where `open_ended`.
struct PointCount {
  int least = 0;
  bool open_ended = false;
};
PointCount points_of_type(std::uint8_t type);

/// The faces of one cell as triangles, in the cell's own order of corners, without those that have no area because
/// corners repeat. A face of four corners is split at that corner that comes first in x, then y, then z.
struct CellTriangles {
  int count = 0;
  std::array<std::array<std::int32_t, 3>, 12> triangle;
};
CellTriangles triangles_of(const VolumeMesh& mesh, std::size_t cell);

/// Volume that the cell's triangles enclose, by the order of its corners [mm3]; exactly 0 when it is less than
/// rounding.
double signed_volume(const VolumeMesh& mesh, const CellTriangles& triangles);

}  // namespace howship
