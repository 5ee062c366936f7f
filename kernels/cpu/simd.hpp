#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>
#if defined(__AVX512F__)
#include <immintrin.h>
#endif

#include "howship/config_macros.hpp"

#include "kernels/voxel/access.hpp"
#include "kernels/voxel/multigrid.hpp"

namespace howship {

/// The compiler's vector of N elements. A trait of its own, for g++ takes a dependent vector_size typedef inside the
/// class that uses it for the element type.
template <class T, int N>
struct VectorOf {
  typedef T type __attribute__((vector_size(N * sizeof(T))));
};

/// A pack of N lanes on the compiler's vector extension: the value type with which the CPU launcher runs a voxel body.
/// Arithmetic is element-wise; a comparison gives a mask (all bits set where true) for select().
template <class T, int N>
struct Simd {
  using Vector = typename VectorOf<T, N>::type;
  Vector v;

  Simd() = default;
  HOWSHIP_INLINE Simd(Vector vector) : v(vector) {}
  HOWSHIP_INLINE explicit Simd(T scalar) : v(scalar - Vector{}) {}
  static constexpr int lanes = N;
};

template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator+(const Simd<T, N>& a, const Simd<T, N>& b) {
  return a.v + b.v;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator-(const Simd<T, N>& a, const Simd<T, N>& b) {
  return a.v - b.v;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator*(const Simd<T, N>& a, const Simd<T, N>& b) {
  return a.v * b.v;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator/(const Simd<T, N>& a, const Simd<T, N>& b) {
  return a.v / b.v;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator-(const Simd<T, N>& a) {
  return -a.v;
}

// With a scalar of the element type on either side.
template <class T>
struct Identity {
  using type = T;
};
template <class T>
using ScalarOf = typename Identity<T>::type;
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator+(const Simd<T, N>& a, ScalarOf<T> b) {
  return a.v + b;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator-(const Simd<T, N>& a, ScalarOf<T> b) {
  return a.v - b;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator*(const Simd<T, N>& a, ScalarOf<T> b) {
  return a.v * b;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator/(const Simd<T, N>& a, ScalarOf<T> b) {
  return a.v / b;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator+(ScalarOf<T> a, const Simd<T, N>& b) {
  return a + b.v;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator-(ScalarOf<T> a, const Simd<T, N>& b) {
  return a - b.v;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator*(ScalarOf<T> a, const Simd<T, N>& b) {
  return a * b.v;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> operator/(ScalarOf<T> a, const Simd<T, N>& b) {
  return a / b.v;
}
template <class T, int N, class B>
HOWSHIP_INLINE Simd<T, N>& operator+=(Simd<T, N>& a, const B& b) {
  return a = a + b;
}
template <class T, int N, class B>
HOWSHIP_INLINE Simd<T, N>& operator-=(Simd<T, N>& a, const B& b) {
  return a = a - b;
}
template <class T, int N, class B>
HOWSHIP_INLINE Simd<T, N>& operator*=(Simd<T, N>& a, const B& b) {
  return a = a * b;
}

/// Result of comparing packs of element size S: one all-or-nothing integer per lane.
template <class I, int N>
struct SimdMask {
  using Vector = typename VectorOf<I, N>::type;
  Vector m;
};
template <int Size>
struct MaskInteger;
template <>
struct MaskInteger<8> {
  using type = std::int64_t;
};
template <>
struct MaskInteger<4> {
  using type = std::int32_t;
};
template <class T, int N>
using MaskOf = SimdMask<typename MaskInteger<sizeof(T)>::type, N>;

template <class T, int N>
HOWSHIP_INLINE MaskOf<T, N> operator>(const Simd<T, N>& a, const Simd<T, N>& b) {
  return {(typename MaskOf<T, N>::Vector)(a.v > b.v)};
}
template <class T, int N>
HOWSHIP_INLINE MaskOf<T, N> operator<(const Simd<T, N>& a, const Simd<T, N>& b) {
  return b > a;
}
template <class T, int N>
HOWSHIP_INLINE MaskOf<T, N> operator>(const Simd<T, N>& a, ScalarOf<T> b) {
  return a > Simd<T, N>(b);
}
template <class T, int N>
HOWSHIP_INLINE MaskOf<T, N> operator<(const Simd<T, N>& a, ScalarOf<T> b) {
  return Simd<T, N>(b) > a;
}
template <class I, int N>
HOWSHIP_INLINE SimdMask<I, N> operator&(const SimdMask<I, N>& a, const SimdMask<I, N>& b) {
  return {a.m & b.m};
}

template <class I, class T, int N>
HOWSHIP_INLINE Simd<T, N> select(const SimdMask<I, N>& mask, const Simd<T, N>& yes, const Simd<T, N>& no) {
  return mask.m ? yes.v : no.v;
}
template <class I, class T, int N>
HOWSHIP_INLINE Simd<T, N> select(const SimdMask<I, N>& mask, const Simd<T, N>& yes, ScalarOf<T> no) {
  return select(mask, yes, Simd<T, N>(no));
}
template <class I, int N>
HOWSHIP_INLINE bool any(const SimdMask<I, N>& mask) {
  I set = 0;
  for (int i = 0; i < N; ++i) set |= mask.m[i];
  return set != 0;
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> max(const Simd<T, N>& a, const Simd<T, N>& b) {
  return select(a > b, a, b);
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> max(const Simd<T, N>& a, ScalarOf<T> b) {
  return max(a, Simd<T, N>(b));
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> min(const Simd<T, N>& a, const Simd<T, N>& b) {
  return select(a < b, a, b);
}
template <class T, int N>
HOWSHIP_INLINE Simd<T, N> min(const Simd<T, N>& a, ScalarOf<T> b) {
  return min(a, Simd<T, N>(b));
}

template <class T, int N>
HOWSHIP_INLINE Simd<T, N> sqrt(const Simd<T, N>& a) {
  Simd<T, N> r;
  for (int i = 0; i < N; ++i) r.v[i] = __builtin_sqrt(a.v[i]);
  return r;
}

/// Bits of doubles as unsigned integers, for the exponent arithmetic of exp and log.
template <int N>
struct SimdBits {
  using Vector = typename VectorOf<std::uint64_t, N>::type;
  Vector b;
};
template <int N>
HOWSHIP_INLINE SimdBits<N> operator+(const SimdBits<N>& a, const SimdBits<N>& c) {
  return {a.b + c.b};
}
template <int N>
HOWSHIP_INLINE SimdBits<N> operator-(const SimdBits<N>& a, const SimdBits<N>& c) {
  return {a.b - c.b};
}
template <int N>
HOWSHIP_INLINE SimdBits<N> operator+(const SimdBits<N>& a, std::uint64_t c) {
  return {a.b + c};
}
template <int N>
HOWSHIP_INLINE SimdBits<N> operator-(const SimdBits<N>& a, std::uint64_t c) {
  return {a.b - c};
}
template <int N>
HOWSHIP_INLINE SimdBits<N> operator|(const SimdBits<N>& a, std::uint64_t c) {
  return {a.b | c};
}
template <int N>
HOWSHIP_INLINE SimdBits<N> operator<<(const SimdBits<N>& a, int c) {
  return {a.b << c};
}
template <int N>
HOWSHIP_INLINE SimdBits<N> operator>>(const SimdBits<N>& a, int c) {
  return {a.b >> c};
}
template <int N>
HOWSHIP_INLINE SimdBits<N> as_bits(const Simd<double, N>& x) {
  return {(typename SimdBits<N>::Vector)x.v};
}
template <int N>
HOWSHIP_INLINE Simd<double, N> from_bits(const SimdBits<N>& x) {
  return (typename Simd<double, N>::Vector)x.b;
}

/// Element-wise conversion between packs. g++ 12 builds the ones to and from a whole AVX-512 register from quarters,
/// four to six instructions where the processor has one, and half of what a stage does is conversion.
template <class To, class From, int N>
HOWSHIP_INLINE typename VectorOf<To, N>::type convert(const typename VectorOf<From, N>::type& from) {
#if defined(__AVX512F__)
  if constexpr (std::is_same_v<To, double> && std::is_same_v<From, float> && N == 8) {
    return (typename VectorOf<To, N>::type)_mm512_cvtps_pd((__m256)from);
  } else if constexpr (std::is_same_v<To, float> && std::is_same_v<From, double> && N == 8) {
    return (typename VectorOf<To, N>::type)_mm512_cvtpd_ps((__m512d)from);
  } else
#endif
    return __builtin_convertvector(from, typename VectorOf<To, N>::type);
}

/// Loads N consecutive elements of type S, which may be unaligned, converted to the lanes' type.
template <class T, int N, class S>
HOWSHIP_INLINE void load(const S* from, Simd<T, N>& to) {
  typename VectorOf<S, N>::type s;
  std::memcpy(&s, from, sizeof s);
  to.v = convert<T, S, N>(s);
}
template <class T, int N, class S>
HOWSHIP_INLINE void store(S* to, const Simd<T, N>& from) {
  const auto s = convert<S, T, N>(from.v);
  std::memcpy(to, &s, sizeof s);
}

/// Which elements of (own, other) make up the neighbours on a side, for two packs that hold the same or following
/// lanes.
template <int side, class I, int N>
HOWSHIP_INLINE typename VectorOf<I, N>::type neighbour_order() {
  using Steps = SideSteps<side>;
  typename VectorOf<I, N>::type order;
  for (int i = 0; i < N; ++i) {
    // In x a row wraps onto itself in the other brick; in y the pack's first or last row comes from the other pack.
    const bool leaves = Steps::axis == 0 ? Steps::leaves(i) : i + Steps::step < 0 || i + Steps::step >= N;
    const int from = Steps::axis == 0 ? i + Steps::wrap : (i + Steps::step + N) % N;
    order[i] = static_cast<I>(leaves ? N + from : i + Steps::step);
  }
  return order;
}

/// Neighbours of a pack of whole rows. In z they are one pack of the own brick or the next; in x and y one shuffle of
/// two packs, all loads aligned. A pack holds at most one layer.
template <int side, class S, class T, int N>
HOWSHIP_INLINE void load_beside(const PlaneView<S>& view, int own, int other, int lane, Simd<T, N>& to) {
  static_assert(N % brick_edge == 0 && N <= layer_size, "a pack holds whole rows of one layer");
  using Steps = SideSteps<side>;
  using Order = typename MaskInteger<sizeof(T)>::type;
  if (Steps::axis == 2) {
    const bool leaves = Steps::leaves(lane);
    load(view.at(leaves ? other : own, lane + (leaves ? Steps::wrap : Steps::step)), to);
    return;
  }
  Simd<T, N> here, beyond;
  load(view.at(own, lane), here);
  if (Steps::axis == 0) {
    load(view.at(other, lane), beyond);
  } else {
    // The pack before or after this one in its layer, which at the layer's edge lies in the next brick.
    const int next = lane % layer_size + (side % 2 == 0 ? -N : N);
    const bool leaves = next < 0 || next >= layer_size;
    load(view.at(leaves ? other : own, lane - lane % layer_size + (next + layer_size) % layer_size), beyond);
  }
  to.v = __builtin_shuffle(here.v, beyond.v, neighbour_order<side, Order, N>());
}

/// Lanes of a pack in another order.
template <class T, int N, class Order>
HOWSHIP_INLINE Simd<T, N> reorder(const Simd<T, N>& a, const Order& order) {
  return __builtin_shuffle(a.v, order);
}

/// The fine voxels of one coarse layer: of each of four bricks two layers are added, then neighbours in x and y, and
/// the four sums that each brick then holds are put side by side.
template <Children which, class S>
HOWSHIP_INLINE void sum_children(const FinePlane<S>& fine, int lane, Simd<float, layer_size>& sum) {
  using V = Simd<float, layer_size>;
  using Order = VectorOf<std::int32_t, layer_size>::type;
  const int z = lane / layer_size, first = 2 * (z % 2) * layer_size;
  Order beside_x, beside_y, left_right, low_high;
  for (int i = 0; i < layer_size; ++i) {
    const int x = i % brick_edge, y = i / brick_edge;
    beside_x[i] = i ^ 1;
    beside_y[i] = i ^ brick_edge;
    left_right[i] = x / 2 * layer_size + lane_of(2 * (x % 2), 2 * (y % 2), 0);
    low_high[i] = y / 2 * layer_size + i;
  }
  V of_brick[4];
  for (int quadrant = 0; quadrant < 4; ++quadrant) {
    const int brick = fine.bricks[quadrant + 4 * (z / 2)];
    V total(0.0F);
    for (int layer = 0; layer < (which == Children::Down ? 1 : 2); ++layer) {
      V value, active;
      load(fine.plane.at(brick, first + layer * layer_size), value);
      load(fine.active.at(brick, first + layer * layer_size), active);
      total += select(active > 0.0F, value, 0.0F);
    }
    if (which != Children::West) total += reorder(total, beside_x);
    if (which != Children::South) total += reorder(total, beside_y);
    of_brick[quadrant] = total;
  }
  const V low = __builtin_shuffle(of_brick[0].v, of_brick[1].v, left_right);
  const V high = __builtin_shuffle(of_brick[2].v, of_brick[3].v, left_right);
  sum = __builtin_shuffle(low.v, high.v, low_high);
}

template <class S>
HOWSHIP_INLINE void load_parent(const PlaneView<S>& coarse, int parent, int octant, int lane,
                                Simd<float, layer_size>& value) {
  VectorOf<std::int32_t, layer_size>::type order;
  const int corner = lane_of(2 * (octant % 2), 2 * (octant / 2 % 2), 0);
  for (int i = 0; i < layer_size; ++i) order[i] = lane_of(i % brick_edge / 2, i / brick_edge / 2, 0) + corner;
  const int layer = lane / layer_size / 2 + 2 * (octant / 4);
  Simd<float, layer_size> all;
  load(coarse.at(parent, layer * layer_size), all);
  value = reorder(all, order);
}

}  // namespace howship
