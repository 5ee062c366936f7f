#include "host/report/quantities.hpp"

#include "host/report/numbers.hpp"

namespace howship {

const char* const reference_source =
    "Reference ranges of adults: total calcium in serum 2.2–2.6\u202fmmol/L, PTH 1.6–6.9\u202fpmol/L "
    "(<i>Atherosclerosis</i> 2020; 296: 68–73, Table 1; doi:10.1016/j.atherosclerosis.2020.01.008). Laboratories "
    "differ.";

const std::vector<Quantity>& table_quantities() {
  static const std::vector<Quantity> quantities = {
      {"lytic_volume", "Lytic bone", "cm³", 1e-3},
      {"sclerotic_volume", "Sclerotic bone", "cm³", 1e-3},
      {"bone_volume", "Bone matrix", "cm³", 1e-3},
      {"bmd", "BMD of the region", "mg/cm³", 1.0, 0},
      {"bmd_change", "BMD of the region, change", "%", 1.0, 1, true},
      {"bmd_spine", "BMD of the lumbar spine, change", "%", 1.0, 1, true},
      {"bmd_hip", "BMD of the hip, change", "%", 1.0, 1, true},
      {"tumour_volume", "Tumour, whole region", "cm³", 1e-3},
      {"ctx", "CTX", "% of baseline", 1.0, 0},
      {"untx", "uNTx", "% of baseline", 1.0, 0},
      {"trap5b", "TRAP-5b", "% of baseline", 1.0, 0},
      {"p1np", "P1NP", "% of baseline", 1.0, 0},
      {"bsap", "BSAP", "% of baseline", 1.0, 0},
      {"calcium_serum", "Calcium in serum", "mmol/L", 1.0, 2},
      {"pth", "PTH", "pmol/L", 1.0, 2},
      {"calcitriol", "Calcitriol, relative to baseline", "", 1.0, 2},
      {"denosumab_serum", "Denosumab in serum", "µg/mL", 1.0, -1, false, true},
      {"zoledronate_bone", "Zoledronate in the skeleton", "mg", 1e-3, -1, false, true},
      {"osteoclasts", "Osteoclasts, relative to healthy bone", ""},
      {"osteoblasts", "Osteoblasts, relative to healthy bone", ""},
  };
  return quantities;
}

std::string shown(const Quantity& quantity, double value) {
  value *= quantity.factor;
  if (quantity.change) return signed_fixed(value, quantity.decimals);
  return quantity.decimals < 0 ? significant(value) : fixed(value, quantity.decimals);
}

}  // namespace howship
