#include "host/geometry/cell_shapes.hpp"

#include <algorithm>
#include <cmath>

#include <vtkCellType.h>

namespace howship {

namespace {

constexpr CellShape tetrahedron{4, 4, {{{0, 1, 3, -1}, {1, 2, 3, -1}, {2, 0, 3, -1}, {0, 2, 1, -1}}}};
constexpr CellShape hexahedron{
    8, 6, {{{0, 4, 7, 3}, {1, 2, 6, 5}, {0, 1, 5, 4}, {3, 7, 6, 2}, {0, 3, 2, 1}, {4, 5, 6, 7}}}};
constexpr CellShape voxel{8, 6, {{{0, 4, 6, 2}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 2, 3, 1}, {4, 5, 7, 6}}}};
constexpr CellShape wedge{6, 5, {{{0, 2, 1, -1}, {3, 4, 5, -1}, {0, 1, 4, 3}, {1, 2, 5, 4}, {2, 0, 3, 5}}}};
constexpr CellShape pyramid{5, 5, {{{0, 3, 2, 1}, {0, 1, 4, -1}, {1, 2, 4, -1}, {2, 3, 4, -1}, {3, 0, 4, -1}}}};

struct CellType {
  std::uint8_t type;
  const CellShape* shape;
  PointCount points;
};
constexpr CellType cell_types[] = {{VTK_TETRA, &tetrahedron, {4, false}},
                                   {VTK_HEXAHEDRON, &hexahedron, {8, false}},
                                   {VTK_VOXEL, &voxel, {8, false}},
                                   {VTK_WEDGE, &wedge, {6, false}},
                                   {VTK_PYRAMID, &pyramid, {5, false}},
                                   {VTK_QUADRATIC_TETRA, &tetrahedron, {10, false}},
                                   {VTK_QUADRATIC_HEXAHEDRON, &hexahedron, {20, false}},
                                   {VTK_BIQUADRATIC_QUADRATIC_HEXAHEDRON, &hexahedron, {24, false}},
                                   {VTK_TRIQUADRATIC_HEXAHEDRON, &hexahedron, {27, false}},
                                   {VTK_QUADRATIC_WEDGE, &wedge, {15, false}},
                                   {VTK_QUADRATIC_LINEAR_WEDGE, &wedge, {12, false}},
                                   {VTK_BIQUADRATIC_QUADRATIC_WEDGE, &wedge, {18, false}},
                                   {VTK_QUADRATIC_PYRAMID, &pyramid, {13, false}},
                                   {VTK_TRIQUADRATIC_PYRAMID, &pyramid, {19, false}},
                                   {VTK_LAGRANGE_TETRAHEDRON, &tetrahedron, {4, true}},
                                   {VTK_LAGRANGE_HEXAHEDRON, &hexahedron, {8, true}},
                                   {VTK_LAGRANGE_WEDGE, &wedge, {6, true}},
                                   {VTK_LAGRANGE_PYRAMID, &pyramid, {5, true}}};

const CellType* find(std::uint8_t type) {
  const auto* const found =
      std::find_if(std::begin(cell_types), std::end(cell_types), [&](const CellType& t) { return t.type == type; });
  return found == std::end(cell_types) ? nullptr : found;
}

}  // namespace

const CellShape* shape_of(std::uint8_t type) {
  const CellType* const known = find(type);
  return known == nullptr ? nullptr : known->shape;
}

PointCount points_of_type(std::uint8_t type) {
  const CellType* const known = find(type);
  return known == nullptr ? PointCount{} : known->points;
}

CellTriangles triangles_of(const VolumeMesh& mesh, std::size_t cell) {
  const CellShape& shape = *shape_of(mesh.types[cell]);
  const std::int32_t* const corner = mesh.corners.data() + mesh.begins[cell];
  CellTriangles result;
  const auto add = [&](std::int32_t a, std::int32_t b, std::int32_t c) {
    if (a != b && b != c && c != a) result.triangle[result.count++] = {a, b, c};
  };
  for (int f = 0; f < shape.faces; ++f) {
    const auto& face = shape.face[f];
    if (face[3] < 0) {
      add(corner[face[0]], corner[face[1]], corner[face[2]]);
      continue;
    }
    int first = 0;
    for (int side = 1; side < 4; ++side)
      if (mesh.points[corner[face[side]]] < mesh.points[corner[face[first]]]) first = side;
    const auto at = [&](int side) { return corner[face[(first + side) % 4]]; };
    add(at(0), at(1), at(2));
    add(at(0), at(2), at(3));
  }
  return result;
}

double signed_volume(const VolumeMesh& mesh, const CellTriangles& triangles) {
  if (triangles.count == 0) return 0.0;
  const Vec3& o = mesh.points[triangles.triangle[0][0]];
  double six_volumes = 0.0;
  double scale = 0.0;
  for (int t = 0; t < triangles.count; ++t) {
    Vec3 edge[3];
    for (int k = 0; k < 3; ++k)
      for (int axis = 0; axis < 3; ++axis) {
        edge[k][axis] = mesh.points[triangles.triangle[t][k]][axis] - o[axis];
        scale = std::max(scale, std::abs(edge[k][axis]));
      }
    const auto& [a, b, c] = edge;
    six_volumes +=
        a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  constexpr double rounding = 1e-13;
  return std::abs(six_volumes) <= rounding * scale * scale * scale ? 0.0 : six_volumes / 6.0;
}

}  // namespace howship
