#pragma once

#include "kernels/voxel/views.hpp"

namespace howship {

/// Healthy bone at every voxel, with the sites' tumour in it and what that has already resorbed gone.
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
    u[index_of(Field::Tumour)] = get<V>(tumour, brick, 1, 0, lane);
    const V left = get<V>(bone_left, brick, 1, 0, lane);
    for (Field bone : {Field::Osteoid, Field::MineralisedMatrix, Field::Mineral}) u[index_of(bone)] *= left;
    for (int f = 0; f < field_count; ++f) state.set_field(brick, f, lane, u[f]);
  }
};

}  // namespace howship
