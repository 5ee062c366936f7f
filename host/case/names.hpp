#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"

namespace howship {

// Names as they stand in case files, and what they stand for.

const std::vector<std::string>& shape_names();
const std::vector<std::string>& phenotype_names();
Phenotype phenotype_of(const std::string& name);  ///< of a name in phenotype_names()
Drug drug_of(const std::string& name);
std::string name_of(Drug drug);
Route route_of(const std::string& name);
std::string name_of(Route route);
/// Cell arrays of the .vti files.
const std::vector<std::string>& array_names();

}  // namespace howship
