#include "host/models/martinez_reina_2019.hpp"

#include <cmath>

namespace howship {

namespace {

constexpr double bone_at_rest = 15.0;  // [%]
constexpr double stress = 5e-3;        // [GPa]
constexpr double per_percent = 0.01;

// Denosumab, per body weight.
constexpr double body_weight = 60.0;             // [kg]
constexpr double absorption = 0.17;              // [1/day]
constexpr double volume = 77.9;                  // [mL/kg]
constexpr double saturable_elimination = 2.672;  // [ug/kg/day]
constexpr double half_elimination = 0.411;       // [ug/mL]
constexpr double linear_elimination = 0.0115;    // [1/day]
constexpr double molar_mass = 149.0;             // [kDa]
constexpr double denosumab_binding = 0.333;      // to RANKL [L/pmol]
constexpr double accessibility = 0.012;          // share of serum drug that reaches RANKL [1]

double denosumab_molar(double serum) {
  return serum * 1e6 / molar_mass;
}

/// RANKL that the menopause adds, at its most on day 0 [pmol/L/day].
double menopause(double time) {
  constexpr double most = 4000.0, duration = 65.0, unit = 30.0;  // [pmol/L/day], [1], [day]
  const double elapsed = time / unit;
  return most * duration * duration / (duration * duration + elapsed * elapsed);
}

}  // namespace

MartinezReina2019::MartinezReina2019()
    : response_(p_),
      ageing_(per_percent * bone_at_rest, per_percent * p_.formation * p_.osteoblasts_at_rest),
      strain_energy_at_rest_(material(per_percent * bone_at_rest).strain_energy),
      states_{{"osteoblast_precursors", "pmol/L", p_.precursors_at_rest, 1e-4},
              {"osteoblasts", "pmol/L", p_.osteoblasts_at_rest, 1e-4},
              {"osteoclasts", "pmol/L", p_.osteoclasts_at_rest, 1e-5},
              {"bone_volume_fraction", "%", bone_at_rest, 1.0},
              {"denosumab_depot", "ug/kg", 0.0, 0.1},
              {"denosumab_serum", "ug/mL", 0.0, 1e-3}} {}

const std::vector<PublishedModel::Output>& MartinezReina2019::outputs() const {
  static const std::vector<Output> all = {
      {"denosumab", "pmol/L"},     {"tgf_beta", "pmol/L"},        {"pth", "pmol/L"},        {"opg", "pmol/L"},
      {"rankl_free", "pmol/L"},    {"rank_occupied", "pmol/L"},   {"mineral_content", "1"}, {"ash_fraction", "1"},
      {"matrix_density", "g/cm3"}, {"apparent_density", "g/cm3"}, {"stiffness", "GPa"},     {"strain_energy", "kPa"},
      {"strain_stimulus", "1"}};
  return all;
}

MartinezReina2019::Material MartinezReina2019::material(double bone_fraction) const {
  constexpr double mineral_density = 3.2, organic_density = 1.1, organic_share = 3.0 / 7.0;  // [g/cm3], [1]
  Material m{};
  m.mineral = ageing_.mineral() / bone_fraction;
  m.ash = mineral_density * m.mineral / (mineral_density * m.mineral + organic_density * organic_share);
  m.density = 1.0 + (mineral_density - 1.0) * m.mineral + (organic_density - 1.0) * organic_share;
  m.stiffness = 84.37 * std::pow(bone_fraction, 2.58) * std::pow(m.ash, 2.74);
  m.strain_energy = stress * stress / (2.0 * m.stiffness);
  return m;
}

BoneSignals MartinezReina2019::signals(double time, const double* y) const {
  return bone_signals(p_, {y[OsteoblastPrecursors], y[Osteoblasts], y[Osteoclasts]}, inputs(),
                      {accessibility * denosumab_binding * denosumab_molar(y[DenosumabSerum]), menopause(time)});
}

void MartinezReina2019::rate(double time, const double* y, double* dydt) const {
  const BoneCells cells{y[OsteoblastPrecursors], y[Osteoblasts], y[Osteoclasts]};
  const BoneSignals s = signals(time, y);
  const BoneCells rates = cell_rates(p_, cells, s, inputs());
  const double strain_energy = material(per_percent * y[BoneVolumeFraction]).strain_energy;
  const double stimulus = StrainResponse::stimulus((strain_energy - strain_energy_at_rest_) / strain_energy_at_rest_);
  dydt[OsteoblastPrecursors] = rates.precursors + response_.precursor_rate(cells, s, stimulus);
  dydt[Osteoblasts] = rates.osteoblasts;
  dydt[Osteoclasts] = rates.osteoclasts;
  dydt[BoneVolumeFraction] = bone_balance(p_, cells);
  const double serum = y[DenosumabSerum];
  dydt[DenosumabDepot] = -absorption * y[DenosumabDepot];
  dydt[DenosumabSerum] = absorption * y[DenosumabDepot] / volume -
                         saturable_elimination / volume * serum / (half_elimination + serum) -
                         linear_elimination * serum;
}

void MartinezReina2019::derive(double time, const double* y, double* out) const {
  const BoneSignals s = signals(time, y);
  const double bone = per_percent * y[BoneVolumeFraction];
  const Material m = material(bone);
  constexpr double kilopascal_per_gigapascal = 1e6;
  const double values[] = {
      denosumab_molar(y[DenosumabSerum]),
      s.tgf_beta,
      s.pth,
      s.opg,
      s.rankl,
      s.occupied_rank,
      m.mineral,
      m.ash,
      m.density,
      m.density * bone,
      m.stiffness,
      kilopascal_per_gigapascal * m.strain_energy,
      StrainResponse::stimulus((m.strain_energy - strain_energy_at_rest_) / strain_energy_at_rest_)};
  for (double value : values) *out++ = value;
}

void MartinezReina2019::give_denosumab(double amount, double* y) const {
  constexpr double micrograms_per_milligram = 1e3;
  y[DenosumabDepot] += micrograms_per_milligram * amount / body_weight;
}

void MartinezReina2019::end_of_day(const double* y) {
  ageing_.advance_day(per_percent * y[BoneVolumeFraction], per_percent * p_.formation * y[Osteoblasts],
                      per_percent * p_.resorption * y[Osteoclasts]);
}

}  // namespace howship
