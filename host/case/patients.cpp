#include "host/case/patients.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/dosing.hpp"
#include "host/case/nearest_name.hpp"
#include "host/case/normal_deviates.hpp"
#include "host/case/parameter_table.hpp"

namespace howship {

namespace {

/// A parameter that varies between patients.
struct Varied {
  std::function<double&(Case&)> value;
  double least, most;
};

/// Each parameter has deviates of its own, so that another one beside it leaves them as they are (FNV-1a of the name).
std::uint64_t seed_of(int seed, const std::string& name) {
  std::uint64_t hash = 0xcbf29ce484222325ULL ^ static_cast<std::uint64_t>(seed);
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

template <class Parameters>
const ParameterInfo<Parameters>* find(const std::vector<ParameterInfo<Parameters>>& table, const std::string& name) {
  const auto at = std::find_if(table.begin(), table.end(), [&](const auto& info) { return info.name == name; });
  return at == table.end() ? nullptr : &*at;
}

Varied varied(const PopulationCase::Spread& spread) {
  const std::string& name = spread.parameter;
  if (const auto* info = find(patient_table(), name)) {
    const auto member = name == "weight"                 ? &Case::weight
                        : name == "creatinine_clearance" ? &Case::creatinine_clearance
                                                         : &Case::vitamin_d;
    return {[member](Case& c) -> double& { return c.*member; }, info->least, info->most};
  }
  if (name == "metastatic_fraction")
    return {[](Case& c) -> double& {
              if (!c.metastatic_fraction)
                throw InputError(
                    "population.cv.metastatic_fraction: patient.metastatic_fraction is missing; give its typical "
                    "value");
              return *c.metastatic_fraction;
            },
            0.0, 1.0};
  if (const auto* info = find(systemic_table(), name))
    return {[info](Case& c) -> double& { return c.systemic.*info->member; }, info->least, info->most};
  if (const auto* info = find(tissue_table(), name))
    return {[info](Case& c) -> double& { return c.tissue.*info->member; }, info->least, info->most};
  throw InputError(fmt::format("population.cv.{}: no such parameter{}", name, suggest(name, spread_names())));
}

}  // namespace

std::vector<std::string> spread_names() {
  std::vector<std::string> names = {"metastatic_fraction"};
  for (const auto& info : patient_table()) names.emplace_back(info.name);
  for (const auto& info : systemic_table()) names.emplace_back(info.name);
  for (const auto& info : tissue_table()) names.emplace_back(info.name);
  return names;
}

std::vector<Case> sample_patients(const Case& c) {
  Case typical = c;
  typical.population = PopulationCase{};
  std::vector<Case> patients(static_cast<std::size_t>(std::max(c.population.size, 0)), typical);
  for (const auto& spread : c.population.spreads) {
    const Varied parameter = varied(spread);
    const double median = parameter.value(typical);
    if (!(median > 0.0))
      throw InputError(
          fmt::format("population.cv.{}: the typical value {} is not above zero, which a log-normal spread needs",
                      spread.parameter, median));
    NormalDeviates normal(seed_of(c.population.seed, spread.parameter));
    for (Case& patient : patients)
      parameter.value(patient) = std::clamp(median * std::exp(spread.cv * normal()), parameter.least, parameter.most);
  }
  for (Case& patient : patients) {
    const auto by_weight = [](const DoseSchedule& d) { return d.amount_per_weight > 0.0; };
    if (std::any_of(patient.schedules.begin(), patient.schedules.end(), by_weight)) set_weight(patient, patient.weight);
    patient.systemic.weight = patient.weight;
    patient.systemic.vitamin_d = patient.vitamin_d;
    patient.systemic.creatinine_clearance = patient.creatinine_clearance;
    patient.tissue.calcium_serum_healthy = patient.systemic.calcium;
    // A share of mineral that is there at once cannot exceed the most there is.
    patient.tissue.v_primary = std::min(patient.tissue.v_primary, 0.99 * patient.tissue.v_maximum);
  }
  return patients;
}

}  // namespace howship
