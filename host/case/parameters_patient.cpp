#include "host/case/parameter_table.hpp"

namespace howship {

const std::vector<ParameterInfo<SystemicParameters>>& patient_table() {
  using S = SystemicParameters;
  static const std::vector<ParameterInfo<SystemicParameters>> table = {
      {"weight", &S::weight, Dimension::Weight, 1, 500, "W", "body weight", Evidence::Assumed, ""},
      {"creatinine_clearance", &S::creatinine_clearance, Dimension::MinuteClearance, 1, 300, "CrCl",
       "creatinine clearance", Evidence::Assumed, "patients of the label of zoledronic acid"},
      {"vitamin_d", &S::vitamin_d, Dimension::Vitamin, 1, 1000, "N_b", "25-hydroxyvitamin D without supplements",
       Evidence::Assumed, ""},
  };
  return table;
}

const std::vector<ParameterInfo<Phenotype>>& phenotype_table() {
  static const std::vector<ParameterInfo<Phenotype>> table = {
      {"pthrp_secretion", &Phenotype::pthrp_secretion, Dimension::Concentration, 0, 1e5, "q_P",
       "PTHrP of a full tumour without TGF-beta, at steady state", Evidence::Assumed, ""},
      {"osteoblast_suppression", &Phenotype::osteoblast_suppression, Dimension::None, 0, 1e4, "a_K",
       "most by which tumour divides commitment of osteoblasts, less 1 (DKK1, sclerostin)", Evidence::Assumed, ""},
      {"osteogenic_secretion", &Phenotype::osteogenic_secretion, Dimension::None, 0, 1e4, "q_W",
       "osteogenic factor of a full tumour (Wnt, ET-1, BMP), 1 being half effect", Evidence::Assumed, ""},
      {"rankl_secretion", &Phenotype::rankl_secretion, Dimension::None, 0, 1e4, "q_L",
       "RANKL of a full tumour and its stroma, in healthy productions", Evidence::Assumed, ""},
      {"cytokines", &Phenotype::cytokines, Dimension::None, 0, 1e3, "q_C",
       "cytokines that act without RANKL (IL-1, IL-6, TNF, MIP-1alpha), times rank_bypass", Evidence::Assumed, ""},
      {"growth", &Phenotype::growth, Dimension::None, 0, 1e3, "g_T",
       "pace of growth and death, times tumour_growth and tumour_death", Evidence::Assumed, ""},
  };
  return table;
}

}  // namespace howship
