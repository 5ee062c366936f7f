#pragma once

#include "howship/config_macros.hpp"
#include "howship/parameters.hpp"

namespace howship {

/// One of the effect curves of Peterson & Riggs 2010, rescaled so that value(1) = 1:
/// rising  e0 + emax x^g/(x^g + s) with s = emax/(1 - e0) - 1,
/// falling hi - (hi - lo) x^g/(x^g + s) with s = (hi - lo)/(hi - 1) - 1.
struct EffectCurve {
  double base, span, exponent, half;  ///< base + span x^exponent/(x^exponent + half)
};
inline EffectCurve rising_curve(double e0, double emax, double g) {
  return {e0, emax, g, emax / (1.0 - e0) - 1.0};
}
inline EffectCurve falling_curve(double hi, double lo, double g) {
  return {hi, lo - hi, g, (hi - lo) / (hi - 1.0) - 1.0};
}

/// Specific bone surface over marrow-space fraction f (Martin 1984, fifth-order fit) [mm2/mm3], shifted by -0.2 so that
/// it vanishes for solid bone. Valid for f in [0, 1].
template <class V>
HOWSHIP_INLINE V specific_surface(const V& f) {
  return f * (32.3 + f * (-93.9 + f * (134.0 + f * (-101.0 + f * 28.8)))) - 0.2;
}

/// TissueParameters with all that follows from them, in the form the voxel bodies read. Trivially copyable.
struct TissueConstants {
  TissueParameters p;
  double rankl_healthy = 0;      ///< L_0, total RANKL [pmol/L]
  double occupancy_healthy = 0;  ///< occ(l_0) [1]
  double surface_reference = 0;  ///< S_v at the reference BV/TV [mm2/mm3]
  EffectCurve tgf_precursors{}, tgf_maturation{}, tgf_osteoblast_death{}, tgf_osteoclast_death{}, rank_survival{};
  EffectCurve rank_fusion{};  ///< f = eps + (1 - eps)(1 + s) x^n/(x^n + s)
};

inline TissueConstants make_constants(const TissueParameters& p) {
  TissueConstants c;
  c.p = p;
  const double l0 = p.free_rankl_healthy;
  c.rankl_healthy = l0 * (1.0 + p.opg_healthy / (p.kd_opg + l0) + p.rank_sites / (p.kd_rank + l0));
  c.occupancy_healthy = l0 / (p.k_activation + l0);
  c.surface_reference = specific_surface(1.0 - p.reference_bone_volume_fraction);
  const double pic0 = 0.228142;  // healthy TGF-beta of OpenBoneMin, to which its curves are scaled
  c.tgf_precursors = rising_curve(0.883824, 3.9745 / pic0, 1.80968);
  c.tgf_maturation = rising_curve(0.000244818, 0.251636 / pic0, 0.122313);
  c.tgf_osteoblast_death = falling_curve(3.11842, 0.764028, 2.92375);
  c.tgf_osteoclast_death = rising_curve(0.878215, 1.9746 / pic0, 1.0168);
  c.rank_survival = falling_curve(3.80338, 0.469779, 3.09023);
  c.rank_fusion = {p.epsilon, (1.0 - p.epsilon) * (1.0 + p.fusion_saturation), p.fusion_exponent, p.fusion_saturation};
  return c;
}

}  // namespace howship
