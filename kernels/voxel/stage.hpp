#pragma once

#include "howship/rosenbrock.hpp"

#include "kernels/physics/processes.hpp"
#include "kernels/voxel/views.hpp"

namespace howship {

/// Argument of stage i: y = u_n + sum over j < i of a_ij U_j. What a voxel's neighbours need of it is stored; the local
/// fields are formed again where they are used.
template <class Real>
struct FormStageState {
  using Lane = double;
  TissueConstants constants;
  State<Real> state;
  Increment<Real> increment[rosenbrock::stages];
  StageArgument<Real> argument;
  double a[rosenbrock::stages];
  int stage;

  template <class V>
  HOWSHIP_INLINE V field(int f, int brick, int lane) const {
    V y = state.template field<V>(brick, f, lane);
    for (int j = 0; j < stage; ++j) y += a[j] * increment[j].template field<V>(brick, f, lane);
    return y;
  }

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    // The first stage's argument is the state itself.
    if (stage > 0) {
      HOWSHIP_UNROLL
      for (int f = 0; f < diffusing_count; ++f)
        put(argument.diffusing, brick, diffusing_count, f, lane, field<V>(f, brick, lane));
    }
    const V phi =
        field<V>(index_of(Field::Osteoid), brick, lane) + field<V>(index_of(Field::MineralisedMatrix), brick, lane);
    const auto g = hindrance(constants.p, phi);
    put(argument.hindrance, brick, hindrance_count, 0, lane, g.molecules);
    put(argument.hindrance, brick, hindrance_count, 1, lane, g.tumour);
  }
};

/// Right-hand side of stage i,
///   gamma [dt F(y) + M sum c_ij U_j + gamma_i dt^2 dF/dt],
/// with the local fields eliminated from it: the diffusing part goes to `load`, times the voxel's volume fraction; the
/// local part stays in the increment's local fields until EndStage.
/// Sums over the region for the ledgers: StageRates.
template <class Real>
struct BeginStage {
  using Lane = double;
  static constexpr int sums = StageRates::count;
  static constexpr int minima = 0;
  TissueConstants constants;
  Place place;
  State<Real> state;
  StageArgument<Real> argument;
  Increment<Real> increment[rosenbrock::stages];
  Operator op;
  float* load_vector;  ///< diffusing_count planes
  Serum serum, serum_rate;
  double a[rosenbrock::stages], c[rosenbrock::stages];
  double dt, theta, gamma_sum;
  double mass[diffusing_count];
  int stage;
  const double* source;          ///< rates beyond the model field_count planes, or nullptr
  const double* source_in_time;  ///< their derivatives in time at t_n, likewise

  /// Adds what flows in through one face to `flux`, for each diffusing field, over the volume of the voxel's box.
  template <int side, class V>
  HOWSHIP_INLINE void add_face(const V* u, const Hindrance<V>& here, int brick, int lane, V* flux) const {
    const auto beside = hindrance_beside<side, V>(argument.hindrance, place.table, brick, lane);
    const V open = aperture_on<side, V>(place, brick, lane) * place.inverse_spacing_squared[side / 2];
    // Both harmonic means with one division.
    const V molecules_sum = max(here.molecules + beside.molecules, V(1e-30));
    const V tumour_sum = max(here.tumour + beside.tumour, V(1e-30));
    const V common = 2.0 * open / (molecules_sum * tumour_sum);
    // The products of both sides first: a face gives one voxel exactly what it takes from the other.
    const V molecules = common * tumour_sum * (here.molecules * beside.molecules);
    const V tumour = common * molecules_sum * (here.tumour * beside.tumour);
    HOWSHIP_UNROLL
    for (int f = 0; f < diffusing_count; ++f) {
      const V other = get_beside<side, V>(argument.diffusing, place.table, brick, diffusing_count, f, lane);
      // The difference first: it is exact for close values, and vanishes exactly for equal ones.
      flux[f] += (f == index_of(Field::Tumour) ? tumour : molecules) * (other - u[f]);
    }
  }

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane, V* sum, V*) const {
    V u[field_count], positive[field_count], history[field_count];
    HOWSHIP_UNROLL
    for (int f = 0; f < field_count; ++f) {
      // Diffusing fields as neighbours see them.
      u[f] = f < diffusing_count ? get<V>(argument.diffusing, brick, diffusing_count, f, lane)
                                 : state.template field<V>(brick, f, lane);
      history[f] = V(0.0);
      HOWSHIP_UNROLL
      for (int j = 0; j < rosenbrock::stages - 1; ++j) {
        if (j >= stage) break;
        const V moved = increment[j].template field<V>(brick, f, lane);
        history[f] += c[j] * moved;
        if (f >= diffusing_count) u[f] += a[j] * moved;
      }
      positive[f] = max(u[f], V(0.0));
    }
    const auto site = place.site<V>(constants, brick, lane);
    const auto m = physics::evaluate_intermediates(constants, site, positive);
    V rate[field_count];
    // Saturating terms see max(u, 0); losses are linear in u itself and pull a field that fell below zero back up.
    physics::react(constants, site, m, serum, u, rate);

    V flux[diffusing_count];
    HOWSHIP_UNROLL
    for (V& each : flux) each = V(0.0);
    const auto here = hindrance_here<V>(argument.hindrance, brick, lane);
    add_face<0>(u, here, brick, lane, flux);
    add_face<1>(u, here, brick, lane, flux);
    add_face<2>(u, here, brick, lane, flux);
    add_face<3>(u, here, brick, lane, flux);
    add_face<4>(u, here, brick, lane, flux);
    add_face<5>(u, here, brick, lane, flux);
    const V volume = place.volume_or_one<V>(brick, lane);
    const V per_volume = 1.0 / volume;
    HOWSHIP_UNROLL
    for (int f = 0; f < diffusing_count; ++f) rate[f] += flux[f] * (diffusivity(constants.p, f) * per_volume);

    V in_time[field_count];
    physics::react_in_time(constants, site, m, serum_rate, positive, in_time);
    const V weight = get<V>(place.volume, brick, 1, 0, lane);
    V booked[StageRates::count];
    physics::process_rates(constants, site, m, serum, u, booked);
    V* const booked_source = booked + StageRates::count - booked_count;
    HOWSHIP_UNROLL
    for (int k = 0; k < booked_count; ++k) booked_source[k] = V(0.0);
    if (source != nullptr) {
      HOWSHIP_UNROLL
      for (int k = 0; k < booked_count; ++k) {
        const int f = index_of(booked_field(k));
        booked_source[k] = get<V>(source, brick, field_count, f, lane) +
                           (dt * gamma_sum) * get<V>(source_in_time, brick, field_count, f, lane);
      }
      HOWSHIP_UNROLL
      for (int f = 0; f < field_count; ++f) {
        rate[f] += get<V>(source, brick, field_count, f, lane);
        in_time[f] += get<V>(source_in_time, brick, field_count, f, lane);
      }
    }
    HOWSHIP_UNROLL
    for (int k = 0; k < StageRates::count; ++k) sum[k] = weight * booked[k];
    V right[field_count];
    HOWSHIP_UNROLL
    for (int f = 0; f < field_count; ++f) {
      const double inertia = rosenbrock::gamma * (f < diffusing_count ? mass[f] : 1.0);
      right[f] = theta * rate[f] + inertia * history[f] + (theta * dt * gamma_sum) * in_time[f];
    }

    physics::Linearisation<V> j;
    HOWSHIP_UNROLL
    for (int s = 0; s < physics::slope_count; ++s) j.slope[s] = get<V>(op.slopes, brick, physics::slope_count, s, lane);
    V w[local_count];
    physics::solve_local(constants.p, j, theta, right + diffusing_count, w);
    physics::add_local_to_diffusing(constants.p, j, theta, w, right);
    HOWSHIP_UNROLL
    for (int f = 0; f < diffusing_count; ++f) put(load_vector, brick, diffusing_count, f, lane, right[f] * volume);
    HOWSHIP_UNROLL
    for (int f = diffusing_count; f < field_count; ++f) increment[stage].set_field(brick, f, lane, right[f]);
  }
};

/// Puts the solution of the diffusing system into the increment and solves for the local fields.
/// Sums over the region for the ledgers: StageChanges.
template <class Real>
struct EndStage {
  using Lane = double;
  static constexpr int sums = StageChanges::count;
  static constexpr int minima = 0;
  TissueConstants constants;
  Place place;
  Increment<Real> increment;
  Operator op;
  const float* solution;  ///< diffusing_count planes
  double theta;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane, V* sum, V*) const {
    V v[diffusing_count], w[local_count];
    HOWSHIP_UNROLL
    for (int f = 0; f < diffusing_count; ++f) v[f] = get<V>(solution, brick, diffusing_count, f, lane);
    HOWSHIP_UNROLL
    for (int f = 0; f < local_count; ++f) w[f] = increment.template field<V>(brick, diffusing_count + f, lane);
    physics::Linearisation<V> j;
    HOWSHIP_UNROLL
    for (int s = 0; s < physics::slope_count; ++s) j.slope[s] = get<V>(op.slopes, brick, physics::slope_count, s, lane);
    const auto drive = physics::drive_of(j, v);
    physics::add_diffusing_to_local(j, theta, drive, w);
    physics::solve_local(constants.p, j, theta, w, w);
    HOWSHIP_UNROLL
    for (int f = 0; f < diffusing_count; ++f) increment.set_field(brick, f, lane, v[f]);
    HOWSHIP_UNROLL
    for (int f = 0; f < local_count; ++f) increment.set_field(brick, diffusing_count + f, lane, w[f]);

    const V weight = get<V>(place.volume, brick, 1, 0, lane);
    V changes[StageChanges::count];
    physics::process_changes(j, drive, v, w, changes);
    HOWSHIP_UNROLL
    for (int k = 0; k < StageChanges::count; ++k) sum[k] = weight * changes[k];
  }
};

}  // namespace howship
