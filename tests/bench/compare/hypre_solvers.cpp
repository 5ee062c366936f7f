#include <HYPRE.h>
#include <HYPRE_krylov.h>
#include <HYPRE_parcsr_ls.h>
#include <HYPRE_struct_ls.h>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

#include "tests/bench/compare/scalar_problem.hpp"
#include "tests/bench/compare/timing.hpp"

// hypre 2.26 (Falgout & Yang 2002), one process, no MPI beyond what its interface asks for.

namespace howship::compare {

namespace {

constexpr int most_iterations = 200;

double diagonal_of(const ScalarProblem& p, std::size_t cell) {
  if (!p.active[cell]) return 1.0;
  double sum = p.diagonal[cell];
  for (std::size_t axis = 0; axis < 3; ++axis) {
    sum += p.face[axis][cell];
    const std::size_t after = cell + p.stride(static_cast<int>(axis));
    if (after < p.cells()) sum += p.face[axis][after];
  }
  return sum;
}

double relative_residual(const ScalarProblem& p, const std::vector<double>& x) {
  double left = 0.0, size = 0.0;
  for (std::size_t cell = 0; cell < p.cells(); ++cell) {
    double r = p.right[cell] - diagonal_of(p, cell) * x[cell];
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const std::size_t step = p.stride(static_cast<int>(axis));
      if (cell >= step) r += p.face[axis][cell] * x[cell - step];
      if (cell + step < p.cells()) r += p.face[axis][cell + step] * x[cell + step];
    }
    r /= diagonal_of(p, cell);
    const double b = p.right[cell] / diagonal_of(p, cell);
    left += r * r;
    size += b * b;
  }
  return std::sqrt(left / size);
}

void check(int error, const char* what) {
  if (error != 0) throw std::runtime_error(std::string("hypre: ") + what + " failed");
}

SolverResult pfmg(const ScalarProblem& p, double tolerance, int relaxation, int coarse_operator) {
  SolverResult result;
  result.name = "hypre PCG + PFMG";
  int low[3] = {0, 0, 0}, high[3] = {p.extent[0] - 1, p.extent[1] - 1, p.extent[2] - 1};
  int offsets[4][3] = {{0, 0, 0}, {-1, 0, 0}, {0, -1, 0}, {0, 0, -1}};
  int entries[4] = {0, 1, 2, 3};
  HYPRE_StructGrid grid;
  HYPRE_StructGridCreate(MPI_COMM_SELF, 3, &grid);
  HYPRE_StructGridSetExtents(grid, low, high);
  HYPRE_StructGridAssemble(grid);
  HYPRE_StructStencil stencil;
  HYPRE_StructStencilCreate(3, 4, &stencil);
  for (int e = 0; e < 4; ++e) HYPRE_StructStencilSetElement(stencil, e, offsets[e]);
  HYPRE_StructMatrix matrix;
  HYPRE_StructMatrixCreate(MPI_COMM_SELF, grid, stencil, &matrix);
  HYPRE_StructMatrixSetSymmetric(matrix, 1);
  HYPRE_StructMatrixInitialize(matrix);
  std::vector<double> values(4 * p.cells());
  for (std::size_t cell = 0; cell < p.cells(); ++cell) {
    values[4 * cell] = diagonal_of(p, cell);
    for (std::size_t axis = 0; axis < 3; ++axis) values[4 * cell + 1 + axis] = -p.face[axis][cell];
  }
  HYPRE_StructMatrixSetBoxValues(matrix, low, high, 4, entries, values.data());
  HYPRE_StructMatrixAssemble(matrix);
  HYPRE_StructVector b, x;
  for (HYPRE_StructVector* v : {&b, &x}) {
    HYPRE_StructVectorCreate(MPI_COMM_SELF, grid, v);
    HYPRE_StructVectorInitialize(*v);
  }
  std::vector<double> work = p.right;
  HYPRE_StructVectorSetBoxValues(b, low, high, work.data());
  work.assign(p.cells(), 0.0);
  HYPRE_StructVectorSetBoxValues(x, low, high, work.data());
  HYPRE_StructVectorAssemble(b);
  HYPRE_StructVectorAssemble(x);

  HYPRE_StructSolver solver, preconditioner;
  HYPRE_StructPFMGCreate(MPI_COMM_SELF, &preconditioner);
  HYPRE_StructPFMGSetMaxIter(preconditioner, 1);
  HYPRE_StructPFMGSetTol(preconditioner, 0.0);
  HYPRE_StructPFMGSetZeroGuess(preconditioner);
  HYPRE_StructPFMGSetRelaxType(preconditioner, relaxation);
  HYPRE_StructPFMGSetRAPType(preconditioner, coarse_operator);
  HYPRE_StructPFMGSetSkipRelax(preconditioner, 0);
  HYPRE_StructPCGCreate(MPI_COMM_SELF, &solver);
  HYPRE_StructPCGSetMaxIter(solver, most_iterations);
  HYPRE_StructPCGSetTol(solver, tolerance);
  HYPRE_StructPCGSetTwoNorm(solver, 1);
  HYPRE_StructPCGSetPrecond(solver, HYPRE_StructPFMGSolve, HYPRE_StructPFMGSetup, preconditioner);
  {
    const Timed timed(result.setup_seconds);
    check(HYPRE_StructPCGSetup(solver, matrix, b, x), "set-up of PFMG");
  }
  {
    const Timed timed(result.solve_seconds);
    HYPRE_StructPCGSolve(solver, matrix, b, x);
  }
  HYPRE_StructPCGGetNumIterations(solver, &result.iterations);
  HYPRE_StructVectorGetBoxValues(x, low, high, work.data());
  result.residual = relative_residual(p, work);
  HYPRE_StructPCGDestroy(solver);
  HYPRE_StructPFMGDestroy(preconditioner);
  HYPRE_StructVectorDestroy(b);
  HYPRE_StructVectorDestroy(x);
  HYPRE_StructMatrixDestroy(matrix);
  HYPRE_StructStencilDestroy(stencil);
  HYPRE_StructGridDestroy(grid);
  HYPRE_ClearAllErrors();
  return result;
}

SolverResult boomer_amg(const ScalarProblem& p, double tolerance, int aggressive_levels, double strong_threshold) {
  SolverResult result;
  result.name = "hypre PCG + BoomerAMG";
  std::vector<int> row_of(p.cells(), -1);
  std::vector<std::size_t> cell_of;
  for (std::size_t cell = 0; cell < p.cells(); ++cell)
    if (p.active[cell]) {
      row_of[cell] = static_cast<int>(cell_of.size());
      cell_of.push_back(cell);
    }
  const int rows = static_cast<int>(cell_of.size());
  HYPRE_IJMatrix matrix;
  HYPRE_IJMatrixCreate(MPI_COMM_SELF, 0, rows - 1, 0, rows - 1, &matrix);
  HYPRE_IJMatrixSetObjectType(matrix, HYPRE_PARCSR);
  std::vector<int> sizes(static_cast<std::size_t>(rows), 7);
  HYPRE_IJMatrixSetRowSizes(matrix, sizes.data());
  HYPRE_IJMatrixInitialize(matrix);
  for (int row = 0; row < rows; ++row) {
    const std::size_t cell = cell_of[static_cast<std::size_t>(row)];
    int columns[7] = {row};
    double values[7] = {diagonal_of(p, cell)};
    int count = 1;
    const auto add = [&](std::size_t beside, double weight) {
      if (weight == 0.0) return;
      columns[count] = row_of[beside];
      values[count++] = -weight;
    };
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const std::size_t step = p.stride(static_cast<int>(axis));
      if (cell >= step) add(cell - step, p.face[axis][cell]);
      if (cell + step < p.cells()) add(cell + step, p.face[axis][cell + step]);
    }
    HYPRE_IJMatrixSetValues(matrix, 1, &count, &row, columns, values);
  }
  HYPRE_IJMatrixAssemble(matrix);
  HYPRE_ParCSRMatrix a;
  HYPRE_IJMatrixGetObject(matrix, reinterpret_cast<void**>(&a));
  std::vector<int> indices(static_cast<std::size_t>(rows));
  std::vector<double> values(static_cast<std::size_t>(rows));
  for (int row = 0; row < rows; ++row) {
    indices[static_cast<std::size_t>(row)] = row;
    values[static_cast<std::size_t>(row)] = p.right[cell_of[static_cast<std::size_t>(row)]];
  }
  HYPRE_IJVector vectors[2];
  HYPRE_ParVector b, x;
  for (int i = 0; i < 2; ++i) {
    HYPRE_IJVectorCreate(MPI_COMM_SELF, 0, rows - 1, &vectors[i]);
    HYPRE_IJVectorSetObjectType(vectors[i], HYPRE_PARCSR);
    HYPRE_IJVectorInitialize(vectors[i]);
    if (i == 1) values.assign(values.size(), 0.0);
    HYPRE_IJVectorSetValues(vectors[i], rows, indices.data(), values.data());
    HYPRE_IJVectorAssemble(vectors[i]);
  }
  HYPRE_IJVectorGetObject(vectors[0], reinterpret_cast<void**>(&b));
  HYPRE_IJVectorGetObject(vectors[1], reinterpret_cast<void**>(&x));

  HYPRE_Solver solver, preconditioner;
  HYPRE_BoomerAMGCreate(&preconditioner);
  HYPRE_BoomerAMGSetMaxIter(preconditioner, 1);
  HYPRE_BoomerAMGSetTol(preconditioner, 0.0);
  HYPRE_BoomerAMGSetPrintLevel(preconditioner, 0);
  HYPRE_BoomerAMGSetCoarsenType(preconditioner, 10);  // HMIS
  HYPRE_BoomerAMGSetInterpType(preconditioner, 6);    // extended+i
  HYPRE_BoomerAMGSetPMaxElmts(preconditioner, 4);
  HYPRE_BoomerAMGSetRelaxType(preconditioner, 6);  // symmetric Gauss-Seidel
  HYPRE_BoomerAMGSetAggNumLevels(preconditioner, aggressive_levels);
  HYPRE_BoomerAMGSetStrongThreshold(preconditioner, strong_threshold);
  HYPRE_ParCSRPCGCreate(MPI_COMM_SELF, &solver);
  HYPRE_PCGSetMaxIter(solver, most_iterations);
  HYPRE_PCGSetTol(solver, tolerance);
  HYPRE_PCGSetTwoNorm(solver, 1);
  HYPRE_PCGSetPrecond(solver, reinterpret_cast<HYPRE_PtrToSolverFcn>(HYPRE_BoomerAMGSolve),
                      reinterpret_cast<HYPRE_PtrToSolverFcn>(HYPRE_BoomerAMGSetup), preconditioner);
  {
    const Timed timed(result.setup_seconds);
    check(HYPRE_ParCSRPCGSetup(solver, a, b, x), "set-up of BoomerAMG");
  }
  {
    const Timed timed(result.solve_seconds);
    HYPRE_ParCSRPCGSolve(solver, a, b, x);
  }
  HYPRE_PCGGetNumIterations(solver, &result.iterations);
  HYPRE_IJVectorGetValues(vectors[1], rows, indices.data(), values.data());
  std::vector<double> solution(p.cells(), 0.0);
  for (std::size_t row = 0; row < cell_of.size(); ++row) solution[cell_of[row]] = values[row];
  result.residual = relative_residual(p, solution);
  HYPRE_ParCSRPCGDestroy(solver);
  HYPRE_BoomerAMGDestroy(preconditioner);
  for (HYPRE_IJVector v : vectors) HYPRE_IJVectorDestroy(v);
  HYPRE_IJMatrixDestroy(matrix);
  HYPRE_ClearAllErrors();
  return result;
}

/// The faster of two, set-up not counted, as a matrix may serve several solves.
SolverResult better(const SolverResult& a, const SolverResult& b) {
  return a.iterations > 0 && a.solve_seconds <= b.solve_seconds ? a : b;
}
}  // namespace

std::vector<SolverResult> solve_with_hypre(const ScalarProblem& problem, double tolerance) {
  int running = 0;
  MPI_Initialized(&running);
  if (running == 0) MPI_Init(nullptr, nullptr);
  HYPRE_Init();
  // PFMG with weighted Jacobi or red-black Gauss-Seidel, Galerkin's or a 7-point coarse operator.
  SolverResult structured, algebraic;
  for (int relaxation : {1, 2})
    for (int coarse : {0, 1})
      structured = better(structured, fastest([&] { return pfmg(problem, tolerance, relaxation, coarse); }));
  for (const auto& [aggressive, threshold] : {std::pair<int, double>{0, 0.25}, {1, 0.25}, {1, 0.5}}) {
    const int levels = aggressive;
    const double strong = threshold;
    algebraic = better(algebraic, fastest([&] { return boomer_amg(problem, tolerance, levels, strong); }));
  }
  HYPRE_Finalize();
  if (running == 0) MPI_Finalize();
  return {structured, algebraic};
}

}  // namespace howship::compare
