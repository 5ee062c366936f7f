#pragma once

namespace howship::peterson_riggs {

// Healthy state that the curves of Peterson and Riggs 2010 are tied to, as in OpenBoneMin, and what several parts
// share.

constexpr double volume = 14.0;                             // extracellular [L]
constexpr double pth = 53.9;                                // [pmol]
constexpr double calcitriol = 1260.0;                       // [pmol]
constexpr double calcium = 32.9;                            // extracellular [mmol]
constexpr double calcium_bone = 24900.0;                    // not exchangeable [mmol]
constexpr double calcium_exchangeable = 100.0;              // [mmol]
constexpr double calcium_gut = 1.58471;                     // [mmol]
constexpr double osteoclasts = 1.15398e-3;                  // [pmol/L]
constexpr double responding = 1.04122e-3;                   // responding osteoblasts [pmol/L]
constexpr double osteoblasts = 5.01324e-3;                  // [pmol/L]
constexpr double fast_share = 0.797629;                     // of osteoblasts [1]
constexpr double rankl = 0.4, rank = 10.0, opg = 4.0;       // free [pmol/L]
constexpr double k_on = 6.24e-6;                            // RANKL with RANK and with OPG [L/pmol/h]
constexpr double k_off = 0.112013;                          // and back [1/h]
constexpr double rank_rankl = k_on * rank * rankl / k_off;  // [pmol/L]
constexpr double opg_rankl = k_on * opg * rankl / k_off;    // [pmol/L]
constexpr double tgf_latent = 228.142;                      // [pmol/L]
constexpr double tgf_active = 0.228142;                     // [pmol/L]
constexpr double runx2 = 10.0, creb = 10.0, bcl2 = 100.0;   // [1]
constexpr double filtration = 100.0 / 16.667;               // [L/h]
constexpr double osteoblast_loss = 6.05516e-4;              // [1/h]

/// Drug in plasma [pmol/L]. \param central [ng]
constexpr double denosumab_molar(double central) {
  constexpr double central_volume = 2340.0;  // [mL]
  constexpr double molar_mass = 150.0;       // [kDa]
  return central / central_volume * 1e3 / molar_mass;
}

}  // namespace howship::peterson_riggs
