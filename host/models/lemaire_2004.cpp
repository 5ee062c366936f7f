#include "host/models/lemaire_2004.hpp"

namespace howship {

namespace {

// Table 1 of the paper, its symbols; the initial state solves the steady equations.
constexpr double D_R = 7.0e-4;  // differentiation into precursors [pmol/L/day]
constexpr double d_B = 0.7;     // differentiation of precursors [1/day]
constexpr double f_0 = 0.05;    // share of TGF-beta's action without osteoclasts [1]
constexpr double D_C = 2.1e-3;  // differentiation into osteoclasts [pmol/L/day]
constexpr double D_A = 0.7;     // death of osteoclasts by TGF-beta [1/day]
constexpr double k_B = 0.189;   // loss of osteoblasts [1/day]
constexpr double C_s = 5.0e-3;  // osteoclasts at half action of TGF-beta [pmol/L]
constexpr double K = 10.0;      // RANK [pmol/L]
constexpr double K_LP = 3.0e6;  // RANKL per osteoblast at most [pmol/pmol]
constexpr double K_OP = 2.0e5;  // OPG per precursor [pmol/day/pmol]
constexpr double k_1 = 1.0e-2;  // RANKL with OPG [L/pmol/day]
constexpr double k_2 = 10.0;    // and back [1/day]
constexpr double k_3 = 5.8e-4;  // RANKL with RANK [L/pmol/day]
constexpr double k_4 = 1.7e-2;  // and back [1/day]
constexpr double k_5 = 0.02;    // PTH with its receptor [L/pmol/day]
constexpr double k_6 = 3.0;     // and back [1/day]
constexpr double k_P = 86.0;    // loss of PTH [1/day]
constexpr double S_P = 250.0;   // secretion of PTH [pmol/L/day]
constexpr double k_O = 0.35;    // loss of OPG [1/day]
constexpr double r_L = 1.0e3;   // production and loss of RANKL [pmol/L/day]
constexpr double R_0 = 7.734377443555468e-4, B_0 = 7.283395929496935e-4, C_0 = 9.12752838890134e-4;  // [pmol/L]
constexpr double k_form = 1.571;                                                                     // [% L/pmol/day]
constexpr double k_res = k_form * B_0 / C_0;                                                         // [% L/pmol/day]

}  // namespace

const std::vector<PublishedModel::State>& Lemaire2004::states() const {
  static const std::vector<State> all = {{"osteoblast_precursors", "pmol/L", R_0, 1e-4},
                                         {"osteoblasts", "pmol/L", B_0, 1e-4},
                                         {"osteoclasts", "pmol/L", C_0, 1e-4},
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
  s.pth = (inputs().pth + S_P) / k_P;
  s.pth_occupancy = s.pth / (inputs().pth / k_P + k_6 / k_5);
  s.opg = (K_OP * y[OsteoblastPrecursors] / s.pth_occupancy + inputs().opg) / k_O;
  s.rank_occupancy = k_3 / k_4 * K_LP * s.pth_occupancy * y[Osteoblasts] * (1.0 + inputs().rankl / r_L) /
                     (1.0 + k_3 * K / k_4 + k_1 / k_2 * s.opg);
  s.tgf_beta = (y[Osteoclasts] + f_0 * C_s) / (y[Osteoclasts] + C_s);
  return s;
}

void Lemaire2004::rate(double /*time*/, const double* y, double* dydt) const {
  const Signals s = signals(y);
  const double maturation = f_0 * d_B / s.tgf_beta * y[OsteoblastPrecursors];
  dydt[OsteoblastPrecursors] = D_R * s.tgf_beta - maturation + inputs().osteoblast_precursors;
  dydt[Osteoblasts] = maturation - k_B * y[Osteoblasts] + inputs().osteoblasts;
  dydt[Osteoclasts] = D_C * s.rank_occupancy - D_A * s.tgf_beta * y[Osteoclasts] + inputs().osteoclasts;
  dydt[BoneVolumeChange] = k_form * y[Osteoblasts] - k_res * y[Osteoclasts];
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
