#pragma once

#include "howship/parameters.hpp"

// Parameters with which the tissue and the blood are those of the well-mixed reference (oracle/data/make_zero_d.py):
// its values of all that we have calibrated since, and neutral values of the mechanisms that it lacks.

namespace howship::testing_support {

constexpr Phenotype reference_lytic{120.0, 8.0, 0.0, 0.0, 1.0, 1.0};
constexpr Phenotype reference_sclerotic{12.0, 0.0, 20.0, 0.0, 1.0, 1.0};
constexpr Phenotype reference_mixed{60.0, 2.0, 8.0, 0.0, 1.0, 1.0};

inline TissueParameters reference_tissue() {
  TissueParameters p;
  p.rankl_from_osteoblasts = 0.4;
  p.opg_from_osteoblasts = 0.10;
  p.tgf_beta_background = 0.25;
  p.k_a = 0.0060;
  p.epsilon = 0.10;
  p.fusion_exponent = 1.0;
  p.fusion_saturation = 1e12;  // linear
  p.k_pd = 0.0047;
  p.ph_d = 0.79;
  p.k_f = 0.0061;
  p.x_f = 0.90;
  p.k_act = 0.57;
  p.turnover = 2.19e-4;
  p.turnover_by_marrow = 0.0;
  p.mineralisation_by_calcium = 0.0;
  p.lambda_f = 1.7;
  p.lambda_r = 3.0;
  p.m_f = 0.6;
  p.woven_formation = 0.0;
  p.a_osteogenic = 2.5;
  p.osteogenic_formation = 1.0;
  p.m_r = 0.5;
  p.tumour_growth = 0.018;
  p.tumour_death = 0.003;
  p.tumour_basal = 0.45;
  p.vascular_exchange = 2.0;
  p.zoledronate_release = 0.0025;
  p.zoledronate_release_bound = 0.0;
  p.zoledronate_uptake_bound = 0.0;
  p.zoledronate_apoptosis = 4.5;
  p.zoledronate_half = 1.2;
  p.zoledronate_activity = 0.25;
  // The reference perfuses marrow alike wherever it is.
  p.vascular_porosity = 0.0;
  p.vascular_tumour_loss = 0.0;
  return p;
}

/// \param p one of the named sets
inline SystemicParameters reference_systemic(SystemicParameters p) {
  p.target = 0.614;
  p.k_ss = 0.138;
  p.zoledronate_volume = 3.3;  // one compartment
  p.zoledronate_shallow_flow = 0.0;
  p.zoledronate_deep_flow = 0.0;
  p.zoledronate_recycling = 0.0;
  p.pth_exponent = 0.045;
  p.calcitriol_exchange = 0.0;
  p.pthrp_spill = 0.08;
  p.pthrp_exchange = 0.0;
  p.gfr_calcium_half = 1e6;
  p.estrogen_rankl = 0.0;
  p.cortical_turnover_share = 0.0;
  p.ctx_background = 0.12;
  p.untx_background = 0.12;
  p.p1np_background = 0.0;
  p.bsap_background = 0.3;
  return p;
}

}  // namespace howship::testing_support
