#include "host/case/parameter_groups.hpp"

namespace howship {

namespace {

using S = SystemicParameters;

}  // namespace

ParameterGroup<SystemicParameters> skeleton_parameters() {
  return {
      "Rest of the skeleton",
      {
          {"cortical_turnover_share", &S::cortical_turnover_share, Dimension::None, 0, 1, "chi_c",
           "cortical share of the skeleton's turnover", Evidence::Assumed, ""},
          {"cortical_bone_volume_fraction", &S::cortical_bone_volume_fraction, Dimension::None, 0.2, 0.95, "phi_c",
           "BV/TV of cortical bone", Evidence::Assumed, ""},
          {"spine_trabecular_share", &S::spine_trabecular_share, Dimension::None, 0, 1, "chi_s",
           "trabecular share of the mineral in a lumbar vertebra, as DXA sees it", Evidence::Recalled, "Riggs 1982"},
          {"hip_trabecular_share", &S::hip_trabecular_share, Dimension::None, 0, 1, "chi_h",
           "trabecular share of the mineral in the total hip, as DXA sees it", Evidence::Assumed, ""},
      }};
}

ParameterGroup<SystemicParameters> marker_parameters() {
  return {
      "Markers of turnover",
      {
          {"ctx_rate", &S::ctx_rate, Dimension::Rate, 0.005, 5000, "k_CTX", "rate at which CTX follows resorption",
           Evidence::Assumed, ""},
          {"untx_rate", &S::untx_rate, Dimension::Rate, 0.00068, 680, "k_NTx", "rate at which uNTx follows resorption",
           Evidence::Published, "Pillai 2004, table 3: urinary CTX under ibandronate"},
          {"p1np_rate", &S::p1np_rate, Dimension::Rate, 0.001, 1000, "k_P1NP", "rate at which P1NP follows formation",
           Evidence::Assumed, ""},
          {"bsap_rate", &S::bsap_rate, Dimension::Rate, 0.00035, 350, "k_BSAP",
           "rate at which BSAP follows osteoblasts", Evidence::Assumed, ""},
          {"trap5b_rate", &S::trap5b_rate, Dimension::Rate, 0.00035, 350, "k_TRAP",
           "rate at which TRAP-5b follows osteoclasts", Evidence::Assumed, ""},
          {"ctx_background", &S::ctx_background, Dimension::None, 0, 1, "b_CTX",
           "share of CTX that does not follow bone cells", Evidence::Assumed, "", 0.05, 0.15},
          {"untx_background", &S::untx_background, Dimension::None, 0, 1, "b_NTx",
           "share of uNTx that does not follow bone cells", Evidence::Assumed, ""},
          {"p1np_background", &S::p1np_background, Dimension::None, 0, 1, "b_P1NP",
           "share of P1NP that does not follow bone cells", Evidence::Assumed, ""},
          {"bsap_background", &S::bsap_background, Dimension::None, 0, 1, "b_BSAP",
           "share of BSAP that does not follow bone cells", Evidence::Assumed, "", 0.2, 0.4},
          {"trap5b_background", &S::trap5b_background, Dimension::None, 0, 1, "b_TRAP",
           "share of TRAP-5b that does not follow bone cells", Evidence::Assumed, ""},
      }};
}

}  // namespace howship
