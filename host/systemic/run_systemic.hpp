#pragma once

#include <iosfwd>

#include "howship/case.hpp"

namespace howship {

/// Integrates only the well-mixed part of a case and writes it as CSV, one row per day and one at the end: blood
/// (pharmacokinetics, calcium, PTH, calcitriol, markers), the rest of the skeleton, and, when the case has a lesion, a
/// well-mixed lesion that secretes as its first one does. Without `patient.metastatic_fraction` the lesion weighs
/// nothing in the blood: a share of the skeleton can only be found from a geometry.
/// \throws NumericalError when CVODE fails
void run_systemic(const Case& c, std::ostream& csv);

}  // namespace howship
