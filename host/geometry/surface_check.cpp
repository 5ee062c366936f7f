#include "host/geometry/surface_check.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "howship/vector_math.hpp"

#include "host/geometry/half_edges.hpp"

namespace howship {

double SurfaceCheck::longest_side() const {
  return std::max({most[0] - least[0], most[1] - least[1], most[2] - least[2]});
}

double enclosed_volume(const Surface& surface) {
  if (surface.points.empty()) return 0.0;
  const Vec3 reference = surface.points.front();  // near the surface, so that little cancels
  double six_volumes = 0.0;
  for (const auto& t : surface.triangles)
    six_volumes += dot(minus(surface.points[t[0]], reference),
                       cross(minus(surface.points[t[1]], reference), minus(surface.points[t[2]], reference)));
  return six_volumes / 6.0;
}

SurfaceCheck check_surface(const Surface& surface) {
  SurfaceCheck check;
  constexpr double infinite = std::numeric_limits<double>::infinity();
  check.least = {infinite, infinite, infinite};
  check.most = {-infinite, -infinite, -infinite};
  for (const Vec3& p : surface.points)
    for (int axis = 0; axis < 3; ++axis) {
      check.least[axis] = std::min(check.least[axis], p[axis]);
      check.most[axis] = std::max(check.most[axis], p[axis]);
    }
  if (surface.points.empty()) check.least = check.most = {0, 0, 0};

  const auto edges = sorted_half_edges(surface);
  for_each_edge(edges, [&](std::size_t first, std::size_t last) {
    int forward = 0;
    for (std::size_t e = first; e < last; ++e) forward += edges[e].forward ? 1 : -1;
    if ((last - first) % 2 != 0)
      ++check.open_edges;
    else if (forward != 0)
      ++check.wound_apart;
  });
  check.components = static_cast<int>(find_pieces(edges, surface.triangles.size(), false).count);
  for (const auto& [a, b, c] : surface.triangles) {
    const Vec3 normal = cross(minus(surface.points[b], surface.points[a]), minus(surface.points[c], surface.points[a]));
    check.area += 0.5 * std::sqrt(dot(normal, normal));
  }
  check.volume = enclosed_volume(surface);
  return check;
}

Repair wind_alike(Surface& surface) {
  // Only edges of exactly two triangles say how their triangles should run; others bound pieces here.
  struct Link {
    std::int32_t other;
    bool same_direction;
  };
  std::vector<std::array<Link, 3>> links(surface.triangles.size(), {{{-1, false}, {-1, false}, {-1, false}}});
  std::vector<int> used(surface.triangles.size(), 0);
  const auto edges = sorted_half_edges(surface);
  for_each_edge(edges, [&](std::size_t first, std::size_t last) {
    if (last - first != 2) return;
    const HalfEdge& a = edges[first];
    const HalfEdge& b = edges[first + 1];
    links[a.triangle][used[a.triangle]++] = {b.triangle, a.forward == b.forward};
    links[b.triangle][used[b.triangle]++] = {a.triangle, a.forward == b.forward};
  });
  std::vector<signed char> turn(surface.triangles.size(), -1);
  std::vector<std::int32_t> piece;
  Repair turned;
  for (std::size_t seed = 0; seed < turn.size(); ++seed) {
    if (turn[seed] >= 0) continue;
    turn[seed] = 0;
    piece.assign(1, static_cast<std::int32_t>(seed));
    std::size_t against = 0;
    for (std::size_t next = 0; next < piece.size(); ++next) {
      const std::int32_t t = piece[next];
      for (const Link& link : links[t]) {
        if (link.other < 0 || turn[link.other] >= 0) continue;
        turn[link.other] = static_cast<signed char>(link.same_direction ? 1 - turn[t] : turn[t]);
        against += static_cast<std::size_t>(turn[link.other]);
        piece.push_back(link.other);
      }
    }
    const signed char minority = 2 * against > piece.size() ? 0 : 1;
    for (const std::int32_t t : piece) {
      if (turn[t] != minority) continue;
      std::swap(surface.triangles[t][1], surface.triangles[t][2]);
      if (turned.count++ == 0) turned.where = surface.points[surface.triangles[t][0]];
    }
  }
  return turned;
}

}  // namespace howship
