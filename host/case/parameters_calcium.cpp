#include "host/case/parameter_groups.hpp"

namespace howship {

namespace {

using S = SystemicParameters;

constexpr const char* open_bone_min = "OpenBoneMin (Peterson & Riggs 2010)";

}  // namespace

ParameterGroup<SystemicParameters> calcium_parameters() {
  return {
      "Calcium and PTH",
      {
          {"calcium_volume", &S::calcium_volume, Dimension::Volume, 0.014, 14000, "V_1",
           "volume in which calcium spreads", Evidence::Published, open_bone_min},
          {"calcium", &S::calcium, Dimension::Calcium, 0.00235, 2350, "Ca_0",
           "healthy calcium of serum, and of the tissue", Evidence::Published, open_bone_min},
          {"pth", &S::pth, Dimension::Concentration, 0.00385, 3850, "PTH_0", "healthy PTH", Evidence::Published,
           open_bone_min},
          {"gfr", &S::gfr, Dimension::HourlyClearance, 0.006, 6000, "GFR",
           "filtration that calcium in urine is computed with", Evidence::Published, open_bone_min},
          {"bone_exchange", &S::bone_exchange, Dimension::DailyAmount, 0.088, 88000, "J_b",
           "calcium that bone and blood exchange in health", Evidence::Published, open_bone_min},
          {"resorptive_share", &S::resorptive_share, Dimension::None, 0, 1, "f_R",
           "share of calcium from bone that is resorption", Evidence::Published, open_bone_min},
          {"formative_share", &S::formative_share, Dimension::None, 0, 1, "f_F",
           "share of calcium into bone that is mineralisation", Evidence::Published, open_bone_min},
          {"pth_exponent", &S::pth_exponent, Dimension::None, 0, 45, "eta",
           "exponent of PTH in the exchange that is not resorption", Evidence::Assumed, ""},
          {"calcitriol_exponent", &S::calcitriol_exponent, Dimension::None, 0, 300, "x_B",
           "exponent of PTH in production of calcitriol", Evidence::Assumed, ""},
          {"calcitriol_exchange", &S::calcitriol_exchange, Dimension::None, 0, 10, "zeta",
           "exponent of calcitriol in the exchange that PTH drives: it does not draw calcium from bone without it",
           Evidence::Assumed, ""},
          {"gut_absorption", &S::gut_absorption, Dimension::HourlyAmount, 0.000149997, 149.997, "J_g",
           "calcium absorbed from food in health", Evidence::Published, open_bone_min},
          {"gut_fixed", &S::gut_fixed, Dimension::None, 0, 1, "f_g",
           "share of absorption that does not depend on calcitriol", Evidence::Assumed, ""},
          {"pthrp_spill", &S::pthrp_spill, Dimension::None, 0, 80, "s_P",
           "PTHrP in serum over that of the lesion, at a metastatic fraction of 0.2", Evidence::Assumed, "", 0.02, 0.2},
          {"pthrp_exchange", &S::pthrp_exchange, Dimension::None, 0, 100, "a_X",
           "most by which circulating PTHrP raises the exchange that is not resorption", Evidence::Fitted,
           "hypercalcaemia of malignancy"},
          {"pthrp_exchange_half", &S::pthrp_exchange_half, Dimension::None, 0.01, 1e4, "x_P",
           "circulating PTHrP, over healthy PTH, of half that effect", Evidence::Assumed, ""},
          {"gfr_calcium_threshold", &S::gfr_calcium_threshold, Dimension::Calcium, 1, 100, "Ca_t",
           "calcium above which filtration falls", Evidence::Assumed, ""},
          {"gfr_calcium_half", &S::gfr_calcium_half, Dimension::Calcium, 0.01, 1e6, "Ca_h",
           "calcium beyond that at which filtration is halved", Evidence::Assumed, ""},
          {"skeleton_resorption", &S::skeleton_resorption, Dimension::VolumeRate, 0.713, 713000, "Q_sk",
           "bone that the whole skeleton resorbs", Evidence::Derived,
           "9.48 mmol of calcium a day, the resorptive share of the exchange"},
      }};
}

ParameterGroup<SystemicParameters> vitamin_d_parameters() {
  return {"Vitamin D and supplements",
          {
              {"vitamin_d_reference", &S::vitamin_d_reference, Dimension::Vitamin, 0.075, 750, "N_0",
               "25-hydroxyvitamin D at which calcitriol is healthy", Evidence::Assumed, ""},
              {"vitamin_d_half", &S::vitamin_d_half, Dimension::Vitamin, 0.025, 25000, "N_h",
               "25-hydroxyvitamin D at which 1-alpha-hydroxylase works by half", Evidence::Assumed, ""},
              {"vitamin_d_gain", &S::vitamin_d_gain, Dimension::Vitamin, 0, 700, "G_N",
               "rise of 25-hydroxyvitamin D per ug cholecalciferol a day", Evidence::Recalled, "Heaney 2003"},
              {"vitamin_d_loss", &S::vitamin_d_loss, Dimension::Rate, 3.5e-05, 35, "d_N", "loss of 25-hydroxyvitamin D",
               Evidence::Recalled, "half-life of 15 to 25 days", 0.028, 0.046},
              {"calcitriol_renal_exponent", &S::calcitriol_renal_exponent, Dimension::None, 0, 3, "x_R",
               "exponent of creatinine clearance below 84 mL/min in production of calcitriol", Evidence::Assumed, ""},
              {"calcium_supplement_absorption", &S::calcium_supplement_absorption, Dimension::None, 0, 1, "a_Ca",
               "share of a calcium supplement that is absorbed in health", Evidence::Assumed, ""},
          }};
}

ParameterGroup<SystemicParameters> estrogen_parameters() {
  return {"Estrogen",
          {
              {"estrogen_loss", &S::estrogen_loss, Dimension::Rate, 3.3e-05, 33, "d_E",
               "rate at which estrogen follows a therapy", Evidence::Assumed, ""},
              {"estrogen_rankl", &S::estrogen_rankl, Dimension::None, 0, 100, "a_E",
               "rise of RANKL production without estrogen", Evidence::Fitted,
               "density lost after ovarian failure by chemotherapy"},
          }};
}

}  // namespace howship
