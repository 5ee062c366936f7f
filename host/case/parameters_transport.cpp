#include "host/case/parameter_groups.hpp"

namespace howship {

namespace {

using T = TissueParameters;

constexpr const char* hal = "hybrid automaton of myeloma bone disease on HAL, 2022";

}  // namespace

ParameterGroup<TissueParameters> perfusion_parameters() {
  return {"Exchange of denosumab with blood",
          {
              {"tissue_serum_ratio", &T::tissue_serum_ratio, Dimension::None, 0, 1, "kappa",
               "antibody in bone over antibody in serum", Evidence::Recalled, "Shah & Betts 2013", 0.02, 0.15},
              {"vascular_exchange", &T::vascular_exchange, Dimension::Rate, 0, 2000, "k_v0",
               "rate of exchange in marrow; fast enough for CTX to fall within a day", Evidence::Assumed, "", 0.3, 10},
              {"vascular_porosity", &T::vascular_porosity, Dimension::None, 0, 1, "v_phi",
               "share of the exchange that is lost with BV/TV", Evidence::Assumed, ""},
              {"vascular_tumour_loss", &T::vascular_tumour_loss, Dimension::None, 0, 1250, "v_T",
               "loss of the exchange per tumour fraction, down to a tenth", Evidence::Assumed, ""},
          }};
}

ParameterGroup<TissueParameters> diffusion_parameters() {
  return {"Diffusion in marrow",
          {
              {"diffusivity_rankl", &T::diffusivity_rankl, Dimension::Diffusivity, 0, 10, "D_L",
               "of RANKL, which is mostly bound to cells", Evidence::Assumed, "some 1 % soluble", 0.001, 1},
              {"diffusivity_opg", &T::diffusivity_opg, Dimension::Diffusivity, 0, 3000, "D_O", "of OPG",
               Evidence::Derived, "as albumin in interstitium, Chary & Jain 1989", 1, 5},
              {"diffusivity_denosumab", &T::diffusivity_denosumab, Dimension::Diffusivity, 0, 1700, "D_D",
               "of denosumab", Evidence::Recalled, "IgG in tissue, 2e-7 cm2/s", 0.3, 5},
              {"diffusivity_tgf_beta", &T::diffusivity_tgf_beta, Dimension::Diffusivity, 0, 1120, "D_tau",
               "of TGF-beta", Evidence::Published, hal, 0.5, 5},
              {"diffusivity_pthrp", &T::diffusivity_pthrp, Dimension::Diffusivity, 0, 4000, "D_P", "of PTHrP",
               Evidence::Assumed, "by size", 2, 8},
              {"diffusivity_osteogenic", &T::diffusivity_osteogenic, Dimension::Diffusivity, 0, 2000, "D_W",
               "of the osteogenic factor", Evidence::Assumed, "", 0.5, 5},
              {"diffusivity_calcium", &T::diffusivity_calcium, Dimension::Diffusivity, 0, 35000, "D_c", "of calcium",
               Evidence::Assumed, "half of that in water", 20, 60},
              {"diffusivity_tumour", &T::diffusivity_tumour, Dimension::Diffusivity, 0, 5, "D_T",
               "spread of tumour; times the square of the marrow share", Evidence::Assumed, "front of some 7 mm a year",
               0.001, 0.02},
              {"bone_hindrance", &T::bone_hindrance, Dimension::None, 0, 1, "h_b",
               "diffusivity of molecules in solid bone over that in marrow", Evidence::Published, hal},
          }};
}

ParameterGroup<TissueParameters> factor_parameters() {
  return {"TGF-beta, PTHrP, osteogenic factor, calcium",
          {
              {"tgf_beta_decay", &T::tgf_beta_decay, Dimension::Rate, 0.504, 504000, "d_tau", "loss of TGF-beta",
               Evidence::Published, hal},
              {"tgf_beta_background", &T::tgf_beta_background, Dimension::None, 0, 1, "w_T",
               "share of TGF-beta that does not come from resorbed bone", Evidence::Fitted, "", 0.05, 0.3},
              {"pthrp_decay", &T::pthrp_decay, Dimension::Rate, 0.1, 100000, "d_P", "loss of PTHrP", Evidence::Assumed,
               "", 50, 300},
              {"osteogenic_decay", &T::osteogenic_decay, Dimension::Rate, 0.02, 20000, "d_W",
               "loss of the osteogenic factor", Evidence::Assumed, "", 5, 100},
              {"calcium_exchange", &T::calcium_exchange, Dimension::Rate, 0.1, 100000, "k_Ca",
               "exchange of interstitial calcium with blood", Evidence::Assumed, "marrow flow of some 0.1 mL/mL/min",
               50, 300},
              {"calcium_of_bone", &T::calcium_of_bone, Dimension::Calcium, 13.3, 1.33e+07, "rho_Ca",
               "calcium in bone mineral, released on resorption and taken up on mineralisation", Evidence::Derived,
               "3.2 g/cm3 of mineral, 41.8 % mineral by volume, 39.8 % calcium by mass"},
          }};
}

}  // namespace howship
