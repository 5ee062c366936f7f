#include "host/case/parameter_table.hpp"

#include "host/case/parameter_groups.hpp"

namespace howship {

namespace {

template <class Parameters>
std::vector<ParameterInfo<Parameters>> flat(const std::vector<ParameterGroup<Parameters>>& groups) {
  std::vector<ParameterInfo<Parameters>> table;
  for (const auto& group : groups) table.insert(table.end(), group.parameters.begin(), group.parameters.end());
  return table;
}

}  // namespace

char letter_of(Evidence evidence) {
  switch (evidence) {
    case Evidence::Published:
      return 'P';
    case Evidence::Recalled:
      return 'R';
    case Evidence::Derived:
      return 'D';
    case Evidence::Fitted:
      return 'F';
    case Evidence::Assumed:
      break;
  }
  return 'A';
}

const std::vector<ParameterGroup<TissueParameters>>& tissue_groups() {
  static const std::vector<ParameterGroup<TissueParameters>> groups = {
      binding_parameters(),   ligand_parameters(),
      perfusion_parameters(), diffusion_parameters(),
      factor_parameters(),    cell_parameters(),
      bone_parameters(),      mechanostat_parameters(),
      tumour_parameters(),    zoledronate_in_bone_parameters()};
  return groups;
}

const std::vector<ParameterGroup<SystemicParameters>>& systemic_groups() {
  static const std::vector<ParameterGroup<SystemicParameters>> groups = {
      denosumab_parameters(), zoledronate_in_plasma_parameters(),
      calcium_parameters(),   vitamin_d_parameters(),
      estrogen_parameters(),  skeleton_parameters(),
      marker_parameters()};
  return groups;
}

const std::vector<ParameterInfo<TissueParameters>>& tissue_table() {
  static const std::vector<ParameterInfo<TissueParameters>> table = flat(tissue_groups());
  return table;
}

const std::vector<ParameterInfo<SystemicParameters>>& systemic_table() {
  static const std::vector<ParameterInfo<SystemicParameters>> table = flat(systemic_groups());
  return table;
}

}  // namespace howship
