#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace howship::compare {

/// One field's linear system (V + theta k V) x - theta D sum of w (x_j - x) = b on the cells of a dense box, with
/// identity rows outside the bone. Symmetric.
struct ScalarProblem {
  int extent[3] = {0, 0, 0};
  std::vector<char> active;                 ///< [z][y][x]
  std::vector<double> diagonal;             ///< without what the faces add
  std::array<std::vector<double>, 3> face;  ///< theta D w towards -x, -y, -z
  std::vector<double> right;                ///< 0 outside the bone

  std::size_t cells() const { return active.size(); }
  std::size_t stride(int axis) const {
    return axis == 0 ? 1 : static_cast<std::size_t>(extent[0]) * (axis == 1 ? 1 : static_cast<std::size_t>(extent[1]));
  }
};

/// What a solver took on one thread.
struct SolverResult {
  const char* name = "";
  double setup_seconds = 0, solve_seconds = 0;
  int iterations = 0;
  /// Of the result, relative to the right-hand side, both divided by the diagonal, in the 2-norm
  double residual = 0;
};

/// The least times of three solves.
template <class Solve>
SolverResult fastest(Solve solve) {
  SolverResult best = solve();
  for (int i = 0; i < 2; ++i) {
    const SolverResult again = solve();
    best.setup_seconds = std::min(best.setup_seconds, again.setup_seconds);
    best.solve_seconds = std::min(best.solve_seconds, again.solve_seconds);
  }
  return best;
}

/// hypre's conjugate gradients with the structured multigrid PFMG, on the whole box, and with BoomerAMG on the bone's
/// voxels alone, each with the better of some settings. \param tolerance of the relative residual in the 2-norm
std::vector<SolverResult> solve_with_hypre(const ScalarProblem& problem, double tolerance);

}  // namespace howship::compare
