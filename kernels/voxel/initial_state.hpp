#pragma once

#include "kernels/voxel/views.hpp"

namespace howship {

/// Healthy bone at every voxel, with the sites' tumour in it and what that has already resorbed gone. What the tumour
/// secretes stands where production and decay balance: both take hours, and tumour without it would be no state that a
/// quasi-steady run could start from.
template <class Real>
struct SetInitialState {
  using Lane = double;
  TissueConstants constants;
  Place place;
  const float* tumour;
  const float* bone_left;
  State<Real> state;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    const auto site = place.site<V>(constants, brick, lane);
    V u[field_count];
    physics::healthy_state(constants, site, u);
    const V cells = get<V>(tumour, brick, 1, 0, lane);
    u[index_of(Field::Tumour)] = cells;
    const TissueParameters& p = constants.p;
    u[index_of(Field::Pthrp)] = site.pthrp_secretion * cells * (1.0 + p.a_tgf_pthrp / (p.k_tumour_tgf + 1.0));
    u[index_of(Field::OsteogenicFactor)] = site.osteogenic_secretion * cells;
    const V left = get<V>(bone_left, brick, 1, 0, lane);
    for (Field bone : {Field::Osteoid, Field::MineralisedMatrix, Field::Mineral}) u[index_of(bone)] *= left;
    for (int f = 0; f < field_count; ++f) state.set_field(brick, f, lane, u[f]);
  }
};

}  // namespace howship
