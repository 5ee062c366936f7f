#pragma once

#include <vector>

#include "howship/parameters.hpp"

#include "host/case/units.hpp"

namespace howship {

/// One entry of [parameters.tissue] or [parameters.systemic]: what the case file may change, in which dimension and
/// range.
template <class Parameters>
struct ParameterInfo {
  const char* name;
  double Parameters::*member;
  Dimension dimension;
  double least, most;
};

const std::vector<ParameterInfo<TissueParameters>>& tissue_table();
const std::vector<ParameterInfo<SystemicParameters>>& systemic_table();

}  // namespace howship
