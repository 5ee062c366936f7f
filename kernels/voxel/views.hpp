#pragma once

#include "howship/config_macros.hpp"
#include "howship/fields.hpp"

#include "kernels/physics/linearisation.hpp"
#include "kernels/voxel/access.hpp"

namespace howship {

/// Diffusing fields in the run's precision, local fields always double: bone changes by 1e-5 a day.
/// \tparam Real float or double. Shapes [brick][diffusing_count][64] and [brick][local_count][64].
template <class Real>
struct State {
  Real* diffusing = nullptr;
  double* local = nullptr;

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

/// The domain and its sites as voxel bodies read them.
struct Place {
  BrickTable table;
  const float* volume = nullptr;                           ///< volume fraction [brick][1][64]; 0 outside the bone
  const float* aperture[3] = {nullptr, nullptr, nullptr};  ///< towards -x, -y, -z [brick][1][64]
  const float* healthy = nullptr;
  const float* pthrp_secretion = nullptr;
  const float* osteoblast_suppression = nullptr;
  const float* osteogenic_secretion = nullptr;
  double inverse_spacing_squared[3] = {0, 0, 0};  ///< [1/mm2]

  template <class V>
  HOWSHIP_INLINE physics::Site<V> site(const TissueConstants& c, int brick, int lane) const {
    physics::Site<V> s;
    s.healthy = get<V>(healthy, brick, 1, 0, lane);
    s.pthrp_secretion = get<V>(pthrp_secretion, brick, 1, 0, lane);
    s.osteoblast_suppression = get<V>(osteoblast_suppression, brick, 1, 0, lane);
    s.osteogenic_secretion = get<V>(osteogenic_secretion, brick, 1, 0, lane);
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

/// Linearisation at the start of the step and the point blocks made from it.
struct Operator {
  float* slopes = nullptr;  ///< [brick][slope_count][64]
  /// Inverse point block with diffusion on its diagonal [brick][4 z-planes][64 entries][16 lanes]: a sweep reads one
  /// z-plane after the other, so this, its largest input, comes as one stream.
  float* inverse = nullptr;
  float* block = nullptr;  ///< the same blocks without diffusion, not inverted [brick][64 entries][64]
  float* face[3] = {nullptr, nullptr, nullptr};  ///< aperture * g / h^2 towards -x, -y, -z [brick][1][64] [1/mm2]
};

/// Where entry (row, column) of a lane's inverse point block stands in Operator::inverse.
HOWSHIP_INLINE std::size_t inverse_place(int brick, int row, int column, int lane) {
  constexpr int entries = diffusing_count * diffusing_count;
  constexpr int plane = brick_edge * brick_edge;
  const std::size_t start = plane_start(brick, entries, 0) + static_cast<std::size_t>(lane / plane) * entries * plane;
  return start + (row * diffusing_count + column) * plane + lane % plane;
}

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

/// Bone volume fraction at a voxel and beside it.
template <class V>
HOWSHIP_INLINE V bone_here(const double* local, int brick, int lane) {
  return get<V>(local, brick, local_count, physics::local_at(Field::Osteoid), lane) +
         get<V>(local, brick, local_count, physics::local_at(Field::MineralisedMatrix), lane);
}
template <int side, class V>
HOWSHIP_INLINE V bone_beside(const double* local, const BrickTable& table, int brick, int lane) {
  return get_beside<side, V>(local, table, brick, local_count, physics::local_at(Field::Osteoid), lane) +
         get_beside<side, V>(local, table, brick, local_count, physics::local_at(Field::MineralisedMatrix), lane);
}

/// Open share of the face on a side: a voxel stores its minus faces, its plus faces stand with the next voxel. Closed
/// at the edge of the stored bricks, where the table names the brick itself.
template <int side, class V>
HOWSHIP_INLINE V aperture_on(const Place& place, int brick, int lane) {
  constexpr int axis = side / 2;
  const float* aperture = place.aperture[axis];
  if (side % 2 == 0) return get<V>(aperture, brick, 1, 0, lane);
  return get_beside<side, V>(aperture, place.table, brick, 1, 0, lane);
}

}  // namespace howship
