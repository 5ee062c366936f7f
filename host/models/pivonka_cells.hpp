#pragma once

#include "host/models/published_model.hpp"

namespace howship {

/// Constants of the bone cell model of Pivonka 2008, where RANKL comes from precursors and OPG from osteoblasts. Those
/// that Scheiner 2013 and Martinez-Reina 2019 changed have no default.
struct PivonkaConstants {
  double precursors_from_uncommitted = 7.0e-4;  ///< [pmol/L/day]
  double osteoblasts_from_precursors;           ///< [1/day]
  double osteoclasts_from_precursors = 2.1e-3;  ///< [pmol/L/day]
  double osteoblast_loss;                       ///< [1/day]
  double osteoclast_death;                      ///< by TGF-beta [1/day]
  double k_tgf_activation;                      ///< TGF-beta at half recruitment of precursors, and half death [pmol/L]
  double k_tgf_repression;                      ///< at half maturation of precursors [pmol/L]
  double k_rank;                                ///< occupied RANK at half osteoclast formation [pmol/L]
  double k_pth_activation = 150.0;              ///< of RANKL [pmol/L]
  double k_pth_repression;                      ///< of OPG [pmol/L]
  double opg_binding = 1.0e-3;                  ///< RANKL with OPG [L/pmol]
  double rank_binding = 3.411764705882353e-2;   ///< RANKL with RANK [L/pmol]
  double rank = 10.0;                           ///< [pmol/L]
  double pth_secretion = 250.0;                 ///< [pmol/L/day]
  double pth_loss = 86.0;                       ///< [1/day]
  double rankl_production = 168.4195714712206;  ///< [pmol/L/day]
  double rankl_loss = 10.132471014805027;       ///< [1/day]
  double rankl_per_precursor = 2.703476379131062e6;                     ///< at most [pmol/pmol]
  double opg_per_osteoblast = 1.624900337835679e8;                      ///< [1/day]
  double opg_loss = 0.35;                                               ///< [1/day]
  double opg_most = 2.0e8;                                              ///< [pmol/L]
  double tgf_loss = 1.0;                                                ///< [1/day]
  double formation;                                                     ///< per osteoblast [% L/pmol/day]
  double resorption;                                                    ///< per osteoclast [% L/pmol/day]
  double precursors_at_rest, osteoblasts_at_rest, osteoclasts_at_rest;  ///< [pmol/L]
};

/// Of Pivonka et al. 2008, Bone 43:249-263, table 2.
PivonkaConstants pivonka_constants();
/// Of Scheiner et al. 2013, Comput Methods Appl Mech Eng 254:181-196, which Martinez-Reina 2019 takes over.
PivonkaConstants scheiner_constants();

/// Concentrations of the three cell types [pmol/L].
struct BoneCells {
  double precursors, osteoblasts, osteoclasts;
};

/// What acts on the RANKL pathway besides the cells.
struct RanklInfluences {
  double drug_binding = 0.0;      ///< added to the binding by OPG and RANK [1]
  double extra_production = 0.0;  ///< of RANKL by load or disease [pmol/L/day]
};

/// What the cells feel, in quasi-steady binding.
struct BoneSignals {
  double tgf_beta, pth, opg, rankl, occupied_rank;  ///< [pmol/L]
  double tgf_recruitment;                           ///< action on uncommitted progenitors [1]
};

BoneSignals bone_signals(const PivonkaConstants& p, const BoneCells& cells, const ModelInputs& inputs,
                         const RanklInfluences& influences);

/// Rates of the three cell types [pmol/L/day].
BoneCells cell_rates(const PivonkaConstants& p, const BoneCells& cells, const BoneSignals& signals,
                     const ModelInputs& inputs);

/// Formation minus resorption [%/day].
double bone_balance(const PivonkaConstants& p, const BoneCells& cells);

}  // namespace howship
