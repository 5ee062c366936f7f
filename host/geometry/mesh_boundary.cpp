#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "host/geometry/cell_shapes.hpp"
#include "host/geometry/volume_mesh.hpp"

namespace howship {

namespace {

/// A face without regard to where it begins and to its direction, which `turn` holds: corners from the lowest on, the
/// lower of its two neighbours next; the fourth is -1 for a triangle.
struct Face {
  std::array<std::int32_t, 4> corner;
  std::int32_t turn;
  bool operator<(const Face& other) const { return corner < other.corner; }
};

Face triangle(std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t turn) {
  while (a > b || a > c) std::tie(a, b, c) = std::make_tuple(b, c, a);
  return b < c ? Face{{a, b, c, -1}, turn} : Face{{a, c, b, -1}, -turn};
}

Face quadrilateral(std::array<std::int32_t, 4> q, std::int32_t turn) {
  std::rotate(q.begin(), std::min_element(q.begin(), q.end()), q.end());
  return q[1] < q[3] ? Face{q, turn} : Face{{q[0], q[3], q[2], q[1]}, -turn};
}

/// Numbers of points such that points that coincide have the same, in the order of x, then y, then z.
std::vector<std::int32_t> merged_points(const std::vector<Vec3>& points, std::vector<Vec3>& merged) {
  std::vector<std::int32_t> order(points.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) { return points[a] < points[b]; });
  std::vector<std::int32_t> number(points.size());
  for (const std::int32_t p : order) {
    if (merged.empty() || merged.back() != points[p]) merged.push_back(points[p]);
    number[p] = static_cast<std::int32_t>(merged.size()) - 1;
  }
  return number;
}

/// Leaves of each face what its two directions do not cancel.
void cancel(std::vector<Face>& faces) {
  std::sort(faces.begin(), faces.end());
  std::size_t kept = 0;
  for (std::size_t first = 0; first < faces.size();) {
    Face sum = faces[first++];
    for (; first < faces.size() && faces[first].corner == sum.corner; ++first) sum.turn += faces[first].turn;
    if (sum.turn != 0) faces[kept++] = sum;
  }
  faces.resize(kept);
}

struct Faces {
  std::vector<Face> triangles, quadrilaterals;
};

Faces faces_of(const VolumeMesh& mesh, const std::vector<unsigned char>& selected,
               const std::vector<std::int32_t>& number) {
  // A flat cell has no outside of its own: its corners stand in the order that those of the others do.
  std::vector<signed char> side(mesh.cells());
  std::ptrdiff_t order = 0;
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) {
    const double volume = signed_volume(mesh, triangles_of(mesh, cell));
    side[cell] = static_cast<signed char>(volume > 0.0 ? 1 : volume < 0.0 ? -1 : 0);
    order += side[cell];
  }
  Faces faces;
  for (std::size_t cell = 0; cell < mesh.cells(); ++cell) {
    if (!selected.empty() && selected[cell] == 0) continue;
    const std::int32_t turn = side[cell] != 0 ? side[cell] : order < 0 ? -1 : 1;
    const CellShape& shape = *shape_of(mesh.types[cell]);
    const std::int32_t* const corner = mesh.corners.data() + mesh.begins[cell];
    for (int f = 0; f < shape.faces; ++f) {
      std::array<std::int32_t, 4> around{};
      int count = 0;
      for (const std::int8_t c : shape.face[f]) {
        if (c < 0) continue;
        const std::int32_t p = number[corner[c]];
        if (count == 0 || (around[count - 1] != p)) around[count++] = p;
      }
      while (count > 1 && around[count - 1] == around[0]) --count;
      if (count == 3) {
        faces.triangles.push_back(triangle(around[0], around[1], around[2], turn));
      } else if (count == 4 && around[0] != around[2] && around[1] != around[3]) {
        faces.quadrilaterals.push_back(quadrilateral(around, turn));
      }
    }
  }
  return faces;
}

/// Splits faces of four corners along that diagonal at which triangles of other cells lie against them, otherwise at
/// their lowest corner, as triangles_of does.
void split(const std::vector<Face>& quadrilaterals, std::vector<Face>& triangles) {
  const auto others = static_cast<std::ptrdiff_t>(triangles.size());
  const auto faces_one = [&](const Face& t) {
    const auto last = triangles.begin() + others;
    const auto found = std::lower_bound(triangles.begin(), last, t);
    return found != last && found->corner == t.corner && (found->turn > 0) != (t.turn > 0);
  };
  triangles.reserve(triangles.size() + 2 * quadrilaterals.size());
  for (const Face& q : quadrilaterals) {
    const auto& [a, b, c, d] = q.corner;
    const Face by_first[] = {triangle(a, b, c, q.turn), triangle(a, c, d, q.turn)};
    const Face by_second[] = {triangle(a, b, d, q.turn), triangle(b, c, d, q.turn)};
    const bool second =
        !faces_one(by_first[0]) && !faces_one(by_first[1]) && (faces_one(by_second[0]) || faces_one(by_second[1]));
    for (const Face& t : second ? by_second : by_first) triangles.push_back(t);
  }
}

}  // namespace

Surface boundary_of(const VolumeMesh& mesh, const std::vector<unsigned char>& selected) {
  std::vector<Vec3> merged;
  Faces faces = faces_of(mesh, selected, merged_points(mesh.points, merged));
  cancel(faces.quadrilaterals);
  cancel(faces.triangles);
  split(faces.quadrilaterals, faces.triangles);
  cancel(faces.triangles);

  Surface surface;
  std::vector<std::int32_t> place(merged.size(), -1);
  const auto placed = [&](std::int32_t p) {
    if (place[p] < 0) {
      place[p] = static_cast<std::int32_t>(surface.points.size());
      surface.points.push_back(merged[p]);
    }
    return place[p];
  };
  for (const Face& face : faces.triangles) {
    const auto& [a, b, c, none] = face.corner;
    const std::array<std::int32_t, 3> corners{placed(a), placed(b), placed(c)};
    for (std::int32_t copy = 0; copy < std::abs(face.turn); ++copy)
      surface.triangles.push_back(face.turn > 0 ? corners
                                                : std::array<std::int32_t, 3>{corners[0], corners[2], corners[1]});
  }
  return surface;
}

}  // namespace howship
