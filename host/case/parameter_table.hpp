#pragma once

#include <vector>

#include "howship/parameters.hpp"

#include "host/case/units.hpp"

namespace howship {

/// How sure the value of a parameter is. Tables show the letter.
enum class Evidence {
  Published,  ///< P: published, and verified in a source that was read
  Recalled,   ///< R: published, but quoted from memory and not checked against the paper
  Derived,    ///< D: by arithmetic from published values
  Assumed,    ///< A: no data behind it
  Fitted      ///< F: assumed, then tuned to data of trials
};
char letter_of(Evidence evidence);

/// One parameter: what the case file may change, in which dimension and range, and what is known about it.
template <class Parameters>
struct ParameterInfo {
  const char* name;
  double Parameters::*member;
  Dimension dimension;
  double least, most;   ///< what a case may say, [least, most]
  const char* symbol;   ///< as in kernels/README.md, in ASCII: "kappa_m"
  const char* meaning;  ///< a phrase without units
  Evidence evidence;    ///< of the default
  const char* source;   ///< of the default; a remark, or empty, where it is assumed or fitted
  double plausible_least = 0.0, plausible_most = 0.0;  ///< reported or thought possible; both 0 where not known
};

/// Parameters that belong together.
template <class Parameters>
struct ParameterGroup {
  const char* title;
  std::vector<ParameterInfo<Parameters>> parameters;
};

/// [parameters.tissue] and [parameters.systemic], by group and flat, in the same order.
const std::vector<ParameterGroup<TissueParameters>>& tissue_groups();
const std::vector<ParameterGroup<SystemicParameters>>& systemic_groups();
const std::vector<ParameterInfo<TissueParameters>>& tissue_table();
const std::vector<ParameterInfo<SystemicParameters>>& systemic_table();

/// Members of SystemicParameters that [patient] sets.
const std::vector<ParameterInfo<SystemicParameters>>& patient_table();
/// Members of Phenotype, which [[lesion]] sets.
const std::vector<ParameterInfo<Phenotype>>& phenotype_table();

}  // namespace howship
