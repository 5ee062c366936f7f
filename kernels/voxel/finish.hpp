#pragma once

#include "howship/rosenbrock.hpp"

#include "kernels/voxel/views.hpp"

namespace howship {

/// New state u + sum m_i U_i, lifted to zero where it fell below, with the error norm as sums over voxels.
/// Sums: [0, field_count) squared error over weight, then the clipped amount; minimum: value over scale.
template <class Real>
struct FinishStep {
  using Lane = double;
  static constexpr int sums = field_count + 1;
  static constexpr int minima = 1;
  Place place;
  State<Real> state, next;
  State<Real> increment[rosenbrock::stages];
  double weight[rosenbrock::stages], error_weight[rosenbrock::stages];  ///< m and m - mhat
  double rtol;
  double scale[field_count];  ///< size below which a field does not matter

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane, V* sum, V* minimum) const {
    const V volume = get<V>(place.volume, brick, 1, 0, lane);
    const auto inside = volume > V(0.0);
    V least(0.0), clipped(0.0);
    for (int f = 0; f < field_count; ++f) {
      const V old = state.template field<V>(brick, f, lane);
      V change(0.0), error(0.0);
      for (int i = 0; i < rosenbrock::stages; ++i) {
        const V stage = increment[i].template field<V>(brick, f, lane);
        change += weight[i] * stage;
        error += error_weight[i] * stage;
      }
      const V made = old + change;
      const V weighted = error / (rtol * (max(max(old, made), V(0.0)) + scale[f]));
      sum[f] = select(inside, weighted * weighted, V(0.0));
      least = min(least, made / scale[f]);
      const V kept = select(made < V(0.0), V(0.0), made);  // a NaN stays one
      clipped += (kept - made) / scale[f];
      next.set_field(brick, f, lane, kept);
    }
    sum[field_count] = select(inside, clipped, V(0.0));
    minimum[0] = select(inside, least, V(0.0));
  }
};

/// State inside the step just computed: u + sum m_i(theta) U_i, not below zero.
template <class Real>
struct Interpolate {
  using Lane = double;
  State<Real> state;
  State<Real> increment[rosenbrock::stages];
  State<Real> result;
  double weight[rosenbrock::stages];

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    for (int f = 0; f < field_count; ++f) {
      V u = state.template field<V>(brick, f, lane);
      for (int i = 0; i < rosenbrock::stages; ++i) u += weight[i] * increment[i].template field<V>(brick, f, lane);
      result.set_field(brick, f, lane, max(u, V(0.0)));
    }
  }
};

}  // namespace howship
