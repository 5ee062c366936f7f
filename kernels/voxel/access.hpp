#pragma once

#include <cstddef>
#include <cstdint>

#include "howship/config_macros.hpp"
#include "howship/domain.hpp"

// How a voxel body reaches memory. Arrays are [brick][z][plane][16 lanes]: z is one of the brick's four layers, a plane
// is one field, slope or matrix entry. What a body reads for one layer lies together, so every array comes as one
// stream; with planes of 64 lanes a body jumps through each array with a stride that prefetching does not follow, and a
// sweep over more than the cache takes twice as long. A body runs for one lane (V = double or float, a CUDA thread) or
// for a pack of consecutive lanes (V = Simd).

namespace howship {

template <class T>
HOWSHIP_INLINE void load(const T* from, double& to) {
  to = static_cast<double>(*from);
}
template <class T>
HOWSHIP_INLINE void load(const T* from, float& to) {
  to = static_cast<float>(*from);
}
HOWSHIP_INLINE void store(float* to, double from) {
  *to = static_cast<float>(from);
}
HOWSHIP_INLINE void store(double* to, double from) {
  *to = from;
}
HOWSHIP_INLINE void store(float* to, float from) {
  *to = from;
}

/// Lanes of one layer of a brick.
constexpr int layer_size = brick_edge * brick_edge;

/// Where a lane of a plane stands in an array of `planes` planes.
HOWSHIP_INLINE std::size_t place_of(int brick, int planes, int plane, int lane) {
  const std::size_t layer = static_cast<std::size_t>(brick) * brick_edge + lane / layer_size;
  return (layer * planes + plane) * layer_size + lane % layer_size;
}

template <class V, class T>
HOWSHIP_INLINE V get(const T* array, int brick, int planes, int plane, int lane) {
  V v;
  load(array + place_of(brick, planes, plane, lane), v);
  return v;
}
template <class V, class T>
HOWSHIP_INLINE void put(T* array, int brick, int planes, int plane, int lane, const V& v) {
  store(array + place_of(brick, planes, plane, lane), v);
}

/// Steps to the voxel next to a lane on a side: inside a brick it is `step` lanes away, across its face `wrap` lanes
/// from there in the brick on that side.
template <int side>
struct SideSteps {
  static constexpr int axis = side / 2;
  static constexpr int stride = axis == 0 ? 1 : axis == 1 ? brick_edge : brick_edge * brick_edge;
  static constexpr int step = side % 2 == 0 ? -stride : stride;
  static constexpr int wrap = side % 2 == 0 ? (brick_edge - 1) * stride : -(brick_edge - 1) * stride;
  static constexpr int edge = side % 2 == 0 ? 0 : brick_edge - 1;
  HOWSHIP_INLINE static bool leaves(int lane) { return (lane / stride) % brick_edge == edge; }
};

/// A plane of an array as load_beside() reads it: at a brick, or at the brick beside it.
template <class T>
struct PlaneView {
  const T* array;
  int planes, plane;
  HOWSHIP_INLINE const T* at(int brick, int lane) const { return array + place_of(brick, planes, plane, lane); }
};

template <int side, class T, class V>
HOWSHIP_INLINE void load_one_beside(const PlaneView<T>& view, int own, int other, int lane, V& to) {
  using S = SideSteps<side>;
  const bool leaves = S::leaves(lane);
  load(view.at(leaves ? other : own, lane + (leaves ? S::wrap : S::step)), to);
}
template <int side, class T>
HOWSHIP_INLINE void load_beside(const PlaneView<T>& view, int own, int other, int lane, double& to) {
  load_one_beside<side>(view, own, other, lane, to);
}
template <int side, class T>
HOWSHIP_INLINE void load_beside(const PlaneView<T>& view, int own, int other, int lane, float& to) {
  load_one_beside<side>(view, own, other, lane, to);
}

/// The bricks around one brick; where there is none, the brick itself stands in (its faces are closed there).
struct BrickTable {
  const std::int32_t* neighbours;  ///< [bricks][6], own index where there is no neighbour
  HOWSHIP_INLINE int beside(int brick, int side) const {
    return neighbours[6 * static_cast<std::size_t>(brick) + side];
  }
};

/// Value of a plane at the voxel next to `lane` on a side.
template <int side, class V, class T>
HOWSHIP_INLINE V get_beside(const T* array, const BrickTable& table, int brick, int planes, int plane, int lane) {
  V v;
  load_beside<side>(PlaneView<T>{array, planes, plane}, brick, table.beside(brick, side), lane, v);
  return v;
}

}  // namespace howship
