#pragma once

#include "howship/config_macros.hpp"
#include "howship/fields.hpp"

#include "kernels/physics/linearisation.hpp"
#include "kernels/voxel/access.hpp"

namespace howship {

/// All fields of every voxel. Planes: diffusing_count and local_count.
template <class Real, class LocalReal>
struct FieldArrays {
  Real* diffusing = nullptr;
  LocalReal* local = nullptr;

  template <class V>
  HOWSHIP_INLINE V field(int brick, int f, int lane) const {
    return f < diffusing_count ? get<V>(diffusing, brick, diffusing_count, f, lane)
                               : get<V>(local, brick, local_count, f - diffusing_count, lane);
  }
  template <class V>
  HOWSHIP_INLINE void set_field(int brick, int f, int lane, const V& v) const {
    if (f < diffusing_count)
      put(diffusing, brick, diffusing_count, f, lane, v);
    else
      put(local, brick, local_count, f - diffusing_count, lane, v);
  }
};

/// Diffusing fields in the run's precision, local fields always double: bone changes by 1e-5 a day.
/// \tparam Real float or double
template <class Real>
using State = FieldArrays<Real, double>;

/// Increment U_i of a stage. All of it in the run's precision: rounding it loses 6e-8 of a change, not of a value.
template <class Real>
using Increment = FieldArrays<Real, Real>;

/// What voxels need to know of each other at a stage's argument. The hindrances stand beside the fields so that both
/// sides of a face compute with the same numbers.
template <class Real>
struct StageArgument {
  Real* diffusing = nullptr;  ///< diffusing_count planes
  Real* hindrance = nullptr;  ///< of molecules and of tumour cells, 2 planes
};
constexpr int hindrance_count = 2;

/// The domain and its sites as voxel bodies read them.
struct Place {
  BrickTable table;
  const float* volume = nullptr;                           ///< volume fraction, 1 plane; 0 outside the bone
  const float* aperture[3] = {nullptr, nullptr, nullptr};  ///< towards -x, -y, -z, 1 plane each
  const float* healthy = nullptr;
  const float* phenotype[phenotype_count] = {};   ///< in the order of phenotype_members, 1 plane each
  double inverse_spacing_squared[3] = {0, 0, 0};  ///< [1/mm2]

  template <class V>
  HOWSHIP_INLINE physics::Site<V> site(const TissueConstants& c, int brick, int lane) const {
    physics::Site<V> s;
    s.healthy = get<V>(healthy, brick, 1, 0, lane);
    s.pthrp_secretion = get<V>(phenotype[0], brick, 1, 0, lane);
    s.osteoblast_suppression = get<V>(phenotype[1], brick, 1, 0, lane);
    s.osteogenic_secretion = get<V>(phenotype[2], brick, 1, 0, lane);
    s.rankl_secretion = get<V>(phenotype[3], brick, 1, 0, lane);
    s.cytokines = get<V>(phenotype[4], brick, 1, 0, lane);
    s.growth = get<V>(phenotype[5], brick, 1, 0, lane);
    physics::derive_site(c, s);
    return s;
  }
  /// Volume fraction, 1 in lanes outside the bone: those run along as isolated healthy voxels, so that no body
  /// branches.
  template <class V>
  HOWSHIP_INLINE V volume_or_one(int brick, int lane) const {
    const V v = get<V>(volume, brick, 1, 0, lane);
    return select(v > V(0), v, V(1));
  }
};

/// Point blocks: one matrix of diffusing_count rows per voxel, row by row, in single precision.
struct Blocks {
  static constexpr int n = diffusing_count, entries = n * n;
  float* values = nullptr;  ///< n * n planes
  static constexpr double bytes_per_voxel = entries * sizeof(float);

  template <class V>
  HOWSHIP_INLINE V entry(int brick, int row, int column, int lane) const {
    return get<V>(static_cast<const float*>(values), brick, entries, row * n + column, lane);
  }
  template <class V>
  HOWSHIP_INLINE void set_entry(int brick, int row, int column, int lane, const V& v) const {
    put(values, brick, entries, row * n + column, lane, v);
  }
};

/// Linearisation at the start of the step and the point blocks made from it.
struct Operator {
  float* slopes = nullptr;  ///< slope_count planes
  Blocks inverse;           ///< inverse point block, with diffusion on the diagonal before it was inverted
  Blocks block;             ///< S: the same blocks without diffusion, not inverted
  float* face[3] = {nullptr, nullptr, nullptr};  ///< aperture * g / h^2 towards -x, -y, -z, 1 plane [1/mm2]
};

/// Diffusivity in marrow of each diffusing field [mm2/day].
HOWSHIP_INLINE double diffusivity(const TissueParameters& p, int field) {
  switch (field_at(field)) {
    case Field::Rankl:
      return p.diffusivity_rankl;
    case Field::Opg:
      return p.diffusivity_opg;
    case Field::Denosumab:
      return p.diffusivity_denosumab;
    case Field::TgfBeta:
      return p.diffusivity_tgf_beta;
    case Field::Pthrp:
      return p.diffusivity_pthrp;
    case Field::OsteogenicFactor:
      return p.diffusivity_osteogenic;
    case Field::Calcium:
      return p.diffusivity_calcium;
    default:
      return p.diffusivity_tumour;
  }
}

/// Diffusivity relative to marrow: molecules are hindered by (1 - phi)^1.5 + 0.1 phi, tumour cells by (1 - phi)^2.
template <class V>
struct Hindrance {
  V molecules, tumour;
};
template <class V>
HOWSHIP_INLINE Hindrance<V> hindrance(const TissueParameters& p, const V& phi) {
  const V marrow = max(1.0 - phi, V(0.0));
  return {marrow * sqrt(marrow) + p.bone_hindrance * phi, marrow * marrow};
}

/// Harmonic mean: the flux through a face between two half-voxels in series. 0 where either side is closed.
template <class V>
HOWSHIP_INLINE V in_series(const V& a, const V& b) {
  return 2.0 * a * b / max(a + b, V(1e-30));
}

/// Hindrance as FormStageState stored it, at a voxel and beside it.
template <class V, class Real>
HOWSHIP_INLINE Hindrance<V> hindrance_here(const Real* stored, int brick, int lane) {
  return {get<V>(stored, brick, hindrance_count, 0, lane), get<V>(stored, brick, hindrance_count, 1, lane)};
}
template <int side, class V, class Real>
HOWSHIP_INLINE Hindrance<V> hindrance_beside(const Real* stored, const BrickTable& table, int brick, int lane) {
  return {get_beside<side, V>(stored, table, brick, hindrance_count, 0, lane),
          get_beside<side, V>(stored, table, brick, hindrance_count, 1, lane)};
}

/// Value of a face on a side: a voxel stores its minus faces, its plus faces stand with the next voxel. At the edge of
/// the stored bricks the table names the empty brick, whose faces are closed.
template <int side, class V>
HOWSHIP_INLINE V own_or_next_face(const float* face, const BrickTable& table, int brick, int lane) {
  if (side % 2 == 0) return get<V>(face, brick, 1, 0, lane);
  return get_beside<side, V>(face, table, brick, 1, 0, lane);
}
template <int side, class V>
HOWSHIP_INLINE V aperture_on(const Place& place, int brick, int lane) {
  return own_or_next_face<side, V>(place.aperture[side / 2], place.table, brick, lane);
}

}  // namespace howship
