#include "host/models/peterson_riggs_2010.hpp"

#include "host/models/peterson_riggs_rest.hpp"

namespace howship {

namespace rest = peterson_riggs;

const std::vector<PublishedModel::State>& PetersonRiggs2010::states() const {
  constexpr double drug = 1e4;  // [ng]; a dose of 10 mg is 1e7 ng
  static const std::vector<State> all = {
      {"denosumab_depot", "ng", 0.0, drug},
      {"denosumab_central", "ng", 0.0, drug},
      {"denosumab_peripheral", "ng", 0.0, drug},
      {"pth_amount", "pmol", rest::pth, rest::pth},
      {"pth_gland_pool", "1", 0.5, 0.5},
      {"pth_gland_capacity", "1", 1.0, 1.0},
      {"calcitriol_amount", "pmol", rest::calcitriol, rest::calcitriol},
      {"alpha_hydroxylase", "pmol/h", 126.0, 126.0},
      {"calcium_extracellular", "mmol", rest::calcium, rest::calcium},
      {"phosphate_extracellular", "mmol", 16.8, 16.8},
      {"phosphate_cells", "mmol", 3226.0, 3226.0},
      {"phosphate_gut", "mmol", 0.839, 0.839},
      {"calcium_gut", "mmol", rest::calcium_gut, rest::calcium_gut},
      {"calcium_transport", "1", 0.5, 0.5},
      {"hydroxyapatite", "1", 1.0, 1.0},
      {"osteoclasts", "pmol/L", rest::osteoclasts, rest::osteoclasts},
      {"osteoblast_precursors", "pmol/L", rest::responding, rest::responding},
      {"osteoblasts_fast", "pmol/L", rest::fast_share * rest::osteoblasts, rest::osteoblasts},
      {"osteoblasts_slow", "pmol/L", (1.0 - rest::fast_share) * rest::osteoblasts, rest::osteoblasts},
      {"rankl_free", "pmol/L", rest::rankl, 0.1 * rest::rankl},
      {"rank_free", "pmol/L", rest::rank, rest::rank},
      {"opg_free", "pmol/L", rest::opg, rest::opg},
      {"rank_rankl", "pmol/L", rest::rank_rankl, 0.1 * rest::rank_rankl},
      {"opg_rankl", "pmol/L", rest::opg_rankl, rest::opg_rankl},
      {"tgf_beta_latent", "pmol/L", rest::tgf_latent, rest::tgf_latent},
      {"tgf_beta", "pmol/L", rest::tgf_active, 0.1 * rest::tgf_active},
      {"calcium_bone_exchangeable", "mmol", rest::calcium_exchangeable, rest::calcium_exchangeable},
      {"calcium_bone", "mmol", rest::calcium_bone, rest::calcium_bone},
      {"runx2", "1", rest::runx2, rest::runx2},
      {"creb", "1", rest::creb, rest::creb},
      {"bcl2", "1", rest::bcl2, rest::bcl2},
      {"bmd_spine_denosumab", "1", 1.0, 1.0},
      {"bmd_spine", "1", 1.0, 1.0},
      {"bmd_femoral_neck", "1", 1.0, 1.0},
      {"calcium_urine_total", "mmol", 0.0, 1.0},
      {"glomerular_filtration", "L/h", rest::filtration, rest::filtration}};
  return all;
}

const std::vector<PublishedModel::Output>& PetersonRiggs2010::outputs() const {
  static const std::vector<Output> all = {
      {"denosumab_serum", "ug/mL"}, {"denosumab", "pmol/L"},         {"pth", "pmol/L"},
      {"calcium_serum", "mmol/L"},  {"phosphate_serum", "mmol/L"},   {"calcitriol", "pmol/L"},
      {"ctx", "% of baseline"},     {"bsap", "% of baseline"},       {"bmd_spine_denosumab_change", "%"},
      {"bmd_spine_change", "%"},    {"bmd_femoral_neck_change", "%"}};
  return all;
}

void PetersonRiggs2010::rate(double /*time*/, const double* y, double* dydt) const {
  denosumab_rate(y, dydt);
  rankl_rate(y, dydt);
  cell_rate(y, dydt);
  bone_rate(y, dydt);
  mineral_rate(y, dydt);
  hormone_rate(y, dydt);
  dydt[GlomerularFiltration] = 0.0;
  constexpr double hours_per_day = 24.0;
  for (int i = 0; i < StateCount; ++i) dydt[i] *= hours_per_day;
  dydt[Pth] += inputs().pth * rest::volume;
  dydt[RanklFree] += inputs().rankl;
  dydt[OpgFree] += inputs().opg;
}

void PetersonRiggs2010::derive(double /*time*/, const double* y, double* out) const {
  const double molar = rest::denosumab_molar(y[DenosumabCentral]);
  out[0] = molar * 150e-6;
  out[1] = molar;
  out[2] = y[Pth] / rest::volume;
  out[3] = y[CalciumExtracellular] / rest::volume;
  out[4] = y[PhosphateExtracellular] / rest::volume;
  out[5] = y[Calcitriol] / rest::volume;
  out[6] = 100.0 * y[Osteoclasts] / rest::osteoclasts;
  out[7] = 100.0 * (y[OsteoblastsFast] + y[OsteoblastsSlow]) / rest::osteoblasts;
  out[8] = 100.0 * (y[BmdSpineDenosumab] - 1.0);
  out[9] = 100.0 * (y[BmdSpine] - 1.0);
  out[10] = 100.0 * (y[BmdFemoralNeck] - 1.0);
}

void PetersonRiggs2010::give_denosumab(double amount, double* y) const {
  constexpr double bioavailability = 0.729, nanograms_per_milligram = 1e6;
  y[DenosumabDepot] += bioavailability * nanograms_per_milligram * amount;
}

// Peterson et al. 2004: two compartments, first-order absorption, linear and Michaelis-Menten elimination.
void PetersonRiggs2010::denosumab_rate(const double* y, double* dydt) const {
  constexpr double absorption = 5.92e-3;                                 // [1/h]
  constexpr double central_volume = 2340.0, peripheral_volume = 1324.0;  // [mL]
  constexpr double clearance = 2.75, exchange = 18.67;                   // [mL/h]
  constexpr double fastest = 3110.0, half = 188.0;                       // saturable elimination [ng/h], [ng/mL]
  const double central = y[DenosumabCentral] / central_volume, peripheral = y[DenosumabPeripheral] / peripheral_volume;
  const double absorbed = absorption * y[DenosumabDepot], exchanged = exchange * (central - peripheral);
  dydt[DenosumabDepot] = -absorbed;
  dydt[DenosumabCentral] = absorbed - clearance * central - fastest * central / (half + central) - exchanged;
  dydt[DenosumabPeripheral] = exchanged;
}

}  // namespace howship
