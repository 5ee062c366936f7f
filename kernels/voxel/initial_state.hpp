#pragma once

#include "kernels/voxel/views.hpp"

namespace howship {

/// Healthy bone at every voxel, with the sites' tumour in it.
template <class Real>
struct SetInitialState {
  using Lane = double;
  TissueConstants constants;
  Place place;
  const float* tumour;
  State<Real> state;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane) const {
    const auto site = place.site<V>(constants, brick, lane);
    V u[field_count];
    physics::healthy_state(constants, site, u);
    u[index_of(Field::Tumour)] = get<V>(tumour, brick, 1, 0, lane);
    for (int f = 0; f < field_count; ++f) state.set_field(brick, f, lane, u[f]);
  }
};

}  // namespace howship
