#pragma once

#include <cstdint>
#include <cstring>

#include "howship/config_macros.hpp"

// Elementary functions that one body can use on a scalar, on a pack of SIMD lanes and on a GPU thread, with the
// same operations everywhere. Library calls would stop the packs from vectorising and differ between back ends.
//
// A lane type V needs + - * / with V and double, comparisons, and these functions found by argument-dependent lookup:
// select, max, min, as_bits, from_bits, sqrt.

namespace howship {

HOWSHIP_INLINE double select(bool mask, double yes, double no) {
  return mask ? yes : no;
}
HOWSHIP_INLINE float select(bool mask, float yes, float no) {
  return mask ? yes : no;
}
HOWSHIP_INLINE double max(double a, double b) {
  return a > b ? a : b;
}
HOWSHIP_INLINE double min(double a, double b) {
  return a < b ? a : b;
}
HOWSHIP_INLINE bool any(bool mask) {
  return mask;
}

HOWSHIP_INLINE std::uint64_t as_bits(double x) {
  std::uint64_t b;
  std::memcpy(&b, &x, sizeof b);
  return b;
}
HOWSHIP_INLINE double from_bits(std::uint64_t b) {
  double x;
  std::memcpy(&x, &b, sizeof x);
  return x;
}
HOWSHIP_INLINE double sqrt(double x) {
  return __builtin_sqrt(x);
}

/// exp(x), x clamped to [-700, 700]; exact 1 at 0, relative error below 4e-16.
template <class V>
HOWSHIP_INLINE V exp(const V& x_in) {
  const V x = max(min(x_in, V(700.0)), V(-700.0));
  // Adding 1.5 * 2^52 rounds to the nearest integer and leaves it in the low bits.
  const V shifted = x * 1.4426950408889634074 + 6755399441055744.0;
  const V k = shifted - 6755399441055744.0;
  const V r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
  V p = V(1.0 / 6227020800.0);  // Taylor series to r^13: |r| <= ln(2)/2, remainder 4e-18
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  return from_bits(as_bits(p) + (as_bits(shifted) << 52));
}

/// ln(x) for normal x > 0 (smaller x are taken as 1e-300); exact 0 at 1, error below 1 ulp or so.
template <class V>
HOWSHIP_INLINE V log(const V& x_in) {
  const V x = max(x_in, V(1e-300));
  // Subtracting the bits of sqrt(1/2) makes the exponent roll over there, so that m lies in [sqrt(1/2), sqrt(2)).
  const auto bits = as_bits(x);
  const auto biased = (bits - 0x3FE6A09E667F3BCDULL + 0x3FF0000000000000ULL) >> 52;
  const V k = from_bits(biased | 0x4330000000000000ULL) - (4503599627370496.0 + 1023.0);
  const V m = from_bits(bits - ((biased - 1023ULL) << 52));
  const V s = (m - 1.0) / (m + 1.0);
  const V z = s * s;
  V p = V(1.0 / 21.0);  // 2 atanh(s) as a series in z <= 0.0295, remainder 2e-17
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  return k * 6.93147180369123816490e-01 + (2.0 * s + (2.0 * s * z * p + k * 1.90821492927058770002e-10));
}

/// tanh(x) with an absolute error below 3e-16; exact 0 at 0.
template <class V>
HOWSHIP_INLINE V tanh(const V& x) {
  return 1.0 - 2.0 / (exp(2.0 * x) + 1.0);
}

}  // namespace howship
