#include "host/case/parameter_groups.hpp"

namespace howship {

namespace {

using T = TissueParameters;

constexpr const char* martinez_reina = "Martinez-Reina & Pivonka 2019, as in Bone-Models";

}  // namespace

ParameterGroup<TissueParameters> cell_parameters() {
  return {"Bone cells",
          {
              {"k_p", &T::k_p, Dimension::Rate, 7e-05, 70, "k_p", "turnover of osteoblast precursors",
               Evidence::Derived, "OpenBoneMin: rates of osteoblasts and their precursors", 0.05, 0.7},
              {"k_a", &T::k_a, Dimension::Rate, 6e-06, 6, "k_a", "turnover of active osteoblasts", Evidence::Fitted,
               "0.0145 in OpenBoneMin, 0.189 in Pivonka 2008", 0.006, 0.19},
              {"a_0", &T::a_0, Dimension::Rate, 0.0001597, 159.7, "A_0", "turnover of active osteoclasts",
               Evidence::Derived, "OpenBoneMin: 0.7 times 0.228142", 0.05, 0.7},
              {"epsilon", &T::epsilon, Dimension::None, 0, 1, "epsilon",
               "fusion of osteoclast precursors that needs no RANK signal", Evidence::Fitted, "0.388 in OpenBoneMin",
               0.02, 0.39},
              {"fusion_exponent", &T::fusion_exponent, Dimension::None, 0.5, 10, "n_f",
               "exponent of the RANK signal in fusion; above 1 where receptors act in clusters", Evidence::Fitted, ""},
              {"fusion_saturation", &T::fusion_saturation, Dimension::None, 0.1, 1e12, "s_f",
               "fusion by RANK rises to at most 1 plus this, times healthy", Evidence::Assumed, ""},
              {"k_pd", &T::k_pd, Dimension::Rate, 4.7e-06, 4.7, "k_pd", "turnover of the osteoclast precursor pool",
               Evidence::Fitted, "", 0.003, 0.03},
              {"ph_d", &T::ph_d, Dimension::None, 0, 1, "p_d",
               "share of the pool's loss that is fusion, in healthy bone", Evidence::Fitted, ""},
              {"k_f", &T::k_f, Dimension::Rate, 6.1e-06, 6.1, "k_f", "turnover of committed osteoclast precursors",
               Evidence::Fitted, "", 0.006, 0.05},
              {"x_f", &T::x_f, Dimension::None, 0.0009, 900, "x_f",
               "death of committed precursors over their fusion, in healthy bone", Evidence::Fitted, ""},
              {"k_act", &T::k_act, Dimension::None, 0.00057, 570, "k_act",
               "RANK signal at which an osteoclast's activity is half of its most", Evidence::Fitted,
               "0.60 in OpenBoneMin is the analogue", 0.2, 1},
          }};
}

ParameterGroup<TissueParameters> bone_parameters() {
  return {"Bone",
          {
              {"reference_bone_volume_fraction", &T::reference_bone_volume_fraction, Dimension::None, 0.01, 0.8,
               "phi_ref", "BV/TV at which turnover is given, and of the skeleton's trabecular bone", Evidence::Assumed,
               "of a vertebra", 0.08, 0.20},
              {"turnover", &T::turnover, Dimension::Rate, 2.19e-07, 0.219, "k",
               "bone resorbed and formed per bone volume at that BV/TV", Evidence::Fitted,
               "8 to 30 % a year in histomorphometry", 2.19e-4, 8.2e-4},
              {"turnover_by_marrow", &T::turnover_by_marrow, Dimension::None, 0, 1, "mu",
               "share of turnover per surface that is in proportion to the marrow there", Evidence::Assumed, ""},
              {"osteoid_lifetime", &T::osteoid_lifetime, Dimension::Time, 0.022, 22000, "tau_o",
               "time from formation to mineralisation", Evidence::Derived,
               "lag of 12 days and primary phase of 10 days, Martinez-Reina & Pivonka 2019", 15, 30},
              {"mineralisation_by_calcium", &T::mineralisation_by_calcium, Dimension::None, 0, 1, "w_c",
               "share of the rate of mineralisation that depends on calcium", Evidence::Assumed, ""},
              {"mineralisation_calcium_half", &T::mineralisation_calcium_half, Dimension::None, 0.001, 1000, "s_c",
               "mineralisation rises with calcium to at most 1 plus this, times healthy", Evidence::Assumed, ""},
              {"v_primary", &T::v_primary, Dimension::None, 0, 1, "v_p", "mineral of new bone by volume",
               Evidence::Published, martinez_reina},
              {"v_maximum", &T::v_maximum, Dimension::None, 0.01, 1, "v_max", "mineral of old bone by volume",
               Evidence::Published, martinez_reina},
              {"mineralisation_rate", &T::mineralisation_rate, Dimension::Rate, 7e-06, 7, "kappa_m",
               "rate of secondary mineralisation", Evidence::Published, martinez_reina},
              {"phi_maximum", &T::phi_maximum, Dimension::None, 0.2, 0.99, "phi_max",
               "BV/TV at which formation stops, at least", Evidence::Assumed, "", 0.7, 0.95},
              {"resorption_floor", &T::resorption_floor, Dimension::None, 3e-06, 3, "delta",
               "BV/TV at which resorption is halved for lack of bone", Evidence::Assumed, ""},
          }};
}

ParameterGroup<TissueParameters> mechanostat_parameters() {
  return {"Mechanostat and woven bone",
          {
              {"lambda_f", &T::lambda_f, Dimension::None, 0, 1700, "lambda_f",
               "slope of formation in the logarithm of load", Evidence::Fitted, "", 0.5, 3},
              {"lambda_r", &T::lambda_r, Dimension::None, 0, 3000, "lambda_r",
               "slope of RANKL production in the logarithm of load, downwards", Evidence::Fitted, "", 0.5, 3},
              {"m_f", &T::m_f, Dimension::None, 0.01, 1, "m_f", "most by which load changes formation",
               Evidence::Assumed, "", 0.3, 0.9},
              {"m_r", &T::m_r, Dimension::None, 0.01, 0.99, "m_r", "most by which load changes RANKL production",
               Evidence::Assumed, "", 0.3, 0.9},
              {"woven_formation", &T::woven_formation, Dimension::None, 0, 1000, "y_w",
               "most woven bone under overload, in healthy formations", Evidence::Assumed,
               "Frost's window of pathological overload; the number is assumed"},
              {"woven_threshold", &T::woven_threshold, Dimension::None, 0, 10, "theta_w",
               "logarithm of load beyond which woven bone forms", Evidence::Assumed, ""},
          }};
}

}  // namespace howship
