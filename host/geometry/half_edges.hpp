#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "howship/surface.hpp"

namespace howship {

/// One side of a triangle, keyed by its end points in ascending order.
struct HalfEdge {
  std::uint64_t key;
  std::int32_t triangle;
  bool forward;  ///< runs from the lower to the higher point index

  std::int32_t low() const { return static_cast<std::int32_t>(key >> 32); }
  std::int32_t high() const { return static_cast<std::int32_t>(key & 0xffffffff); }
};

/// By edge, then by triangle.
std::vector<HalfEdge> sorted_half_edges(const Surface& surface);

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

/// Piece of every triangle, numbered from 0 in the order of their first triangles.
struct Pieces {
  std::vector<std::int32_t> of;
  std::size_t count = 0;
};

/// Pieces whose triangles hang together by edges; with `two_only`, by edges of exactly two triangles.
Pieces find_pieces(const std::vector<HalfEdge>& edges, std::size_t triangles, bool two_only);

/// The same, with pieces that only touch each other along edges kept apart: edges of more than two triangles join only
/// what would be open there without the other.
Pieces find_closed_pieces(const std::vector<HalfEdge>& edges, std::size_t triangles);

}  // namespace howship
