#include "host/case/parameter_groups.hpp"

namespace howship {

namespace {

using T = TissueParameters;

constexpr const char* no_data = "no data";

}  // namespace

ParameterGroup<TissueParameters> tumour_parameters() {
  return {
      "Tumour",
      {
          {"tumour_growth", &T::tumour_growth, Dimension::Rate, 0, 18, "r_T",
           "growth in healthy bone where tumour is sparse", Evidence::Assumed, "doubling in 6 to 7 weeks", 0.005, 0.05},
          {"tumour_death", &T::tumour_death, Dimension::Rate, 0, 3, "d_T", "death", Evidence::Assumed, ""},
          {"tumour_basal", &T::tumour_basal, Dimension::None, 0, 1, "g_0", "share of growth that needs no TGF-beta",
           Evidence::Assumed, "survival is alike under denosumab and zoledronic acid", 0.2, 0.8},
          {"k_tumour_tgf", &T::k_tumour_tgf, Dimension::None, 0.003, 3000, "K_T",
           "TGF-beta at which tumour responds by half", Evidence::Assumed, no_data, 1, 10},
          {"k_pthrp", &T::k_pthrp, Dimension::Concentration, 0.02, 20000, "K_P", "PTHrP of half effect",
           Evidence::Assumed, no_data, 5, 100},
          {"a_pthrp_rankl", &T::a_pthrp_rankl, Dimension::None, 0, 4000, "a_P",
           "most by which PTHrP raises RANKL production", Evidence::Assumed,
           "by PTH at most 0.31 in OpenBoneMin, some 50 in Pivonka 2008", 2, 8},
          {"b_pthrp_opg", &T::b_pthrp_opg, Dimension::None, 0, 1000, "b_P",
           "most by which PTHrP divides OPG production, less 1", Evidence::Assumed, no_data, 0.5, 2},
          {"a_pthrp_precursors", &T::a_pthrp_precursors, Dimension::None, 0, 3000, "a_S",
           "most by which PTHrP raises recruitment of osteoclast precursors", Evidence::Assumed, no_data, 1.5, 6},
          {"rank_bypass", &T::rank_bypass, Dimension::None, 0, 500, "rho_T",
           "signal of tumour cytokines that does without RANKL, in healthy signals", Evidence::Assumed, no_data, 0.25,
           1},
          {"a_tgf_pthrp", &T::a_tgf_pthrp, Dimension::None, 0, 1500, "a_PT",
           "most by which TGF-beta raises secretion of PTHrP", Evidence::Assumed, no_data, 0.75, 3},
          {"a_osteogenic", &T::a_osteogenic, Dimension::None, 0, 2500, "a_W",
           "most by which the osteogenic factor raises commitment of osteoblasts", Evidence::Assumed, no_data},
          {"b_osteogenic", &T::b_osteogenic, Dimension::None, 0, 400, "b_W",
           "most by which the osteogenic factor prolongs the life of osteoblasts", Evidence::Assumed, no_data, 0.2,
           0.8},
          {"osteogenic_formation", &T::osteogenic_formation, Dimension::None, 0, 1000, "g_W",
           "formation by an osteoblast that tumour drives, over healthy; out of reach of load", Evidence::Assumed,
           no_data},
          {"hypoxia", &T::hypoxia, Dimension::None, 0, 1, "omega",
           "weight of hypoxia and low pH in dense tumour; 0 is off", Evidence::Assumed, no_data},
      }};
}

ParameterGroup<TissueParameters> zoledronate_in_bone_parameters() {
  return {"Zoledronic acid in bone",
          {
              {"zoledronate_release", &T::zoledronate_release, Dimension::Rate, 0, 2.5, "k_z",
               "release from bone that is resorbed as in health", Evidence::Fitted, ""},
              {"zoledronate_release_bound", &T::zoledronate_release_bound, Dimension::None, 0, 1, "beta_r",
               "share of the release in proportion to resorption; the rest desorbs", Evidence::Assumed, ""},
              {"zoledronate_uptake_bound", &T::zoledronate_uptake_bound, Dimension::None, 0, 1, "beta_u",
               "share of the uptake in proportion to resorption", Evidence::Assumed, ""},
              {"zoledronate_apoptosis", &T::zoledronate_apoptosis, Dimension::None, 0, 4500, "E_z",
               "most by which zoledronic acid raises death of osteoclasts", Evidence::Fitted, ""},
              {"zoledronate_half", &T::zoledronate_half, Dimension::Mass, 0.0012, 1200, "Z_50",
               "zoledronic acid on bone of half effect, as in a whole skeleton", Evidence::Fitted, ""},
              {"zoledronate_activity", &T::zoledronate_activity, Dimension::None, 0, 1, "E_A",
               "most by which zoledronic acid lowers an osteoclast's resorption", Evidence::Fitted, ""},
          }};
}

}  // namespace howship
