#pragma once

#include "howship/rosenbrock.hpp"

#include "kernels/physics/field_range.hpp"
#include "kernels/physics/processes.hpp"
#include "kernels/voxel/views.hpp"

namespace howship {

/// Error norm of the step u + sum m_i U_i as sums over voxels, and what scaling it takes to know; changes nothing.
/// Sums: [0, field_count) squared error over weight, then the amount that AcceptStep will clip, then of the booked
/// fields stock and what lifting adds to it, then ScalingSlopes, then how many values no bone can have; minimum: value
/// over scale.
template <class Real>
struct CheckStep {
  using Lane = double;
  static constexpr int first_stock = field_count + 1;
  static constexpr int first_lifted = first_stock + booked_count;
  static constexpr int first_slope = first_lifted + booked_count;
  static constexpr int beyond = first_slope + ScalingSlopes::count;
  static constexpr int sums = beyond + 1;
  static constexpr int minima = 1;
  Place place;
  const float* slopes;  ///< of Operator
  State<Real> state;
  Increment<Real> increment[rosenbrock::stages];
  double weight[rosenbrock::stages], error_weight[rosenbrock::stages];  ///< m and m - mhat
  double rtol;
  double scale[field_count];  ///< size below which a field does not matter
  physics::FieldRange range;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane, V* sum, V* minimum) const {
    const V volume = get<V>(place.volume, brick, 1, 0, lane);
    const auto inside = volume > V(0.0);
    V least(0.0), clipped(0.0), all[field_count], kept[diffusing_count], lift[diffusing_count];
    HOWSHIP_UNROLL
    for (int f = 0; f < field_count; ++f) {
      const V old = state.template field<V>(brick, f, lane);
      V change(0.0), error(0.0);
      HOWSHIP_UNROLL
      for (int i = 0; i < rosenbrock::stages; ++i) {
        const V stage = increment[i].template field<V>(brick, f, lane);
        change += weight[i] * stage;
        error += error_weight[i] * stage;
      }
      const V made = old + change;
      all[f] = made;
      const V weighted = error / (rtol * (max(max(old, made), V(0.0)) + scale[f]));
      sum[f] = select(inside, weighted * weighted, V(0.0));
      least = min(least, made / scale[f]);
      const V lifted = select(made < V(0.0), -made, V(0.0));
      clipped += lifted / scale[f];
      if (f < diffusing_count) {
        kept[f] = select(made < V(0.0), V(0.0), made);
        lift[f] = lifted;
      }
    }
    sum[field_count] = select(inside, clipped, V(0.0));
    HOWSHIP_UNROLL
    for (int k = 0; k < booked_count; ++k) {
      sum[first_stock + k] = volume * kept[index_of(booked_field(k))];
      sum[first_lifted + k] = volume * lift[index_of(booked_field(k))];
    }
    physics::Linearisation<V> j;
    HOWSHIP_UNROLL
    for (int s = 0; s < physics::slope_count; ++s) j.slope[s] = get<V>(slopes, brick, physics::slope_count, s, lane);
    physics::scaling_slopes(j, kept[index_of(Field::Rankl)], kept[index_of(Field::Denosumab)], sum + first_slope);
    HOWSHIP_UNROLL
    for (int k = first_slope; k < beyond; ++k) sum[k] = volume * sum[k];
    sum[beyond] = select(inside, physics::values_beyond(range, all), V(0.0));
    minimum[0] = select(inside, least, V(0.0));
  }
};

/// Takes the step, in place: u + sum m_i U_i, lifted to zero where it fell below, the booked fields then scaled by
/// 1 + epsilon. Sums: what storing the booked fields added.
template <class Real>
struct AcceptStep {
  using Lane = double;
  static constexpr int sums = booked_count;
  static constexpr int minima = 0;
  Place place;
  State<Real> state;
  Increment<Real> increment[rosenbrock::stages];
  double weight[rosenbrock::stages];
  double epsilon[field_count];

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane, V* sum, V*) const {
    V exact[field_count];
    HOWSHIP_UNROLL
    for (int f = 0; f < field_count; ++f) {
      V change(0.0);
      HOWSHIP_UNROLL
      for (int i = 0; i < rosenbrock::stages; ++i) change += weight[i] * increment[i].template field<V>(brick, f, lane);
      const V made = state.template field<V>(brick, f, lane) + change;
      const V kept = select(made < V(0.0), V(0.0), made);  // a NaN stays one
      exact[f] = kept + epsilon[f] * kept;
      state.set_field(brick, f, lane, exact[f]);
    }
    const V volume = get<V>(place.volume, brick, 1, 0, lane);
    HOWSHIP_UNROLL
    for (int k = 0; k < booked_count; ++k) {
      const int f = index_of(booked_field(k));
      sum[k] = volume * (state.template field<V>(brick, f, lane) - exact[f]);
    }
  }
};

/// State inside the step just computed: u + sum m_i(theta) U_i, not below zero and scaled, in single precision, each
/// field as one plane, as output wants it. It goes to vectors of the linear solve, which are free between steps.
template <class Real>
struct Interpolate {
  using Lane = double;
  State<Real> state;
  Increment<Real> increment[rosenbrock::stages];
  float* result[field_count];  ///< 1 plane each
  double weight[rosenbrock::stages];
  double epsilon[field_count];

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    HOWSHIP_UNROLL
    for (int f = 0; f < field_count; ++f) {
      V u = state.template field<V>(brick, f, lane);
      HOWSHIP_UNROLL
      for (int i = 0; i < rosenbrock::stages; ++i) u += weight[i] * increment[i].template field<V>(brick, f, lane);
      put(result[f], brick, 1, 0, lane, max(u, V(0.0)) * (1.0 + epsilon[f]));
    }
  }
};

}  // namespace howship
