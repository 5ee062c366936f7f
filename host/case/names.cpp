#include "host/case/names.hpp"

namespace howship {

const std::vector<std::string>& shape_names() {
  static const std::vector<std::string> names = {"vertebra", "pelvis", "box", "sphere"};
  return names;
}

const std::vector<std::string>& phenotype_names() {
  static const std::vector<std::string> names = {"lytic", "sclerotic", "mixed"};
  return names;
}

Phenotype phenotype_of(const std::string& name) {
  return name == "sclerotic" ? sclerotic_phenotype : name == "mixed" ? mixed_phenotype : lytic_phenotype;
}

Drug drug_of(const std::string& name) {
  return name == "zoledronic acid" ? Drug::ZoledronicAcid : Drug::Denosumab;
}
std::string name_of(Drug drug) {
  return drug == Drug::Denosumab ? "denosumab" : "zoledronic acid";
}

Route route_of(const std::string& name) {
  return name == "iv" ? Route::Intravenous : Route::Subcutaneous;
}
std::string name_of(Route route) {
  return route == Route::Intravenous ? "iv" : "sc";
}

const std::vector<std::string>& array_names() {
  static const std::vector<std::string> names = {"rankl",           "opg",
                                                 "denosumab",       "tgf_beta",
                                                 "pthrp",           "osteogenic_factor",
                                                 "calcium",         "osteoblast_precursors",
                                                 "osteoblasts",     "osteoclasts",
                                                 "tumour",          "bone_volume_fraction",
                                                 "mineral_content", "bmd",
                                                 "bmd_change",      "lesion_class",
                                                 "volume_fraction"};
  return names;
}

}  // namespace howship
