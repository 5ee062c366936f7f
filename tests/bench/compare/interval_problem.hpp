#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/app/bench_case.hpp"

#include "tests/bench/compare/semi_discrete.hpp"
#include "tests/bench/compare/serum_table.hpp"

namespace howship::compare {

/// One dosing interval: a box of bone with a lesion, 120 mg of denosumab at its start. The region is small against the
/// body, so that the blood does not feel it and every method meets the same serum.
struct IntervalProblem {
  BenchCase region;
  double end = 28.0;  ///< [day]
  SemiDiscrete system;
  SerumTable serum;
  std::vector<double> start;  ///< state at time zero

  IntervalProblem(int extent, double spacing);
};

/// What one integration took on one thread, and how far from the reference it ended.
struct IntervalRun {
  std::string name;
  double setting = 0;  ///< tolerance, or step [day] of a method without control
  double seconds = 0;
  double error = 0;  ///< RMS over voxels relative to the field's own RMS or its typical size; the worst field
  std::string worst_field;
  long steps = 0;
  long solves = 0;                ///< linear solves, or calls of the preconditioner
  double seconds_of_handing = 0;  ///< part of `seconds` that goes into reaching our solver through its own interface
  std::vector<double> end_state;
};

/// howship in mixed precision, blood included.
IntervalRun run_howship(const IntervalProblem& problem, double rtol);

enum class Preconditioner { Jacobi, Multigrid };
enum class Vectors { Distributed, Fast };
/// SUNDIALS CVODE (BDF, Newton, GMRES), with the diagonal of the Jacobian or with one of our V-cycles. Tolerances per
/// field as howship's: rtol times the value and a thousandth of its typical size.
/// Vector arithmetic as distributed, or compiled for this machine (fast_vector.hpp).
IntervalRun run_cvode(IntervalProblem& problem, double rtol, Preconditioner preconditioner, Vectors vectors);

/// Locally one-dimensional splitting: reactions by one linearly implicit Euler step per voxel, diffusion by backward
/// Euler with one tridiagonal system per line, in x, y and z in turn; Strang's order when symmetric.
IntervalRun run_splitting(IntervalProblem& problem, double step, bool symmetric);

/// Fills in error and worst_field.
void judge(IntervalRun& run, const std::vector<double>& reference, const SemiDiscrete& system);

}  // namespace howship::compare
