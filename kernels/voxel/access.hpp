#pragma once

#include <cstddef>
#include <cstdint>

#include "howship/config_macros.hpp"
#include "howship/domain.hpp"

// How a voxel body reaches memory. Arrays are [brick][plane][64 lanes]; a plane is one field, slope or matrix entry.
// A body runs for one lane (V = double or float, a CUDA thread) or for a pack of consecutive lanes (V = Simd).

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

/// Where a lane's plane of 64 starts.
HOWSHIP_INLINE std::size_t plane_start(int brick, int planes, int plane) {
  return (static_cast<std::size_t>(brick) * planes + plane) * brick_size;
}

template <class V, class T>
HOWSHIP_INLINE V get(const T* array, int brick, int planes, int plane, int lane) {
  V v;
  load(array + plane_start(brick, planes, plane) + lane, v);
  return v;
}
template <class V, class T>
HOWSHIP_INLINE void put(T* array, int brick, int planes, int plane, int lane, const V& v) {
  store(array + plane_start(brick, planes, plane) + lane, v);
}

/// Value of a plane at the voxel next to `lane` on a side; `other` is the plane of the brick on that side.
/// Inside a brick the neighbour is `step` lanes away, across its face `wrap` lanes from there.
template <int side>
struct SideSteps {
  static constexpr int axis = side / 2;
  static constexpr int stride = axis == 0 ? 1 : axis == 1 ? brick_edge : brick_edge * brick_edge;
  static constexpr int step = side % 2 == 0 ? -stride : stride;
  static constexpr int wrap = side % 2 == 0 ? (brick_edge - 1) * stride : -(brick_edge - 1) * stride;
  static constexpr int edge = side % 2 == 0 ? 0 : brick_edge - 1;
  HOWSHIP_INLINE static bool leaves(int lane) { return (lane / stride) % brick_edge == edge; }
};

template <int side, class T>
HOWSHIP_INLINE void load_beside(const T* own, const T* other, int lane, double& to) {
  using S = SideSteps<side>;
  const bool leaves = S::leaves(lane);
  to = static_cast<double>((leaves ? other : own)[lane + (leaves ? S::wrap : S::step)]);
}
template <int side, class T>
HOWSHIP_INLINE void load_beside(const T* own, const T* other, int lane, float& to) {
  using S = SideSteps<side>;
  const bool leaves = S::leaves(lane);
  to = static_cast<float>((leaves ? other : own)[lane + (leaves ? S::wrap : S::step)]);
}

/// The bricks around one brick; where there is none, the brick itself stands in (its faces are closed there).
struct BrickTable {
  const std::int32_t* neighbours;  ///< [bricks][6], own index where there is no neighbour
  HOWSHIP_INLINE int beside(int brick, int side) const {
    return neighbours[6 * static_cast<std::size_t>(brick) + side];
  }
};

template <int side, class V, class T>
HOWSHIP_INLINE V get_beside(const T* array, const BrickTable& table, int brick, int planes, int plane, int lane) {
  V v;
  load_beside<side>(array + plane_start(brick, planes, plane),
                    array + plane_start(table.beside(brick, side), planes, plane), lane, v);
  return v;
}

}  // namespace howship
