#include "host/geometry/holes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <vtkIdList.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkPolygon.h>

#include "howship/vector_math.hpp"

#include "host/geometry/half_edges.hpp"

namespace howship {

namespace {

using Triangle = std::array<std::int32_t, 3>;

Triangle sorted_corners(Triangle t) {
  std::sort(t.begin(), t.end());
  return t;
}

/// Edges of an odd number of triangles, from each of their points.
std::map<std::int32_t, std::set<std::int32_t>> odd_edges(const std::vector<HalfEdge>& edges) {
  std::map<std::int32_t, std::set<std::int32_t>> beside;
  for_each_edge(edges, [&](std::size_t first, std::size_t last) {
    if ((last - first) % 2 == 0) return;
    beside[edges[first].low()].insert(edges[first].high());
    beside[edges[first].high()].insert(edges[first].low());
  });
  return beside;
}

/// Those of the edge between two points.
std::pair<const HalfEdge*, const HalfEdge*> half_edges_of(const std::vector<HalfEdge>& edges, std::int32_t a,
                                                          std::int32_t b) {
  const std::uint64_t key =
      static_cast<std::uint64_t>(std::min(a, b)) << 32 | static_cast<std::uint32_t>(std::max(a, b));
  const auto below = [](const HalfEdge& e, std::uint64_t k) { return e.key < k; };
  const HalfEdge* const end = edges.data() + edges.size();
  return {std::lower_bound(edges.data(), end, key, below), std::lower_bound(edges.data(), end, key + 1, below)};
}

/// Whether triangles run along more of their edges in the direction of the only triangle there than against it.
bool runs_with_neighbours(const std::vector<HalfEdge>& edges, const std::vector<Triangle>& triangles) {
  int with = 0;
  for (const Triangle& t : triangles)
    for (int side = 0; side < 3; ++side) {
      const std::int32_t a = t[side];
      const std::int32_t b = t[(side + 1) % 3];
      const auto [begin, end] = half_edges_of(edges, a, b);
      if (end - begin == 1) with += begin->forward == (a < b) ? 1 : -1;
    }
  return with > 0;
}

/// Splits the edges, of which an even number meets at every point, into loops that pass no point twice.
std::vector<std::vector<std::int32_t>> loops_of(std::map<std::int32_t, std::set<std::int32_t>> beside) {
  std::vector<std::vector<std::int32_t>> loops;
  while (!beside.empty()) {
    std::vector<std::int32_t> path{beside.begin()->first};
    std::map<std::int32_t, std::size_t> place{{path.front(), 0}};
    while (!path.empty()) {
      const auto from = beside.find(path.back());
      if (from == beside.end()) {
        place.erase(path.back());
        path.pop_back();
        continue;
      }
      const std::int32_t next = *from->second.begin();
      for (const auto& [a, b] : {std::pair{path.back(), next}, std::pair{next, path.back()}}) {
        const auto at = beside.find(a);
        at->second.erase(b);
        if (at->second.empty()) beside.erase(at);
      }
      const auto seen = place.find(next);
      if (seen == place.end()) {
        place[next] = path.size();
        path.push_back(next);
        continue;
      }
      const auto begin = path.begin() + static_cast<std::ptrdiff_t>(seen->second);
      loops.emplace_back(begin, path.end());
      for (auto p = begin + 1; p != path.end(); ++p) place.erase(*p);
      path.erase(begin + 1, path.end());
    }
  }
  return loops;
}

/// Cuts off ears; where the loop is too crooked for that, triangles from its first point.
std::vector<Triangle> triangulate(const Surface& surface, const std::vector<std::int32_t>& loop) {
  std::vector<Triangle> triangles;
  constexpr std::size_t most_ears = 300;  // ears take time with the square of the loop's length
  if (loop.size() > 3 && loop.size() <= most_ears) {
    vtkNew<vtkPolygon> polygon;
    for (std::size_t i = 0; i < loop.size(); ++i) {
      polygon->GetPoints()->InsertNextPoint(surface.points[loop[i]].data());
      polygon->GetPointIds()->InsertNextId(static_cast<vtkIdType>(i));
    }
    vtkNew<vtkIdList> ears;
    const bool cut = polygon->Triangulate(ears) != 0;
    if (cut && ears->GetNumberOfIds() == 3 * static_cast<vtkIdType>(loop.size()) - 6) {
      for (vtkIdType i = 0; i < ears->GetNumberOfIds(); i += 3)
        triangles.push_back({loop[ears->GetId(i)], loop[ears->GetId(i + 1)], loop[ears->GetId(i + 2)]});
      return triangles;
    }
  }
  for (std::size_t i = 1; i + 1 < loop.size(); ++i) triangles.push_back({loop[0], loop[i], loop[i + 1]});
  return triangles;
}

}  // namespace

std::vector<Hole> find_holes(const Surface& surface) {
  std::vector<Hole> holes;
  std::set<Triangle> present;
  for (const Triangle& t : surface.triangles) present.insert(sorted_corners(t));
  const auto edges = sorted_half_edges(surface);
  for (auto& loop : loops_of(odd_edges(edges))) {
    Hole hole;
    hole.triangles = triangulate(surface, loop);
    if (runs_with_neighbours(edges, hole.triangles))
      for (Triangle& t : hole.triangles) std::swap(t[1], t[2]);
    hole.stray = loop.size() == 3 && present.count(sorted_corners(hole.triangles.front())) > 0;
    for (const auto& [a, b, c] : hole.triangles)
      hole.area +=
          0.5 * length(cross(minus(surface.points[b], surface.points[a]), minus(surface.points[c], surface.points[a])));
    for (const std::int32_t p : loop)
      for (int axis = 0; axis < 3; ++axis)
        hole.centre[axis] += surface.points[p][axis] / static_cast<double>(loop.size());
    for (const std::int32_t p : loop)
      hole.across = std::max(hole.across, length(minus(surface.points[p], surface.points[loop.front()])));
    hole.points = std::move(loop);
    holes.push_back(std::move(hole));
  }
  return holes;
}

void close_holes(Surface& surface, const std::vector<Hole>& holes) {
  struct Added {
    Triangle triangle;
    std::size_t count;
  };
  std::map<Triangle, Added> added;  // by sorted corners
  for (const Hole& hole : holes)
    for (const Triangle& t : hole.triangles) ++added.emplace(sorted_corners(t), Added{t, 0}).first->second.count;
  std::vector<Triangle> kept;
  for (const Triangle& t : surface.triangles) {
    const auto found = added.find(sorted_corners(t));
    if (found == added.end() || found->second.count == 0)
      kept.push_back(t);
    else
      --found->second.count;
  }
  for (const auto& [corners, add] : added)
    if (add.count % 2 == 1) kept.push_back(add.triangle);
  surface.triangles = std::move(kept);
}

Repair drop_duplicate_triangles(Surface& surface) {
  std::vector<std::int32_t> order(surface.triangles.size());
  std::vector<Triangle> corners;
  for (std::size_t t = 0; t < order.size(); ++t) {
    order[t] = static_cast<std::int32_t>(t);
    corners.push_back(sorted_corners(surface.triangles[t]));
  }
  std::sort(order.begin(), order.end(),
            [&](std::int32_t a, std::int32_t b) { return corners[a] != corners[b] ? corners[a] < corners[b] : a < b; });
  std::vector<std::pair<std::size_t, std::size_t>> groups;
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last < order.size() && corners[order[last]] == corners[order[first]]) ++last;
    if (last - first > 1) groups.emplace_back(first, last);
    first = last;
  }
  Repair dropped;
  if (groups.empty()) return dropped;

  const auto edges = sorted_half_edges(surface);
  std::vector<char> copy(surface.triangles.size(), 0);
  for (const auto& [first, last] : groups)
    for (std::size_t i = first + 1; i < last; ++i) copy[order[i]] = 1;
  std::vector<char> drop(surface.triangles.size(), 0);
  for (const auto& [first, last] : groups) {
    const Triangle& t = corners[order[first]];
    int wanted = 0;
    for (int side = 0; side < 3; ++side) {
      const auto [begin, end] = half_edges_of(edges, t[side], t[(side + 1) % 3]);
      // Copies of other triangles do not count: they will go as well.
      const auto others = std::count_if(begin, end, [&](const HalfEdge& e) { return copy[e.triangle] == 0; }) - 1;
      wanted += others % 2 != 0 ? 1 : 0;
    }
    for (std::size_t i = wanted >= 2 ? first + 1 : first; i < last; ++i) drop[order[i]] = 1;
  }
  std::size_t kept = 0;
  for (std::size_t t = 0; t < drop.size(); ++t) {
    if (drop[t] == 0)
      surface.triangles[kept++] = surface.triangles[t];
    else if (dropped.count++ == 0)
      dropped.where = surface.points[surface.triangles[t][0]];
  }
  surface.triangles.resize(kept);
  return dropped;
}

}  // namespace howship
