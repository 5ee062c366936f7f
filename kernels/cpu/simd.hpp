#pragma once

#include <cstdint>
#include <cstring>

#include "howship/config_macros.hpp"

#include "kernels/voxel/access.hpp"

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

/// Loads N consecutive elements of type S, which may be unaligned, converted to the lanes' type.
template <class T, int N, class S>
HOWSHIP_INLINE void load(const S* from, Simd<T, N>& to) {
  typename VectorOf<S, N>::type s;
  std::memcpy(&s, from, sizeof s);
  to.v = __builtin_convertvector(s, typename Simd<T, N>::Vector);
}
template <class T, int N, class S>
HOWSHIP_INLINE void store(S* to, const Simd<T, N>& from) {
  using Target = typename VectorOf<S, N>::type;
  const Target s = __builtin_convertvector(from.v, Target);
  std::memcpy(to, &s, sizeof s);
}

/// Mask of the lanes lane, lane+1, ... whose neighbour on a side lies in another brick.
template <int side, class T, int N>
HOWSHIP_INLINE MaskOf<T, N> leaving(int lane) {
  MaskOf<T, N> mask;
  for (int i = 0; i < N; ++i) mask.m[i] = SideSteps<side>::leaves(lane + i) ? -1 : 0;
  return mask;
}

/// Two unaligned loads and a select: in x and y every row of the pack has a lane at the brick's face; in z a pack lies
/// in one plane. Reads up to 16 elements before and after the planes; arrays carry that much padding.
template <int side, class S, class T, int N>
HOWSHIP_INLINE void load_beside(const S* own, const S* other, int lane, Simd<T, N>& to) {
  using Steps = SideSteps<side>;
  if (Steps::axis == 2) {
    const bool leaves = Steps::leaves(lane);
    load((leaves ? other : own) + lane + (leaves ? Steps::wrap : Steps::step), to);
  } else {
    Simd<T, N> inside, outside;
    load(own + lane + Steps::step, inside);
    load(other + lane + Steps::wrap, outside);
    to = select(leaving<side, T, N>(lane), outside, inside);
  }
}

}  // namespace howship
