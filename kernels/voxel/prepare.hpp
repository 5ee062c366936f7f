#pragma once

#include "kernels/voxel/views.hpp"

namespace howship {

/// Gauss-Jordan in place without pivoting: the diagonal of M - theta J dominates its minors for any state, and the
/// units of the rows cancel out of every pivot.
template <class V>
HOWSHIP_INLINE void invert_block(V* a) {
  constexpr int n = diffusing_count;
  HOWSHIP_UNROLL
  for (int k = 0; k < n; ++k) {
    const V pivot = 1.0 / a[k * n + k];
    a[k * n + k] = V(1.0);
    HOWSHIP_UNROLL
    for (int c = 0; c < n; ++c) a[k * n + c] = a[k * n + c] * pivot;
    HOWSHIP_UNROLL
    for (int r = 0; r < n; ++r) {
      if (r == k) continue;
      const V factor = a[r * n + k];
      a[r * n + k] = V(0.0);
      HOWSHIP_UNROLL
      for (int c = 0; c < n; ++c) a[r * n + c] = a[r * n + c] - factor * a[k * n + c];
    }
  }
}

/// Linearises a voxel's reactions and inverts its point block: S + theta D sum of face weights, per volume of the
/// voxel's box. The inverse is formed in double, because binding makes entries of S differ by many orders, and stored
/// in single.
template <class Real>
struct Prepare {
  using Lane = double;
  TissueConstants constants;
  Place place;
  State<Real> state;
  const Real* hindrance;  ///< of `state`, as StageArgument has it
  Operator op;
  Serum serum;
  double theta;  ///< gamma dt [day]
  double mass[diffusing_count];

  template <int side, class V>
  HOWSHIP_INLINE V face_weight(const V& here, int brick, int lane) const {
    const V beside = get_beside<side, V>(hindrance, place.table, brick, hindrance_count, 0, lane);
    return aperture_on<side, V>(place, brick, lane) * in_series(here, beside) * place.inverse_spacing_squared[side / 2];
  }

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    constexpr int n = diffusing_count;
    const auto site = place.site<V>(constants, brick, lane);
    V u[field_count];
    HOWSHIP_UNROLL
    for (int f = 0; f < field_count; ++f) u[f] = state.template field<V>(brick, f, lane);
    const auto m = physics::evaluate_intermediates(constants, site, u);
    physics::Linearisation<V> j;
    physics::DirectSlopes<V> direct;
    physics::linearise(constants, site, m, serum, u, j, direct);
    HOWSHIP_UNROLL
    for (int s = 0; s < physics::slope_count; ++s) put(op.slopes, brick, physics::slope_count, s, lane, j.slope[s]);

    const V here = get<V>(hindrance, brick, hindrance_count, 0, lane);
    const V west = face_weight<0>(here, brick, lane), south = face_weight<2>(here, brick, lane),
            down = face_weight<4>(here, brick, lane);
    put(op.face[0], brick, 1, 0, lane, west);
    put(op.face[1], brick, 1, 0, lane, south);
    put(op.face[2], brick, 1, 0, lane, down);
    const V around = west + south + down + face_weight<1>(here, brick, lane) + face_weight<3>(here, brick, lane) +
                     face_weight<5>(here, brick, lane);

    V block[n * n];
    physics::form_point_block(constants.p, j, direct, theta, mass, block);
    const V volume = place.volume_or_one<V>(brick, lane);
    HOWSHIP_UNROLL
    for (int r = 0; r < n; ++r) HOWSHIP_UNROLL
    for (int k = 0; k < n; ++k) {
      block[r * n + k] = block[r * n + k] * volume;
      op.block.set_entry(brick, r, k, lane, block[r * n + k]);
    }
    HOWSHIP_UNROLL
    for (int i = 0; i < n; ++i) block[i * n + i] += around * (theta * diffusivity(constants.p, i));
    invert_block(block);
    HOWSHIP_UNROLL
    for (int r = 0; r < n; ++r) HOWSHIP_UNROLL
    for (int k = 0; k < n; ++k) op.inverse.set_entry(brick, r, k, lane, block[r * n + k]);
  }
};

}  // namespace howship
