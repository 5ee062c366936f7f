#include "host/case/names.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace howship {

namespace {

template <class Value>
struct Named {
  const char* name;
  Value value;
};

constexpr Named<Phenotype> phenotypes[] = {
    {"lytic", lytic_phenotype},     {"sclerotic", sclerotic_phenotype},
    {"mixed", mixed_phenotype},     {"breast", breast_phenotype},
    {"lung", lung_phenotype},       {"prostate", prostate_phenotype},
    {"myeloma", myeloma_phenotype}, {"giant-cell-tumour", giant_cell_tumour_phenotype},
    {"paget", paget_phenotype},
};
constexpr Named<Drug> drugs[] = {
    {"denosumab", Drug::Denosumab},
    {"zoledronic acid", Drug::ZoledronicAcid},
    {"calcium", Drug::Calcium},
    {"vitamin D", Drug::VitaminD},
};
constexpr Named<Route> routes[] = {
    {"sc", Route::Subcutaneous},
    {"iv", Route::Intravenous},
    {"po", Route::Oral},
};
constexpr Named<TherapyKind> therapies[] = {
    {"chemotherapy", TherapyKind::Chemotherapy},
    {"endocrine", TherapyKind::Endocrine},
    {"radiotherapy", TherapyKind::Radiotherapy},
};

template <class Table>
std::vector<std::string> names_in(const Table& table) {
  std::vector<std::string> names;
  for (const auto& entry : table) names.emplace_back(entry.name);
  return names;
}

template <class Table>
auto value_in(const Table& table, const std::string& name) {
  return std::find_if(std::begin(table), std::end(table), [&](const auto& entry) { return entry.name == name; })->value;
}

template <class Table, class Value>
std::string name_in(const Table& table, Value value) {
  return std::find_if(std::begin(table), std::end(table), [&](const auto& entry) { return entry.value == value; })
      ->name;
}

}  // namespace

const std::vector<std::string>& shape_names() {
  static const std::vector<std::string> names = {"vertebra", "pelvis", "box", "sphere"};
  return names;
}

const std::vector<std::string>& phenotype_names() {
  static const std::vector<std::string> names = names_in(phenotypes);
  return names;
}
Phenotype phenotype_of(const std::string& name) {
  return value_in(phenotypes, name);
}

const std::vector<std::string>& drug_names() {
  static const std::vector<std::string> names = names_in(drugs);
  return names;
}
Drug drug_of(const std::string& name) {
  return value_in(drugs, name);
}
std::string name_of(Drug drug) {
  return name_in(drugs, drug);
}
bool is_supplement(Drug drug) {
  return drug == Drug::Calcium || drug == Drug::VitaminD;
}

const std::vector<std::string>& route_names() {
  static const std::vector<std::string> names = names_in(routes);
  return names;
}
Route route_of(const std::string& name) {
  return value_in(routes, name);
}
std::string name_of(Route route) {
  return name_in(routes, route);
}

const std::vector<Route>& routes_of(Drug drug) {
  static const std::vector<Route> of_denosumab = {Route::Subcutaneous, Route::Intravenous},
                                  of_zoledronic_acid = {Route::Intravenous}, of_supplements = {Route::Oral};
  if (is_supplement(drug)) return of_supplements;
  return drug == Drug::Denosumab ? of_denosumab : of_zoledronic_acid;
}

std::string problem_with_route(Drug drug, Route route) {
  const std::vector<Route>& possible = routes_of(drug);
  if (std::find(possible.begin(), possible.end(), route) != possible.end()) return "";
  std::string names;
  for (Route r : possible) names += (names.empty() ? "" : " or ") + name_of(r);
  return fmt::format("{} is given {} only", name_of(drug), names);
}

const std::vector<std::string>& therapy_names() {
  static const std::vector<std::string> names = names_in(therapies);
  return names;
}
TherapyKind therapy_of(const std::string& name) {
  return value_in(therapies, name);
}
std::string name_of(TherapyKind kind) {
  return name_in(therapies, kind);
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
