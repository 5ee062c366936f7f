// RANKL, OPG, TGF-beta and the bone cells of Peterson and Riggs 2010.

#include <cmath>

#include "host/models/hill_at_rest.hpp"
#include "host/models/peterson_riggs_2010.hpp"
#include "host/models/peterson_riggs_rest.hpp"

namespace howship {

namespace rest = peterson_riggs;

void PetersonRiggs2010::rankl_rate(const double* y, double* dydt) const {
  constexpr double rankl_loss = 2.93273e-3, rank_loss = 3.23667e-3, opg_loss = 15.8885;  // [1/h]
  constexpr double denosumab_capture = 2.0e-6;                                           // [L/pmol/h]
  constexpr double pth_rest = rest::pth / rest::volume;
  const double pth = y[Pth] / rest::volume;
  const double osteoblasts = y[OsteoblastsFast] + y[OsteoblastsSlow];

  const double to_rank = rest::k_on * y[RankFree] * y[RanklFree] - rest::k_off * y[RankRankl];
  const double to_opg = rest::k_on * y[OpgFree] * y[RanklFree] - rest::k_off * y[OpgRankl];
  const double cells = std::pow(osteoblasts / rest::osteoblasts, 0.173833);
  const double by_pth = 1.30721 * pth / (0.30721 * pth_rest * cells + pth);
  dydt[RanklFree] = rankl_loss * (rest::rankl * cells * by_pth - y[RanklFree]) - to_opg - to_rank -
                    denosumab_capture * rest::denosumab_molar(y[DenosumabCentral]) * y[RanklFree];
  dydt[RankFree] =
      rank_loss * (rest::rank * std::pow(y[TgfBetaActive] / rest::tgf_active, 0.151825) - y[RankFree]) - to_rank;
  const double responding = y[RespondingOsteoblasts] / rest::responding;
  dydt[OpgFree] = opg_loss * (rest::opg * responding * (pth + 3.85 * responding) / (2.0 * pth) - y[OpgFree]) - to_opg;
  dydt[RankRankl] = to_rank;
  dydt[OpgRankl] = to_opg;

  constexpr double latent_loss = 2.98449e-5, active_loss = 2.98449e-2;  // [1/h]
  const double released = latent_loss * std::pow(y[TgfBetaLatent] / rest::tgf_latent, 0.919131) * y[TgfBetaLatent] *
                          std::pow(y[Osteoclasts] / rest::osteoclasts, 0.593891);
  dydt[TgfBetaLatent] =
      latent_loss * rest::tgf_latent * std::pow(osteoblasts / rest::osteoblasts, 0.0111319) - released;
  dydt[TgfBetaActive] = released - active_loss * y[TgfBetaActive];
}

void PetersonRiggs2010::cell_rate(const double* y, double* dydt) const {
  constexpr double tgf_rest = rest::tgf_active, loss = rest::osteoblast_loss;
  // Curves of active TGF-beta in units of its value at rest, which they take there.
  const auto rising = [&](double low, double rise, double g) {
    return tgf_rest * rising_hill(y[TgfBetaActive], tgf_rest, low, rise / tgf_rest, g, 1.0);
  };
  const double recruitment = rising(0.883824, 3.9745, 1.80968);
  const double maturation_block = rising(0.000244818, 0.251636, 0.122313);
  const double osteoclast_death = rising(0.878215, 1.9746, 1.0168);
  const double survival = falling_hill(y[TgfBetaActive], tgf_rest, 3.11842, 0.764028, 2.92375, 1.0);

  const double maturation =
      loss * rest::osteoblasts * tgf_rest / rest::responding / maturation_block * y[RespondingOsteoblasts];
  dydt[RespondingOsteoblasts] = loss * rest::osteoblasts / tgf_rest * recruitment - maturation;

  // Bcl-2 holds up osteoblasts' death only where it is well above rest, and jumps in there.
  const double protection = y[Bcl2] > 105.0 ? y[Bcl2] - 90.0 : 10.0;
  const double saved = rising_hill(protection, 10.0, 0.0, 0.638114 * 1.01 * loss, 3.81644, 0.01 * loss);
  const double death = 1.01 * loss * survival - saved;
  constexpr double slow_share = 1.0 - rest::fast_share, slowness = 0.313186;
  constexpr double fast_rest = rest::fast_share * rest::osteoblasts;
  const double slow_death = slowness * death;
  const double fast_death = (loss * rest::osteoblasts - slow_death * (rest::osteoblasts - fast_rest)) / fast_rest;
  dydt[OsteoblastsFast] = maturation * rest::fast_share * fast_death / death - fast_death * y[OsteoblastsFast];
  dydt[OsteoblastsSlow] = maturation * slow_share * slowness - slow_death * y[OsteoblastsSlow];

  constexpr double turnover = 0.7 / 24.0;  // [1/h]
  const double formation = rising_hill(y[RankRankl], rest::rank_rankl, 0.388267, 3.15667, 8.53065, 1.0);
  const double lifetime =
      falling_hill(y[RankRankl] / rest::rank, rest::rank_rankl / rest::rank, 3.80338, 0.469779, 3.09023, 1.0);
  dydt[Osteoclasts] =
      turnover * (tgf_rest * formation * rest::osteoclasts - osteoclast_death * lifetime * y[Osteoclasts]);

  const double pth = y[Pth] / rest::volume;
  constexpr double pth_rest = rest::pth / rest::volume;
  constexpr double runx2_turnover = 0.693, creb_turnover = 2.79513e-3;  // [1/h]
  dydt[Runx2] = runx2_turnover * rest::runx2 - rising_hill(pth, pth_rest, 0.125, 5.0, 1.0, runx2_turnover) * y[Runx2];
  dydt[Creb] = creb_turnover * (rest::creb * rising_hill(pth, pth_rest, 0.5, 3.39745, 1.0, 1.0) - y[Creb]);
  dydt[Bcl2] = runx2_turnover * (y[Creb] * y[Runx2] - y[Bcl2]);
}

}  // namespace howship
