#include "host/case/parameter_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/case/names.hpp"
#include "host/case/parameter_table.hpp"

namespace howship {

namespace {

std::string range(double least, double most) {
  return most > least ? fmt::format("{:g} to {:g}", least, most) : "";
}

template <class Parameters>
ParameterRow row_of(const ParameterInfo<Parameters>& info, const std::vector<Parameters>& sets) {
  ParameterRow row;
  row.name = info.name;
  row.symbol = info.symbol;
  row.unit = info.dimension == Dimension::None ? "1" : unit_of(info.dimension);
  row.accepted = range(info.least, info.most);
  row.plausible = range(info.plausible_least, info.plausible_most);
  row.meaning = info.meaning;
  row.source = info.source;
  row.evidence = letter_of(info.evidence);
  for (const Parameters& set : sets) row.values.push_back(fmt::format("{}", set.*info.member));
  return row;
}

/// \param sets with a name each; where all hold the same values, one column "default" is enough
template <class Parameters>
ParameterRows rows_of(const std::string& table, const std::string& title,
                      const std::vector<ParameterInfo<Parameters>>& parameters, std::vector<Parameters> sets,
                      std::vector<std::string> names) {
  const bool one = std::all_of(parameters.begin(), parameters.end(), [&](const auto& info) {
    return std::all_of(sets.begin(), sets.end(),
                       [&](const Parameters& set) { return set.*info.member == sets.front().*info.member; });
  });
  if (one) {
    sets.resize(1);
    names = {"default"};
  }
  ParameterRows group{table, title, names, {}};
  for (const auto& info : parameters) group.rows.push_back(row_of(info, sets));
  return group;
}

}  // namespace

std::vector<ParameterRows> parameter_rows() {
  std::vector<ParameterRows> all;
  for (const auto& group : tissue_groups())
    all.push_back(
        rows_of<TissueParameters>("[parameters.tissue]", group.title, group.parameters, {TissueParameters{}}, {""}));
  const std::vector<SystemicParameters> patients = {oncology_parameters(), postmenopausal_parameters()};
  const std::vector<std::string> patient_names = {"oncology", "postmenopausal"};
  for (const auto& group : systemic_groups())
    all.push_back(rows_of("[parameters.systemic]", group.title, group.parameters, patients, patient_names));
  all.push_back(rows_of("[patient]", "", patient_table(), patients, patient_names));
  std::vector<Phenotype> phenotypes;
  for (const std::string& name : phenotype_names()) phenotypes.push_back(phenotype_of(name));
  all.push_back(rows_of("[[lesion]]", "", phenotype_table(), phenotypes, phenotype_names()));
  return all;
}

}  // namespace howship
