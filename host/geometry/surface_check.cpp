#include "host/geometry/surface_check.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "host/geometry/vector_math.hpp"

namespace howship {

namespace {

/// One side of a triangle, keyed by its end points in ascending order.
struct HalfEdge {
  std::uint64_t key;
  std::int32_t triangle;
  bool forward;  ///< runs from the lower to the higher point index
};

std::vector<HalfEdge> sorted_half_edges(const Surface& surface) {
  std::vector<HalfEdge> edges;
  edges.reserve(3 * surface.triangles.size());
  for (std::size_t t = 0; t < surface.triangles.size(); ++t)
    for (int side = 0; side < 3; ++side) {
      const auto a = static_cast<std::uint64_t>(surface.triangles[t][side]);
      const auto b = static_cast<std::uint64_t>(surface.triangles[t][(side + 1) % 3]);
      edges.push_back({std::min(a, b) << 32 | std::max(a, b), static_cast<std::int32_t>(t), a < b});
    }
  std::sort(edges.begin(), edges.end(), [](const HalfEdge& a, const HalfEdge& b) {
    return a.key != b.key ? a.key < b.key : a.triangle < b.triangle;
  });
  return edges;
}

/// Calls visit(first, last) for the half edges of every edge.
template <class Visit>
void for_each_edge(const std::vector<HalfEdge>& edges, const Visit& visit) {
  for (std::size_t first = 0; first < edges.size();) {
    std::size_t last = first;
    while (last < edges.size() && edges[last].key == edges[first].key) ++last;
    visit(first, last);
    first = last;
  }
}

/// Root of a triangle in a union-find forest, with path halving.
std::int32_t root_of(std::vector<std::int32_t>& parent, std::int32_t t) {
  while (parent[t] != t) t = parent[t] = parent[parent[t]];
  return t;
}

}  // namespace

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
  std::vector<std::int32_t> parent(surface.triangles.size());
  std::iota(parent.begin(), parent.end(), 0);
  for_each_edge(edges, [&](std::size_t first, std::size_t last) {
    int forward = 0;
    for (std::size_t e = first; e < last; ++e) {
      forward += edges[e].forward ? 1 : -1;
      const auto a = root_of(parent, edges[first].triangle);
      const auto b = root_of(parent, edges[e].triangle);
      parent[std::max(a, b)] = std::min(a, b);
    }
    if ((last - first) % 2 != 0)
      ++check.open_edges;
    else if (forward != 0)
      ++check.wound_apart;
  });
  for (std::size_t t = 0; t < parent.size(); ++t) {
    check.components += parent[t] == static_cast<std::int32_t>(t) ? 1 : 0;
    const auto& [a, b, c] = surface.triangles[t];
    const Vec3 normal = cross(minus(surface.points[b], surface.points[a]), minus(surface.points[c], surface.points[a]));
    check.area += 0.5 * std::sqrt(dot(normal, normal));
  }
  check.volume = enclosed_volume(surface);
  return check;
}

void wind_alike(Surface& surface) {
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
  std::vector<std::int32_t> queue;
  for (std::size_t seed = 0; seed < turn.size(); ++seed) {
    if (turn[seed] >= 0) continue;
    turn[seed] = 0;
    queue.assign(1, static_cast<std::int32_t>(seed));
    while (!queue.empty()) {
      const std::int32_t t = queue.back();
      queue.pop_back();
      for (const Link& link : links[t]) {
        if (link.other < 0 || turn[link.other] >= 0) continue;
        turn[link.other] = static_cast<signed char>(link.same_direction ? 1 - turn[t] : turn[t]);
        queue.push_back(link.other);
      }
    }
  }
  for (std::size_t t = 0; t < turn.size(); ++t)
    if (turn[t] == 1) std::swap(surface.triangles[t][1], surface.triangles[t][2]);
}

}  // namespace howship
