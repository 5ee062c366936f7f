#include "host/models/published_model.hpp"

#include "howship/error.hpp"
#include "howship/model_presets.hpp"

namespace howship {

ModelInputs inputs_at(const std::vector<ModelCase::Input>& inputs, double time) {
  static const std::pair<const char*, double ModelInputs::*> supplies[] = {
      {"pth", &ModelInputs::pth},
      {"opg", &ModelInputs::opg},
      {"rankl", &ModelInputs::rankl},
      {"tgf_beta", &ModelInputs::tgf_beta},
      {"osteoblast_precursors", &ModelInputs::osteoblast_precursors},
      {"osteoblasts", &ModelInputs::osteoblasts},
      {"osteoclasts", &ModelInputs::osteoclasts}};
  ModelInputs now;
  for (const ModelCase::Input& input : inputs) {
    if (time < input.start || time >= input.end) continue;
    if (input.quantity == compressive_stress) now.compressive_stress = input.value;
    for (const auto& [name, member] : supplies)
      if (input.quantity == name) now.*member += input.value;
  }
  return now;
}

void PublishedModel::give_denosumab(double /*amount*/, double* /*y*/) const {
  throw InputError("this model has no pharmacokinetics of denosumab");
}

}  // namespace howship
