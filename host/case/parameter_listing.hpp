#pragma once

#include <string>
#include <vector>

namespace howship {

/// Every parameter of the model with symbol, values, unit, ranges, evidence, meaning and source, group by group.
///
/// Values are those of the built-in sets: of TissueParameters, of the patients "oncology" and "postmenopausal", and of
/// the phenotypes.
///
/// \param names  only these, in the order of the tables; empty = all
/// \throws InputError for a name that is none, with the nearest one
std::string parameter_text(const std::vector<std::string>& names = {});      ///< aligned columns
std::string parameter_markdown(const std::vector<std::string>& names = {});  ///< kernels/PARAMETERS.md when all

/// A symbol of ParameterInfo as TeX: "kappa_m" becomes \kappa_m, "CL_R" \mathrm{CL}_R.
std::string tex_of(const std::string& symbol);

}  // namespace howship
