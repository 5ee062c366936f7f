#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"

namespace howship {

/// Course of the blood and of the well-mixed bone of one case, as named columns of equal length.
struct SystemicTrajectory {
  struct Column {
    std::string name;  ///< with its unit, as "ctx [% of baseline]"
    std::vector<double> values;
  };
  std::vector<Column> columns;  ///< the first is "time [day]"

  std::size_t rows() const { return columns.empty() ? 0 : columns.front().values.size(); }
  /// \return the column, or nullptr where there is none of that name
  const std::vector<double>* find(const std::string& name) const;
  /// \throws InputError for a name that no column has
  const std::vector<double>& at(const std::string& name) const;
};

/// Integrates only the well-mixed part of a case: blood (pharmacokinetics, calcium, PTH, calcitriol, markers), the rest
/// of the skeleton, and, when the case has a lesion, a well-mixed lesion that secretes as its first one does. Without
/// `patient.metastatic_fraction` the lesion weighs nothing in the blood: a share of the skeleton can only be found from
/// a geometry. One row per day and one at the end. A row at the time of a dose is taken before it.
/// \throws NumericalError when CVODE fails, and for a quantity that is not finite or below zero
SystemicTrajectory simulate_systemic(const Case& c);

/// The same at the times asked for.
/// \param times ascending, in [0, c.end] [day] \param rtol relative tolerance of CVODE, in (0, 1e-2]
/// \throws InputError for other times
SystemicTrajectory simulate_systemic(const Case& c, const std::vector<double>& times, double rtol = 1e-8);

/// Whole days from zero and the end: the rows of simulate_systemic(c) [day].
std::vector<double> daily_times(double end);

}  // namespace howship
