#pragma once

#include <string>
#include <vector>

namespace howship {

/// A published well-mixed model that `[model] preset` names, and what can be given to it. host/models evaluates them.
struct ModelPreset {
  std::string name;
  bool denosumab;  ///< has pharmacokinetics of denosumab under the skin; none has those of another drug
  std::vector<std::string> inputs;  ///< quantities that `[[model.input]]` may name
};

/// The one input that is a load instead of a supply.
inline const std::string compressive_stress = "compressive_stress";

inline const std::vector<ModelPreset>& model_presets() {
  static const std::vector<ModelPreset> presets = {
      {"lemaire-2004", false, {"pth", "opg", "rankl", "osteoblast_precursors", "osteoblasts", "osteoclasts"}},
      {"pivonka-2008",
       false,
       {"pth", "opg", "rankl", "tgf_beta", "osteoblast_precursors", "osteoblasts", "osteoclasts"}},
      {"scheiner-2013",
       false,
       {"pth", "opg", "rankl", "tgf_beta", "osteoblast_precursors", "osteoblasts", "osteoclasts", compressive_stress}},
      {"martinez-reina-2019",
       true,
       {"pth", "opg", "rankl", "tgf_beta", "osteoblast_precursors", "osteoblasts", "osteoclasts"}},
      {"peterson-riggs-2010", true, {"pth", "opg", "rankl"}},
  };
  return presets;
}

}  // namespace howship
