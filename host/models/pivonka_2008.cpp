#include "host/models/pivonka_2008.hpp"

namespace howship {

Pivonka2008::Pivonka2008()
    : balance_at_rest_(bone_balance(p_, {p_.precursors_at_rest, p_.osteoblasts_at_rest, p_.osteoclasts_at_rest})),
      states_{{"osteoblast_precursors", "pmol/L", p_.precursors_at_rest, 1e-4},
              {"osteoblasts", "pmol/L", p_.osteoblasts_at_rest, 1e-4},
              {"osteoclasts", "pmol/L", p_.osteoclasts_at_rest, 1e-4},
              {"bone_volume_change", "%", 0.0, 0.01, true}} {}

const std::vector<PublishedModel::Output>& Pivonka2008::outputs() const {
  static const std::vector<Output> all = {{"tgf_beta", "pmol/L"},
                                          {"pth", "pmol/L"},
                                          {"opg", "pmol/L"},
                                          {"rankl_free", "pmol/L"},
                                          {"rank_occupied", "pmol/L"}};
  return all;
}

void Pivonka2008::rate(double /*time*/, const double* y, double* dydt) const {
  const BoneCells cells{y[OsteoblastPrecursors], y[Osteoblasts], y[Osteoclasts]};
  const BoneCells rates = cell_rates(p_, cells, bone_signals(p_, cells, inputs(), {}), inputs());
  dydt[OsteoblastPrecursors] = rates.precursors;
  dydt[Osteoblasts] = rates.osteoblasts;
  dydt[Osteoclasts] = rates.osteoclasts;
  dydt[BoneVolumeChange] = bone_balance(p_, cells) - balance_at_rest_;
}

void Pivonka2008::derive(double /*time*/, const double* y, double* out) const {
  const BoneSignals s = bone_signals(p_, {y[OsteoblastPrecursors], y[Osteoblasts], y[Osteoclasts]}, inputs(), {});
  out[0] = s.tgf_beta;
  out[1] = s.pth;
  out[2] = s.opg;
  out[3] = s.rankl;
  out[4] = s.occupied_rank;
}

}  // namespace howship
