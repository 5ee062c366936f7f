#pragma once

#include "kernels/voxel/views.hpp"

namespace howship {

/// One Chebyshev sweep on point-block Jacobi for all diffusing fields at once:
///   z = B^-1 (b + sum over faces theta D w x_j) - x,   p = x - x_before,   x_new = x + decay p + gain z.
/// B holds the whole diagonal block, so neither S nor the residual is stored. The new iterate takes the place of the
/// one before the last, from which the last change p is known. Otherwise out of place: every lane reads only the old x
/// of other lanes, hence the same bits in any order. The first sweep starts from x = 0, so the second has x_before = 0.
struct ChebyshevSweep {
  using Lane = float;
  BrickTable table;
  Operator op;
  const float* load_vector;  ///< b diffusing_count planes
  const float* x;
  float* x_new;                                         ///< holds x_before where `remembers`
  float theta_diffusivity[diffusing_count];             ///< theta D [mm2]
  float decay[diffusing_count], gain[diffusing_count];  ///< each field has its own polynomial
  bool first;                                           ///< x is zero, whatever its array holds
  bool second;                                          ///< x_before is
  bool remembers;                                       ///< neither, and any decay is not zero

  /// b + sum over faces of theta D w x_j.
  template <class V>
  HOWSHIP_INLINE void gather(int brick, int lane, V* b) const {
    constexpr int n = diffusing_count;
    const V west = own_or_next_face<0, V>(op.face[0], table, brick, lane);
    const V east = own_or_next_face<1, V>(op.face[0], table, brick, lane);
    const V south = own_or_next_face<2, V>(op.face[1], table, brick, lane);
    const V north = own_or_next_face<3, V>(op.face[1], table, brick, lane);
    const V down = own_or_next_face<4, V>(op.face[2], table, brick, lane);
    const V up = own_or_next_face<5, V>(op.face[2], table, brick, lane);
    HOWSHIP_UNROLL
    for (int f = 0; f < n; ++f) {
      V around = west * get_beside<0, V>(x, table, brick, n, f, lane);
      around += east * get_beside<1, V>(x, table, brick, n, f, lane);
      around += south * get_beside<2, V>(x, table, brick, n, f, lane);
      around += north * get_beside<3, V>(x, table, brick, n, f, lane);
      around += down * get_beside<4, V>(x, table, brick, n, f, lane);
      around += up * get_beside<5, V>(x, table, brick, n, f, lane);
      b[f] += theta_diffusivity[f] * around;
    }
  }

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    V b[n];
    HOWSHIP_UNROLL
    for (int f = 0; f < n; ++f) b[f] = get<V>(load_vector, brick, n, f, lane);
    if (!first) gather(brick, lane, b);
    HOWSHIP_UNROLL
    for (int r = 0; r < n; ++r) {
      V z(0.0F);
      HOWSHIP_UNROLL
      for (int k = 0; k < n; ++k) {
        z += op.inverse.entry<V>(brick, r, k, lane) * b[k];
      }
      if (first) {
        put(x_new, brick, n, r, lane, gain[r] * z);
        continue;
      }
      const V old = get<V>(x, brick, n, r, lane);
      V made = old + gain[r] * (z - old);
      if (second)
        made += decay[r] * old;
      else if (remembers)
        made += decay[r] * (old - get<V>(static_cast<const float*>(x_new), brick, n, r, lane));
      put(x_new, brick, n, r, lane, made);
    }
  }
};

}  // namespace howship
