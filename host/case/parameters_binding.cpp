#include "host/case/parameter_groups.hpp"

namespace howship {

namespace {

using T = TissueParameters;

constexpr const char* pivonka = "Pivonka 2008, as in Bone-Models";

}  // namespace

ParameterGroup<TissueParameters> binding_parameters() {
  return {"Binding of RANKL",
          {
              {"free_rankl_healthy", &T::free_rankl_healthy, Dimension::Concentration, 0.0005522, 552.2, "l_0",
               "free RANKL in healthy bone", Evidence::Derived, "steady state of Pivonka 2008"},
              {"opg_healthy", &T::opg_healthy, Dimension::Concentration, 18.436, 1.8436e+07, "O_0",
               "OPG in healthy bone", Evidence::Derived, "steady state of Pivonka 2008"},
              {"kd_opg", &T::kd_opg, Dimension::Concentration, 1, 1e+06, "K_O",
               "dissociation constant of RANKL and OPG", Evidence::Published, pivonka, 100, 10000},
              {"rank_sites", &T::rank_sites, Dimension::Concentration, 0, 10000, "R", "RANK, constant",
               Evidence::Published, pivonka},
              {"kd_rank", &T::kd_rank, Dimension::Concentration, 0.02931, 29310, "K_R",
               "dissociation constant of RANKL and RANK", Evidence::Published, pivonka},
              {"kd_denosumab", &T::kd_denosumab, Dimension::Concentration, 0.003, 3000, "K_D",
               "dissociation constant of RANKL and denosumab, one site per antibody", Evidence::Published,
               "Martinez-Reina & Pivonka 2019, as in Bone-Models", 1, 10},
              {"k_activation", &T::k_activation, Dimension::Concentration, 0.004457, 4457, "K_act",
               "free RANKL at which half of RANK signals", Evidence::Published,
               "value of Pivonka 2008, there of the RANKL-RANK complex; its use on free RANKL is assumed", 4.457, 5.68},
          }};
}

ParameterGroup<TissueParameters> ligand_parameters() {
  return {"Turnover of RANKL and OPG",
          {
              {"rankl_decay", &T::rankl_decay, Dimension::Rate, 3.552e-05, 35.52, "d_L", "loss of RANKL",
               Evidence::Assumed, "equal to k_deg; 0.0704 in OpenBoneMin, 10.1 in Pivonka 2008", 0.035, 10},
              {"complex_internalisation", &T::complex_internalisation, Dimension::Rate, 0.0001908, 190.8, "k_int",
               "loss of the RANKL-denosumab complex", Evidence::Published, "lumped denosumab model in OpenBoneMin",
               0.134, 0.248},
              {"opg_decay", &T::opg_decay, Dimension::Rate, 0.00035, 500, "d_O", "loss of OPG", Evidence::Published,
               "Lemaire 2004, as in Bone-Models", 0.3, 380},
              {"rankl_from_osteoblasts", &T::rankl_from_osteoblasts, Dimension::None, 0, 1, "w_L",
               "share of RANKL that follows osteoblast precursors; the rest comes from osteocytes", Evidence::Assumed,
               "", 0, 1},
              {"rankl_osteoblast_exponent", &T::rankl_osteoblast_exponent, Dimension::None, 0, 173.833, "nu",
               "exponent of osteoblast precursors in RANKL production", Evidence::Published,
               "OpenBoneMin (Peterson & Riggs 2010)"},
              {"opg_from_osteoblasts", &T::opg_from_osteoblasts, Dimension::None, 0, 1, "w_O",
               "share of OPG that follows active osteoblasts", Evidence::Fitted, "", 0, 0.8},
              {"opg_osteoblast_cap", &T::opg_osteoblast_cap, Dimension::None, 0.003, 3000, "n_max",
               "osteoblasts beyond which OPG production no longer rises", Evidence::Assumed, ""},
          }};
}

}  // namespace howship
