#pragma once

#include "kernels/voxel/views.hpp"

namespace howship {

/// One Chebyshev sweep on point-block Jacobi for all diffusing fields at once:
///   z = B^-1 (b + sum over faces theta D w x_j) - x,   p <- decay p + gain z,   x_new = x + p.
/// B holds the whole diagonal block, so neither S nor the residual is stored. Out of place: every lane reads only the
/// old x, hence the same bits in any order. The first sweep starts from x = 0.
struct ChebyshevSweep {
  using Lane = float;
  BrickTable table;
  Operator op;
  const float* load_vector;  ///< b [brick][diffusing_count][64]
  const float* x;
  float* x_new;
  float* direction;                          ///< p
  float theta_diffusivity[diffusing_count];  ///< theta D [mm2]
  float decay, gain;
  bool first;

  template <int side, class V>
  HOWSHIP_INLINE void add_face(int brick, int lane, V* b) const {
    const float* face = op.face[side / 2];
    const V weight =
        side % 2 == 0 ? get<V>(face, brick, 1, 0, lane) : get_beside<side, V>(face, table, brick, 1, 0, lane);
    for (int f = 0; f < diffusing_count; ++f)
      b[f] += weight * theta_diffusivity[f] * get_beside<side, V>(x, table, brick, diffusing_count, f, lane);
  }

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    V b[n];
    for (int f = 0; f < n; ++f) b[f] = get<V>(load_vector, brick, n, f, lane);
    if (!first) {
      add_face<0>(brick, lane, b);
      add_face<1>(brick, lane, b);
      add_face<2>(brick, lane, b);
      add_face<3>(brick, lane, b);
      add_face<4>(brick, lane, b);
      add_face<5>(brick, lane, b);
    }
    for (int r = 0; r < n; ++r) {
      V z(0.0F);
      for (int k = 0; k < n; ++k) {
        V entry;
        load(op.inverse + inverse_place(brick, r, k, lane), entry);
        z += entry * b[k];
      }
      V p = gain * z;
      V old(0.0F);
      if (!first) {
        old = get<V>(x, brick, n, r, lane);
        p = decay * get<V>(static_cast<const float*>(direction), brick, n, r, lane) + gain * (z - old);
      }
      put(direction, brick, n, r, lane, p);
      put(x_new, brick, n, r, lane, old + p);
    }
  }
};

}  // namespace howship
