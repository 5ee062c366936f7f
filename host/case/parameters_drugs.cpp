#include "host/case/parameter_groups.hpp"

namespace howship {

namespace {

using S = SystemicParameters;

// Values of the two sets come from different patients: first the oncology set's source, then the postmenopausal's.
constexpr const char* two_studies = "Gibiansky 2012, abstract; Sutjandra 2011, by the lumped model in OpenBoneMin";
constexpr const char* sutjandra = "Sutjandra 2011, by the lumped model in OpenBoneMin";
constexpr const char* sutjandra_abstract = "Sutjandra 2011, abstract";
constexpr const char* two_targets = "Gibiansky 2012; Sutjandra 2011, abstract";
constexpr const char* half_lives = "label: half-lives of 0.24, 1.87 and 146 h, 39 % in the urine of a day";

}  // namespace

ParameterGroup<SystemicParameters> denosumab_parameters() {
  return {"Denosumab",
          {
              {"molar_mass", &S::molar_mass, Dimension::MolarMass, 0.147, 147000, "M_w", "molar mass",
               Evidence::Recalled, "product label"},
              {"reference_weight", &S::reference_weight, Dimension::Weight, 0.066, 66000, "W_0",
               "body weight for which flows and volumes are given", Evidence::Published, "Gibiansky 2012, abstract"},
              {"clearance_exponent", &S::clearance_exponent, Dimension::None, 0, 3, "x_CL",
               "exponent of body weight in both flows", Evidence::Assumed, "the papers estimate one each", 0.7, 1.1},
              {"volume_exponent", &S::volume_exponent, Dimension::None, 0, 3, "x_V",
               "exponent of body weight in both volumes", Evidence::Assumed, "the papers estimate one each", 0.7, 1.1},
              {"bioavailability", &S::bioavailability, Dimension::None, 0, 1, "F",
               "share of a subcutaneous dose that reaches plasma", Evidence::Published, two_studies, 0.55, 0.70},
              {"absorption", &S::absorption, Dimension::Rate, 0.000257, 257, "k_abs", "absorption from under the skin",
               Evidence::Derived,
               "half-life of 2.7 days in Gibiansky 2012, abstract; as printed of Sutjandra 2011 in OpenBoneMin", 0.14,
               0.26},
              {"clearance", &S::clearance, Dimension::Clearance, 0, 78, "CL", "clearance of free drug",
               Evidence::Published, two_studies, 0.058, 0.098},
              {"volume_central", &S::volume_central, Dimension::Volume, 0.00262, 2620, "V_c", "central volume",
               Evidence::Published, two_studies, 2.2, 3.0},
              {"intercompartmental", &S::intercompartmental, Dimension::Clearance, 0, 909.6, "Q",
               "flow between the compartments", Evidence::Published, sutjandra, 0.64, 1.18},
              {"volume_peripheral", &S::volume_peripheral, Dimension::Volume, 0.00136, 1360, "V_p", "peripheral volume",
               Evidence::Published, sutjandra, 0.95, 1.77},
              {"k_int", &S::k_int, Dimension::Rate, 0.0001908, 190.8, "k_int", "loss of target-bound drug",
               Evidence::Published, sutjandra, 0.134, 0.248},
              {"k_deg", &S::k_deg, Dimension::Rate, 3.552e-05, 35.52, "k_deg", "loss of free target",
               Evidence::Recalled, sutjandra_abstract, 0.02, 0.07},
              {"target", &S::target, Dimension::MassConcentration, 0, 614, "R_0",
               "circulating target without drug, in drug equivalents", Evidence::Recalled, two_targets, 0.4, 0.8},
              {"k_ss", &S::k_ss, Dimension::MassConcentration, 0.000138, 138, "K_ss",
               "free drug at which half of the target is bound", Evidence::Recalled, two_targets, 0.05, 0.25},
          }};
}

ParameterGroup<SystemicParameters> zoledronate_in_plasma_parameters() {
  return {"Zoledronic acid in plasma",
          {
              {"zoledronate_volume", &S::zoledronate_volume, Dimension::Volume, 0.0033, 3300, "V_z", "central volume",
               Evidence::Assumed, "near plasma volume"},
              {"zoledronate_renal_clearance", &S::zoledronate_renal_clearance, Dimension::Clearance, 0, 88800, "CL_R",
               "renal clearance at a creatinine clearance of 84 mL/min", Evidence::Published,
               "label, 3.7 L/h; 69 mL/min in Chen 2002", 53, 124},
              {"zoledronate_bone_clearance", &S::zoledronate_bone_clearance, Dimension::Clearance, 0.1392, 139200,
               "CL_b", "uptake by a skeleton at rest", Evidence::Derived, half_lives, 84, 195},
              {"zoledronate_shallow_flow", &S::zoledronate_shallow_flow, Dimension::Clearance, 0, 40311, "Q_s",
               "flow to tissue that plasma reaches in an hour", Evidence::Derived, half_lives},
              {"zoledronate_shallow_volume", &S::zoledronate_shallow_volume, Dimension::Volume, 0.00375, 3750, "V_s",
               "volume of that tissue", Evidence::Derived, half_lives},
              {"zoledronate_deep_flow", &S::zoledronate_deep_flow, Dimension::Clearance, 0, 1551, "Q_d",
               "flow to tissue that holds the drug for days", Evidence::Derived, half_lives},
              {"zoledronate_deep_volume", &S::zoledronate_deep_volume, Dimension::Volume, 0.0135, 13500, "V_d",
               "volume of that tissue", Evidence::Derived, half_lives},
              {"zoledronate_recycling", &S::zoledronate_recycling, Dimension::None, 0, 1, "r_z",
               "share of what bone releases that comes back to plasma", Evidence::Assumed, ""},
          }};
}

}  // namespace howship
