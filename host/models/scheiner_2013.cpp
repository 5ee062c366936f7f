#include "host/models/scheiner_2013.hpp"

namespace howship {

namespace {

constexpr double habitual_stress = 30.0;  // [MPa]
constexpr double bone_at_rest = 95.0;     // [%]
constexpr double rankl_by_disuse = 1e5;   // at no strain at all [pmol/L/day]
constexpr double per_percent = 0.01, gigapascal_per_megapascal = 1e-3;

}  // namespace

Scheiner2013::Scheiner2013()
    : response_(p_),
      strain_energy_at_rest_(
          mechanics_.strain_energy(per_percent * bone_at_rest, gigapascal_per_megapascal * habitual_stress)),
      states_{{"osteoblast_precursors", "pmol/L", p_.precursors_at_rest, 1e-4},
              {"osteoblasts", "pmol/L", p_.osteoblasts_at_rest, 1e-4},
              {"osteoclasts", "pmol/L", p_.osteoclasts_at_rest, 1e-5},
              {"bone_volume_fraction", "%", bone_at_rest, 1.0}} {}

const std::vector<PublishedModel::Output>& Scheiner2013::outputs() const {
  static const std::vector<Output> all = {{"tgf_beta", "pmol/L"},      {"pth", "pmol/L"},
                                          {"opg", "pmol/L"},           {"rankl_free", "pmol/L"},
                                          {"rank_occupied", "pmol/L"}, {"strain_energy", "kPa"},
                                          {"strain_stimulus", "1"},    {"rankl_by_disuse", "pmol/L/day"}};
  return all;
}

double Scheiner2013::strain_energy(double bone_volume) const {
  const double stress = inputs().compressive_stress.value_or(habitual_stress);
  return mechanics_.strain_energy(per_percent * bone_volume, -gigapascal_per_megapascal * stress);
}

Scheiner2013::Load Scheiner2013::load(const double* y) const {
  Load now{strain_energy(y[BoneVolumeFraction]), StrainResponse::stimulus_at_rest, 0.0};
  if (!load_has_changed()) return now;
  const double excess = (now.strain_energy - strain_energy_at_rest_) / strain_energy_at_rest_;
  now.stimulus = StrainResponse::stimulus(excess);
  if (excess < 0.0) now.rankl = -rankl_by_disuse * excess;
  return now;
}

void Scheiner2013::rate(double /*time*/, const double* y, double* dydt) const {
  const BoneCells cells{y[OsteoblastPrecursors], y[Osteoblasts], y[Osteoclasts]};
  const Load now = load(y);
  const BoneSignals signals = bone_signals(p_, cells, inputs(), {0.0, now.rankl});
  const BoneCells rates = cell_rates(p_, cells, signals, inputs());
  dydt[OsteoblastPrecursors] = rates.precursors + response_.precursor_rate(cells, signals, now.stimulus);
  dydt[Osteoblasts] = rates.osteoblasts;
  dydt[Osteoclasts] = rates.osteoclasts;
  dydt[BoneVolumeFraction] = bone_balance(p_, cells);
}

void Scheiner2013::derive(double /*time*/, const double* y, double* out) const {
  const Load now = load(y);
  const BoneSignals s =
      bone_signals(p_, {y[OsteoblastPrecursors], y[Osteoblasts], y[Osteoclasts]}, inputs(), {0.0, now.rankl});
  constexpr double kilopascal_per_gigapascal = 1e6;
  out[0] = s.tgf_beta;
  out[1] = s.pth;
  out[2] = s.opg;
  out[3] = s.rankl;
  out[4] = s.occupied_rank;
  out[5] = kilopascal_per_gigapascal * now.strain_energy;
  out[6] = now.stimulus;
  out[7] = now.rankl;
}

}  // namespace howship
