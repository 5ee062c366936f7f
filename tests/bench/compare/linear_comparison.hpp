#pragma once

#include <array>
#include <vector>

#include "howship/fields.hpp"

#include "tests/bench/compare/scalar_problem.hpp"

namespace howship::compare {

/// One stage's linear system of all fields against one field's by hypre.
struct LinearComparison {
  std::size_t active_voxels = 0;
  double reach = 0;                              ///< of OPG in a step, sqrt(theta D / (1 + theta k)), in voxels
  double tolerance = 0;                          ///< relative residual in the 2-norm that all reach, per field
  double floor = 0;                              ///< what howship's residual stops at
  std::array<double, diffusing_count> floors{};  ///< the same of each field; 0 where there is no right-hand side
  SolverResult howship;                          ///< iterations are V-cycles
  std::vector<SolverResult> others;
};

/// \param extent of the ball in voxels of 0.5 mm
LinearComparison compare_linear_solves(int extent);

}  // namespace howship::compare
