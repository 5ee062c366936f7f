#include "host/case/patients.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/nearest_name.hpp"
#include "host/case/normal_deviates.hpp"
#include "host/case/parameter_table.hpp"

namespace howship {

namespace {

/// A parameter that varies between patients.
struct Varied {
  std::function<double&(Case&)> value;
  double least, most, spread;
};

template <class Parameters>
const ParameterInfo<Parameters>* find(const std::vector<ParameterInfo<Parameters>>& table, const std::string& name) {
  const auto at = std::find_if(table.begin(), table.end(), [&](const auto& info) { return info.name == name; });
  return at == table.end() ? nullptr : &*at;
}

Varied varied(const PopulationCase::Spread& spread) {
  const std::string& name = spread.parameter;
  if (name == "weight") return {[](Case& c) -> double& { return c.weight; }, 1.0, 500.0, spread.cv};
  if (name == "creatinine_clearance")
    return {[](Case& c) -> double& { return c.creatinine_clearance; }, 0.0, 300.0, spread.cv};
  if (name == "metastatic_fraction")
    return {[](Case& c) -> double& {
              if (!c.metastatic_fraction)
                throw InputError(
                    "population.cv.metastatic_fraction: patient.metastatic_fraction is missing; give its typical "
                    "value");
              return *c.metastatic_fraction;
            },
            0.0, 1.0, spread.cv};
  if (const auto* info = find(systemic_table(), name))
    return {[info](Case& c) -> double& { return c.systemic.*info->member; }, info->least, info->most, spread.cv};
  if (const auto* info = find(tissue_table(), name))
    return {[info](Case& c) -> double& { return c.tissue.*info->member; }, info->least, info->most, spread.cv};
  throw InputError(fmt::format("population.cv.{}: no such parameter{}", name, suggest(name, spread_names())));
}

}  // namespace

std::vector<std::string> spread_names() {
  std::vector<std::string> names = {"weight", "creatinine_clearance", "metastatic_fraction"};
  for (const auto& info : systemic_table()) names.emplace_back(info.name);
  for (const auto& info : tissue_table()) names.emplace_back(info.name);
  return names;
}

std::vector<Case> sample_patients(const Case& c) {
  Case typical = c;
  typical.population = PopulationCase{};
  std::vector<Varied> parameters;
  for (const auto& spread : c.population.spreads) {
    parameters.push_back(varied(spread));
    const double value = parameters.back().value(typical);
    if (!(value > 0.0))
      throw InputError(
          fmt::format("population.cv.{}: the typical value {} is not above zero, which a log-normal "
                      "spread needs",
                      spread.parameter, value));
  }
  NormalDeviates normal(static_cast<std::uint64_t>(c.population.seed));
  std::vector<Case> patients;
  patients.reserve(static_cast<std::size_t>(c.population.size));
  for (int i = 0; i < c.population.size; ++i) {
    Case patient = typical;
    for (const Varied& parameter : parameters) {
      double& value = parameter.value(patient);
      value = std::clamp(value * std::exp(parameter.spread * normal()), parameter.least, parameter.most);
    }
    patient.systemic.weight = patient.weight;
    patient.systemic.creatinine_clearance = patient.creatinine_clearance;
    patient.tissue.calcium_serum_healthy = patient.systemic.calcium;
    // A share of mineral that is there at once cannot exceed the most there is.
    patient.tissue.v_primary = std::min(patient.tissue.v_primary, 0.99 * patient.tissue.v_maximum);
    patients.push_back(std::move(patient));
  }
  return patients;
}

}  // namespace howship
