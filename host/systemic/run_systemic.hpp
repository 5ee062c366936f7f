#pragma once

#include <iosfwd>

#include "howship/case.hpp"

namespace howship {

struct SystemicTrajectory;

/// Writes simulate_systemic(c) as CSV, one row per day and one at the end.
/// \throws NumericalError when CVODE fails
void run_systemic(const Case& c, std::ostream& csv);

/// One line of names, then one line per row; nine digits, times in full.
void write_csv(const SystemicTrajectory& trajectory, std::ostream& csv);

}  // namespace howship
