#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"

namespace howship {

/// The patients of c.population: copies of the case, without its population, in which each parameter that has a spread
/// is log-normal around the case's value (its median), independently of the others. A value beyond what the case file
/// allows for the parameter is set to the nearest one allowed. The first n patients do not depend on how many there
/// are, nor does one parameter on the spreads of others.
/// \throws InputError for a parameter that is unknown, or whose typical value is not given or not above zero
std::vector<Case> sample_patients(const Case& c);

/// Names that a spread may have: those of [parameters.systemic] and [parameters.tissue], and weight,
/// creatinine_clearance and metastatic_fraction of [patient].
std::vector<std::string> spread_names();

}  // namespace howship
