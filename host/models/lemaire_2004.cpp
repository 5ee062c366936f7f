#include "host/models/lemaire_2004.hpp"

namespace howship {

namespace {

// Table 1 of the paper; its symbols stand in brackets. The state at rest solves the steady equations.
constexpr double precursors_from_uncommitted = 7.0e-4;        // (D_R) [pmol/L/day]
constexpr double osteoblasts_from_precursors = 0.7;           // (d_B) [1/day]
constexpr double tgf_floor = 0.05;                            // (f_0) TGF-beta's action without osteoclasts [1]
constexpr double osteoclasts_from_precursors = 2.1e-3;        // (D_C) [pmol/L/day]
constexpr double osteoclast_death = 0.7;                      // (D_A) by TGF-beta [1/day]
constexpr double osteoblast_loss = 0.189;                     // (k_B) [1/day]
constexpr double half_tgf_osteoclasts = 5.0e-3;               // (C^s) at half action of TGF-beta [pmol/L]
constexpr double rank = 10.0;                                 // (K) [pmol/L]
constexpr double rankl_per_osteoblast = 3.0e6;                // (K_L^P) at most [pmol/pmol]
constexpr double opg_per_precursor = 2.0e5;                   // (K_O^P) [pmol/day/pmol]
constexpr double opg_on = 1.0e-2;                             // (k_1) RANKL with OPG [L/pmol/day]
constexpr double opg_off = 10.0;                              // (k_2) and back [1/day]
constexpr double rank_on = 5.8e-4;                            // (k_3) RANKL with RANK [L/pmol/day]
constexpr double rank_off = 1.7e-2;                           // (k_4) and back [1/day]
constexpr double pth_on = 0.02;                               // (k_5) PTH with its receptor [L/pmol/day]
constexpr double pth_off = 3.0;                               // (k_6) and back [1/day]
constexpr double pth_loss = 86.0;                             // (k_P) [1/day]
constexpr double pth_secretion = 250.0;                       // (S_P) [pmol/L/day]
constexpr double opg_loss = 0.35;                             // (k_O) [1/day]
constexpr double rankl_turnover = 1.0e3;                      // (r_L) [pmol/L/day]
constexpr double precursors_at_rest = 7.734377443555468e-4;   // (R_0) [pmol/L]
constexpr double osteoblasts_at_rest = 7.283395929496935e-4;  // (B_0) [pmol/L]
constexpr double osteoclasts_at_rest = 9.12752838890134e-4;   // (C_0) [pmol/L]
constexpr double formation = 1.571;                           // [% L/pmol/day]
constexpr double resorption = formation * osteoblasts_at_rest / osteoclasts_at_rest;  // [% L/pmol/day]

}  // namespace

const std::vector<PublishedModel::State>& Lemaire2004::states() const {
  static const std::vector<State> all = {{"osteoblast_precursors", "pmol/L", precursors_at_rest, 1e-4},
                                         {"osteoblasts", "pmol/L", osteoblasts_at_rest, 1e-4},
                                         {"osteoclasts", "pmol/L", osteoclasts_at_rest, 1e-4},
                                         {"bone_volume_change", "%", 0.0, 0.01, true}};
  return all;
}

const std::vector<PublishedModel::Output>& Lemaire2004::outputs() const {
  static const std::vector<Output> all = {
      {"pth", "pmol/L"}, {"pth_occupancy", "1"}, {"opg", "pmol/L"}, {"rank_occupancy", "1"}, {"tgf_beta_action", "1"}};
  return all;
}

Lemaire2004::Signals Lemaire2004::signals(const double* y) const {
  Signals s{};
  s.pth = (inputs().pth + pth_secretion) / pth_loss;
  s.pth_occupancy = s.pth / (inputs().pth / pth_loss + pth_off / pth_on);
  s.opg = (opg_per_precursor * y[OsteoblastPrecursors] / s.pth_occupancy + inputs().opg) / opg_loss;
  s.rank_occupancy = rank_on / rank_off * rankl_per_osteoblast * s.pth_occupancy * y[Osteoblasts] *
                     (1.0 + inputs().rankl / rankl_turnover) /
                     (1.0 + rank_on * rank / rank_off + opg_on / opg_off * s.opg);
  s.tgf_beta = (y[Osteoclasts] + tgf_floor * half_tgf_osteoclasts) / (y[Osteoclasts] + half_tgf_osteoclasts);
  return s;
}

void Lemaire2004::rate(double /*time*/, const double* y, double* dydt) const {
  const Signals s = signals(y);
  const double maturation = tgf_floor * osteoblasts_from_precursors / s.tgf_beta * y[OsteoblastPrecursors];
  dydt[OsteoblastPrecursors] = precursors_from_uncommitted * s.tgf_beta - maturation + inputs().osteoblast_precursors;
  dydt[Osteoblasts] = maturation - osteoblast_loss * y[Osteoblasts] + inputs().osteoblasts;
  dydt[Osteoclasts] = osteoclasts_from_precursors * s.rank_occupancy - osteoclast_death * s.tgf_beta * y[Osteoclasts] +
                      inputs().osteoclasts;
  dydt[BoneVolumeChange] = formation * y[Osteoblasts] - resorption * y[Osteoclasts];
}

void Lemaire2004::derive(double /*time*/, const double* y, double* out) const {
  const Signals s = signals(y);
  out[0] = s.pth;
  out[1] = s.pth_occupancy;
  out[2] = s.opg;
  out[3] = s.rank_occupancy;
  out[4] = s.tgf_beta;
}

}  // namespace howship
