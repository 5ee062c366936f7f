#pragma once

#include "howship/config_macros.hpp"

#include "kernels/physics/elementary.hpp"
#include "kernels/physics/tissue_constants.hpp"

namespace howship::physics {

/// Free RANKL and its slopes with respect to the totals.
template <class V>
struct Binding {
  V free_rankl;                      ///< l [pmol/L]
  V bound_denosumab;                 ///< LD, RANKL held by denosumab [pmol/L]
  V l_rankl, l_opg, l_denosumab;     ///< dl/dL, dl/dO, dl/dD [1]
  V ld_rankl, ld_opg, ld_denosumab;  ///< dLD/dL, dLD/dO, dLD/dD [1]
  V ld_free, bound_share;            ///< dLD/dl at fixed D, dLD/dD at fixed l [1]
};

/// Competitive binding of RANKL to OPG, RANK and denosumab at equilibrium (MODEL.md 2b, eq. 1):
///
///   g(l) = l [1 + O/(K_O + l) + R/(K_R + l) + D/(K_D + l)] - L = 0,   0 <= l <= L
///
/// \param total_rankl, total_opg, total_denosumab  [pmol/L], >= 0
///
/// Newton's method from the linear-competition value, which lies below the root: g is increasing and concave, so the
/// iterates rise monotonically. Relative error of l below 1e-14. Total for all inputs in range; l = 0 where L = 0.
template <class V>
HOWSHIP_INLINE Binding<V> bind_rankl(const TissueConstants& c, const V& total_rankl, const V& total_opg,
                                     const V& total_denosumab) {
  const TissueParameters& p = c.p;
  V l = total_rankl / (1.0 + total_opg / p.kd_opg + p.rank_sites / p.kd_rank + total_denosumab / p.kd_denosumab);
  V slope(1.0);
  for (int iteration = 0; iteration < 60; ++iteration) {
    const V free_opg = 1.0 / (p.kd_opg + l);  // times K_O: unbound share of OPG
    const V free_rank = 1.0 / (p.kd_rank + l);
    const V free_drug = 1.0 / (p.kd_denosumab + l);
    const V g = l * (1.0 + total_opg * free_opg + p.rank_sites * free_rank + total_denosumab * free_drug) - total_rankl;
    slope = 1.0 + total_opg * p.kd_opg * free_opg * free_opg + p.rank_sites * p.kd_rank * free_rank * free_rank +
            total_denosumab * p.kd_denosumab * free_drug * free_drug;
    const V step = g / slope;
    l = max(l - step, V(0.0));
    // The step before last being this small means the last one was exact to rounding: convergence is quadratic.
    if (!any(max(step, -step) > 1e-9 * l)) break;
  }
  Binding<V> b;
  const V share_opg = 1.0 / (p.kd_opg + l);
  const V share_drug = 1.0 / (p.kd_denosumab + l);
  const V share_rank = 1.0 / (p.kd_rank + l);
  const V drug_slope = total_denosumab * p.kd_denosumab * share_drug * share_drug;  // dLD/dl at fixed D
  slope = 1.0 + total_opg * p.kd_opg * share_opg * share_opg + p.rank_sites * p.kd_rank * share_rank * share_rank +
          drug_slope;
  b.free_rankl = l;
  b.bound_denosumab = total_denosumab * l * share_drug;
  b.l_rankl = 1.0 / slope;
  b.l_opg = -l * share_opg * b.l_rankl;
  b.l_denosumab = -l * share_drug * b.l_rankl;
  b.ld_free = drug_slope;
  b.bound_share = l * share_drug;
  b.ld_rankl = drug_slope * b.l_rankl;
  b.ld_opg = drug_slope * b.l_opg;
  b.ld_denosumab = drug_slope * b.l_denosumab + b.bound_share;
  return b;
}

}  // namespace howship::physics
