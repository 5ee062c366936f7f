#pragma once

#include "tests/validation/verdict.hpp"

namespace howship::validation {

// What answers each fact, by topic; rows of one topic share simulated trials.
void add_pharmacokinetics(Questions& questions);  ///< PK
void add_zoledronate(Questions& questions);       ///< ZA
void add_markers(Questions& questions);           ///< MK
void add_density(Questions& questions);           ///< BM
void add_calcium(Questions& questions);           ///< CA
void add_lesions(Questions& questions);           ///< LE, CL
void add_tissue(Questions& questions);            ///< TI
void add_numerical(Questions& questions);         ///< NU
void add_peers(Questions& questions);             ///< PE

Questions all_questions();

}  // namespace howship::validation
