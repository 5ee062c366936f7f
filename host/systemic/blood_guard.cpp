#include "host/systemic/blood_guard.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/fields.hpp"

#include "host/systemic/body_model.hpp"

namespace howship {

namespace {

struct BloodInfo {
  const char* name;
  const char* unit;
};
/// Indexed by BodyModel::Systemic.
constexpr std::array<BloodInfo, BodyModel::SystemicCount> blood = {{
    {"denosumab under the skin", "mg"},
    {"denosumab in plasma", "mg/L"},
    {"denosumab in tissue", "mg"},
    {"circulating RANKL", "mg/L"},
    {"zoledronic acid in plasma", "mg"},
    {"zoledronic acid in shallow tissue", "mg"},
    {"zoledronic acid in deep tissue", "mg"},
    {"zoledronic acid in urine", "mg"},
    {"calcium in serum", "mmol/L"},
    {"calcitriol", "1"},
    {"25-hydroxyvitamin D", "nmol/L"},
    {"estrogen", "1"},
    {"CTX", "1"},
    {"uNTx", "1"},
    {"P1NP", "1"},
    {"BSAP", "1"},
    {"TRAP-5b", "1"},
}};

std::string unit_of_state(std::size_t state) {
  const std::string unit =
      state < blood.size() ? blood[state].unit : field_info[(state - blood.size()) % field_count].unit;
  return unit == "1" ? "" : " " + unit;
}

}  // namespace

std::string name_of_state(std::size_t state) {
  if (state < blood.size()) return blood[state].name;
  const char* const places[] = {"the skeleton's trabecular bone", "the skeleton's cortical bone", "the lesion"};
  const std::size_t field = state - blood.size();
  return fmt::format("{} of {}", field_info[field % field_count].name, places[field / field_count]);
}

void require_possible(const double* y, const std::vector<double>& scales, double time) {
  for (std::size_t i = 0; i < scales.size(); ++i) {
    const double most = i < blood.size() ? HUGE_VAL : field_info[(i - blood.size()) % field_count].most;
    const char* problem = nullptr;
    if (!std::isfinite(y[i]))
      problem = "not a finite number";
    else if (y[i] < -1e-3 * scales[i])
      problem = "below zero";
    else if (y[i] > (1.0 + overshoot) * most)
      problem = "more than there can be";
    if (problem == nullptr) continue;
    throw NumericalError(
        fmt::format("the body outside the region fails at day {:.6f}: {} = {:.6g}{}, {}; look at the "
                    "doses, [patient] and [parameters.systemic]",
                    time, name_of_state(i), y[i], unit_of_state(i), problem));
  }
}

}  // namespace howship
