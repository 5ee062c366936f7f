#include "host/geometry/half_edges.hpp"

#include <algorithm>
#include <numeric>

namespace howship {

namespace {

/// Union-find over triangles.
class Forest {
 public:
  explicit Forest(std::size_t triangles) : parent_(triangles) { std::iota(parent_.begin(), parent_.end(), 0); }

  void join(std::int32_t a, std::int32_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

  Pieces pieces() {
    Pieces pieces;
    pieces.of.resize(parent_.size());
    for (std::size_t t = 0; t < parent_.size(); ++t) {
      const std::int32_t r = root(static_cast<std::int32_t>(t));
      pieces.of[t] = r == static_cast<std::int32_t>(t) ? static_cast<std::int32_t>(pieces.count++) : pieces.of[r];
    }
    return pieces;
  }

 private:
  std::int32_t root(std::int32_t t) {
    while (parent_[t] != t) t = parent_[t] = parent_[parent_[t]];
    return t;
  }
  std::vector<std::int32_t> parent_;
};

}  // namespace

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

Pieces find_pieces(const std::vector<HalfEdge>& edges, std::size_t triangles, bool two_only) {
  Forest forest(triangles);
  for_each_edge(edges, [&](std::size_t first, std::size_t last) {
    if (two_only && last - first != 2) return;
    for (std::size_t e = first + 1; e < last; ++e) forest.join(edges[first].triangle, edges[e].triangle);
  });
  return forest.pieces();
}

Pieces find_closed_pieces(const std::vector<HalfEdge>& edges, std::size_t triangles) {
  const Pieces patches = find_pieces(edges, triangles, true);
  Forest forest(triangles);
  std::vector<std::int32_t> at_edge;
  for_each_edge(edges, [&](std::size_t first, std::size_t last) {
    at_edge.clear();
    for (std::size_t e = first; e < last; ++e) at_edge.push_back(edges[e].triangle);
    std::sort(at_edge.begin(), at_edge.end(),
              [&](std::int32_t a, std::int32_t b) { return patches.of[a] < patches.of[b]; });
    std::int32_t open = -1;
    for (std::size_t i = 0; i < at_edge.size();) {
      std::size_t j = i;
      for (; j < at_edge.size() && patches.of[at_edge[j]] == patches.of[at_edge[i]]; ++j)
        forest.join(at_edge[i], at_edge[j]);
      if ((j - i) % 2 == 1) {
        if (open >= 0) forest.join(open, at_edge[i]);
        open = at_edge[i];
      }
      i = j;
    }
  });
  return forest.pieces();
}

}  // namespace howship
