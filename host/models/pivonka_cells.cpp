#include "host/models/pivonka_cells.hpp"

namespace howship {

namespace {

double activation(double x, double k) {
  return x / (x + k);
}
double repression(double x, double k) {
  return k / (x + k);
}

}  // namespace

PivonkaConstants pivonka_constants() {
  PivonkaConstants p{};
  p.osteoblasts_from_precursors = 0.2674077909527713;
  p.osteoblast_loss = 0.189;
  p.osteoclast_death = 0.7;
  p.k_tgf_activation = 4.545454545454545e-3;
  p.k_tgf_repression = 1.415624253823446e-3;
  p.k_rank = 4.457452802710724;
  p.k_pth_repression = 0.2225814277099542;
  p.formation = 1.571;
  p.resorption = 1.0;
  p.precursors_at_rest = 6.196390628173431e-4;
  p.osteoblasts_at_rest = 5.583931899642794e-4;
  p.osteoclasts_at_rest = 8.069635262994807e-4;
  return p;
}

PivonkaConstants scheiner_constants() {
  PivonkaConstants p{};
  p.osteoblasts_from_precursors = 0.165696312976030;
  p.osteoblast_loss = 0.211072625806496;
  p.osteoclast_death = 5.64874468409633;
  p.k_tgf_activation = 5.63278809675429e-4;
  p.k_tgf_repression = 1.75426051821094e-4;
  p.k_rank = 5.67971833061048;
  p.k_pth_repression = 0.222581427709954;
  p.formation = 40.0;
  p.resorption = 200.0;
  p.precursors_at_rest = 1e-3;
  p.osteoblasts_at_rest = 5e-4;
  p.osteoclasts_at_rest = 1e-4;
  return p;
}

BoneSignals bone_signals(const PivonkaConstants& p, const BoneCells& cells, const ModelInputs& inputs,
                         const RanklInfluences& influences) {
  BoneSignals s{};
  // Bone gives up one part of TGF-beta per osteoclast; the constant of resorption plays no part in it.
  s.tgf_beta = (cells.osteoclasts + inputs.tgf_beta) / p.tgf_loss;
  s.tgf_recruitment = activation(s.tgf_beta, p.k_tgf_activation);
  s.pth = (p.pth_secretion + inputs.pth) / p.pth_loss;
  const double opg_production = p.opg_per_osteoblast * cells.osteoblasts * repression(s.pth, p.k_pth_repression);
  s.opg = (opg_production + inputs.opg) * p.opg_most / (opg_production + p.opg_loss * p.opg_most);
  const double rankl_most = p.rankl_per_precursor * cells.precursors * activation(s.pth, p.k_pth_activation);
  const double binding = 1.0 + p.opg_binding * s.opg + p.rank_binding * p.rank + influences.drug_binding;
  s.rankl = rankl_most / binding * (p.rankl_production + inputs.rankl + influences.extra_production) /
            (p.rankl_production + p.rankl_loss * rankl_most);
  s.occupied_rank = p.rank_binding * p.rank * s.rankl;
  return s;
}

BoneCells cell_rates(const PivonkaConstants& p, const BoneCells& cells, const BoneSignals& signals,
                     const ModelInputs& inputs) {
  const double maturation =
      p.osteoblasts_from_precursors * repression(signals.tgf_beta, p.k_tgf_repression) * cells.precursors;
  return {p.precursors_from_uncommitted * signals.tgf_recruitment - maturation + inputs.osteoblast_precursors,
          maturation - p.osteoblast_loss * cells.osteoblasts + inputs.osteoblasts,
          p.osteoclasts_from_precursors * activation(signals.occupied_rank, p.k_rank) -
              p.osteoclast_death * activation(signals.tgf_beta, p.k_tgf_activation) * cells.osteoclasts +
              inputs.osteoclasts};
}

double bone_balance(const PivonkaConstants& p, const BoneCells& cells) {
  return p.formation * cells.osteoblasts - p.resorption * cells.osteoclasts;
}

}  // namespace howship
