#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"

namespace howship {

// Names as they stand in case files, and what they stand for. What is asked for by name must be one of the list.

const std::vector<std::string>& shape_names();
const std::vector<std::string>& phenotype_names();
Phenotype phenotype_of(const std::string& name);

const std::vector<std::string>& drug_names();
Drug drug_of(const std::string& name);
std::string name_of(Drug drug);
/// Taken by mouth as an even intake, without single administrations.
bool is_supplement(Drug drug);

const std::vector<std::string>& route_names();
Route route_of(const std::string& name);
std::string name_of(Route route);
/// Ways in which a drug is given, the usual one first.
const std::vector<Route>& routes_of(Drug drug);
/// "denosumab is given sc or iv only" for a route that is not one of them, otherwise empty.
std::string problem_with_route(Drug drug, Route route);

const std::vector<std::string>& therapy_names();
TherapyKind therapy_of(const std::string& name);
std::string name_of(TherapyKind kind);

/// Cell arrays of the .vti files.
const std::vector<std::string>& array_names();

}  // namespace howship
