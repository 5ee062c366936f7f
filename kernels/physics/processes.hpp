#pragma once

#include "howship/backend.hpp"

#include "kernels/physics/linearisation.hpp"

// What the ledgers of RANKL, denosumab and calcium are made of, in one voxel.

namespace howship::physics {

/// Rates of the processes at a stage's argument, in the order of StageRates without the source.
/// \param u fields as react() takes them
template <class V>
HOWSHIP_INLINE void process_rates(const TissueConstants& c, const Site<V>& s, const Intermediates<V>& m,
                                  const Serum& serum, const V* u, V* rates) {
  const V bound = m.binding.bound_denosumab;
  rates[0] = rankl_production(c, s, m, u);
  rates[1] = u[at(Field::Rankl)];
  rates[2] = bound;
  rates[3] = m.perfusion * (c.p.tissue_serum_ratio * serum.denosumab - (u[at(Field::Denosumab)] - bound));
  rates[4] = m.perfusion;
  rates[5] = m.resorption;
  rates[6] = m.mineralisation;
  rates[7] = serum.calcium - u[at(Field::Calcium)];
}

/// Change of the RANKL held by denosumab.
/// \param through_signal of the RANK signal with RANKL, OPG and denosumab
template <class V>
HOWSHIP_INLINE V bound_change(const Linearisation<V>& j, const V& through_signal, const V& denosumab) {
  return j[Slope::BoundSignal] * through_signal + j[Slope::BoundShare] * denosumab;
}

/// Changes of the same along an increment v of the diffusing and w of the local fields, with the slopes with which the
/// stage was solved; in the order of StageChanges.
template <class V>
HOWSHIP_INLINE void process_changes(const Linearisation<V>& j, const Drive<V>& drive, const V* v, const V* w,
                                    V* changes) {
  const V phi = w[local_at(Field::Osteoid)] + w[local_at(Field::MineralisedMatrix)];
  const V drug = v[at(Field::Denosumab)];
  const V bound = bound_change(j, drive.signal - j[Slope::SignalPthrp] * v[at(Field::Pthrp)], drug);
  changes[0] = j[Slope::RanklPrecursors] * w[local_at(Field::OsteoblastPrecursors)] + j[Slope::RanklPhi] * phi +
               j[Slope::RanklMineral] * w[local_at(Field::Mineral)] + j[Slope::RanklPthrp] * v[at(Field::Pthrp)] +
               j[Slope::RanklTumour] * v[at(Field::Tumour)];
  changes[1] = v[at(Field::Rankl)];
  changes[2] = bound;
  changes[3] = j[Slope::DenosumabPhi] * phi + j[Slope::DenosumabTumour] * v[at(Field::Tumour)] +
               j[Slope::Perfusion] * (bound - drug);
  changes[4] = drug;
  changes[5] = resorption_change(j, w) + j[Slope::ResorptionSignal] * drive.signal;
  changes[6] = w[local_at(Field::Osteoid)] * j[Slope::Ripening];
  changes[7] = v[at(Field::Calcium)];
}

/// Slopes of bound RANKL and of the exchange of denosumab when all RANKL, or all denosumab, is scaled by 1 + epsilon;
/// in the order of ScalingSlopes.
template <class V>
HOWSHIP_INLINE void scaling_slopes(const Linearisation<V>& j, const V& rankl, const V& denosumab, V* slopes) {
  const V none(0.0);
  const V by_rankl = bound_change(j, j[Slope::SignalRankl] * rankl, none);
  const V by_drug = bound_change(j, j[Slope::SignalDenosumab] * denosumab, denosumab);
  slopes[0] = by_rankl;
  slopes[1] = by_drug;
  slopes[2] = j[Slope::Perfusion] * by_rankl;
  slopes[3] = j[Slope::Perfusion] * (by_drug - denosumab);
}

}  // namespace howship::physics
