#include "host/geometry/nesting.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "host/geometry/brick_rows.hpp"
#include "host/geometry/ray_crossings.hpp"
#include "host/geometry/surface_check.hpp"

namespace howship {

namespace {

/// Answers whether points lie inside one piece.
class InsideTest {
 public:
  explicit InsideTest(const Piece& piece)
      : grid_(grid_over(piece)), caster_(piece.surface), bins_(piece.surface, grid_) {}

  bool contains(const Vec3& p) {
    const auto row = [&](int axis, int rows) {
      const double edge = brick_edge * grid_.spacing[axis];
      return std::clamp(static_cast<int>(std::floor((p[axis] - grid_.origin[axis]) / edge)), 0, rows - 1);
    };
    caster_.cast({p[1]}, {p[2]}, bins_.of(row(1, bins_.rows_y()), row(2, bins_.rows_z())), bundle_);
    int winding = 0;
    for (const Crossing* c = bundle_.begin(0); c != bundle_.end(0) && c->x < p[0]; ++c) winding += c->turn;
    return winding != 0;
  }

 private:
  /// As many rows as there are triangles, so that few are near each ray.
  static Grid grid_over(const Piece& piece) {
    const int rows = 1 + static_cast<int>(std::sqrt(static_cast<double>(piece.surface.triangles.size())));
    Grid grid;
    grid.extent = {brick_edge, brick_edge * rows, brick_edge * rows};
    grid.origin = piece.least;
    for (int axis = 0; axis < 3; ++axis)
      grid.spacing[axis] = std::max(piece.most[axis] - piece.least[axis], 1e-12) / grid.extent[axis];
    return grid;
  }

  Grid grid_;
  RayCaster caster_;
  TriangleBins bins_;
  RayBundle bundle_;
};

bool box_within(const Piece& inner, const Piece& outer) {
  for (int axis = 0; axis < 3; ++axis)
    if (inner.least[axis] < outer.least[axis] || inner.most[axis] > outer.most[axis]) return false;
  return true;
}

bool wholly_inside(const Piece& inner, InsideTest& outer) {
  constexpr std::size_t most_probes = 64;
  const auto& points = inner.surface.points;
  const std::size_t stride = 1 + points.size() / most_probes;
  for (std::size_t i = 0; i < points.size(); i += stride)
    if (!outer.contains(points[i])) return false;
  return true;
}

}  // namespace

std::vector<Piece> nested_pieces(const Surface& surface, const Pieces& pieces) {
  std::vector<Piece> all(pieces.count);
  for (std::size_t t = 0; t < surface.triangles.size(); ++t)
    all[static_cast<std::size_t>(pieces.of[t])].triangles.push_back(static_cast<std::int32_t>(t));
  for (Piece& piece : all) {
    std::unordered_map<std::int32_t, std::int32_t> number;
    for (const std::int32_t t : piece.triangles) {
      auto& corners = piece.surface.triangles.emplace_back(surface.triangles[t]);
      for (std::int32_t& corner : corners) {
        const auto [found, fresh] = number.emplace(corner, static_cast<std::int32_t>(piece.surface.points.size()));
        if (fresh) piece.surface.points.push_back(surface.points[corner]);
        corner = found->second;
      }
    }
    piece.least = piece.most = piece.surface.points.front();
    for (const Vec3& p : piece.surface.points)
      for (int axis = 0; axis < 3; ++axis) {
        piece.least[axis] = std::min(piece.least[axis], p[axis]);
        piece.most[axis] = std::max(piece.most[axis], p[axis]);
      }
    piece.volume = enclosed_volume(piece.surface);
  }
  for (std::size_t outer = 0; outer < all.size(); ++outer) {
    std::vector<std::size_t> candidates;
    for (std::size_t inner = 0; inner < all.size(); ++inner)
      if (inner != outer && box_within(all[inner], all[outer]) &&
          std::abs(all[inner].volume) < std::abs(all[outer].volume))
        candidates.push_back(inner);
    if (candidates.empty()) continue;
    InsideTest test(all[outer]);
    for (const std::size_t inner : candidates) all[inner].depth += wholly_inside(all[inner], test) ? 1 : 0;
  }
  return all;
}

}  // namespace howship
