#pragma once

#include "howship/backend.hpp"

#include "kernels/physics/field_range.hpp"
#include "kernels/voxel/views.hpp"

namespace howship {

/// Contributions of a voxel to RegionSums, in the order of its members, over the voxel's box volume; what is counted by
/// value is not weighted.
template <class Real>
struct SumRegion {
  using Lane = double;
  static constexpr int sums = RegionSums::count;
  static constexpr int minima = 0;
  static constexpr int weighted = RegionSums::count - 1;
  TissueConstants constants;
  Place place;
  State<Real> state;
  physics::FieldRange range;

  template <class V>
  HOWSHIP_INLINE void run(int brick, int lane, V* sum, V*) const {
    const auto site = place.site<V>(constants, brick, lane);
    V u[field_count];
    for (int f = 0; f < field_count; ++f) u[f] = state.template field<V>(brick, f, lane);
    const auto m = physics::evaluate_intermediates(constants, site, u);
    const V volume = get<V>(place.volume, brick, 1, 0, lane);
    const V free = m.binding.free_rankl;
    const V ratio = u[index_of(Field::Mineral)] / site.mineral;
    const V one(1.0), none(0.0);
    const V values[weighted] = {
        one,
        free,
        u[index_of(Field::Opg)],
        free / (constants.p.kd_rank + free),
        u[index_of(Field::TgfBeta)],
        u[index_of(Field::Osteoclasts)],
        u[index_of(Field::Osteoblasts)],
        u[index_of(Field::Tumour)],
        select(ratio < V(lytic_ratio), one, none),
        select(ratio > V(sclerotic_ratio), one, none),
        m.phi,
        u[index_of(Field::Mineral)],
        site.mineral,
        u[index_of(Field::Denosumab)] - m.binding.bound_denosumab,
        u[index_of(Field::Zoledronate)],
        m.resorption,
        m.formation,
        m.mineralisation,
        site.turnover,
        u[index_of(Field::Pthrp)],
        u[index_of(Field::Calcium)],
        u[index_of(Field::Rankl)],
        u[index_of(Field::Denosumab)],
    };
    for (int i = 0; i < weighted; ++i) sum[i] = volume * values[i];
    const V beyond = physics::values_beyond(range, u) + physics::values_below_zero(u);
    sum[weighted] = select(volume > none, beyond, none);
  }
};

}  // namespace howship
