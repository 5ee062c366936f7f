#include <memory>
#include <stdexcept>
#include <string>

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_spgmr.h>

#include "host/solver/solve_plan.hpp"

#include "tests/bench/compare/fast_vector.hpp"
#include "tests/bench/compare/interval_problem.hpp"
#include "tests/bench/compare/stage_solve.hpp"
#include "tests/bench/compare/timing.hpp"

namespace howship::compare {

namespace {

struct Problem {
  IntervalProblem* interval;
  std::vector<double> diagonal;
  std::unique_ptr<Backend> backend;
  std::unique_ptr<StageSolve> multigrid;
  SolvePlan plan;
};

void check(int flag, const char* what) {
  if (flag < 0) throw std::runtime_error(std::string("CVODE: ") + what + " failed with " + std::to_string(flag));
}

double* data(N_Vector v) {
  return N_VGetArrayPointer(v);
}

int rate(double t, N_Vector u, N_Vector made, void* user) {
  auto& p = *static_cast<Problem*>(user);
  p.interval->system.rate(p.interval->serum.at(t), data(u), data(made));
  return 0;
}

int set_up_jacobi(double t, N_Vector u, N_Vector, int, int* renewed, double gamma, void* user) {
  auto& p = *static_cast<Problem*>(user);
  p.interval->system.diagonal(gamma, p.interval->serum.at(t), data(u), p.diagonal.data());
  for (double& d : p.diagonal) d = 1.0 / d;
  *renewed = 1;
  return 0;
}

int solve_jacobi(double, N_Vector, N_Vector, N_Vector right, N_Vector z, double, double, int, void* user) {
  const auto& p = *static_cast<Problem*>(user);
  const double* r = data(right);
  double* to = data(z);
  for (std::size_t i = 0; i < p.diagonal.size(); ++i) to[i] = p.diagonal[i] * r[i];
  return 0;
}

int set_up_multigrid(double t, N_Vector u, N_Vector, int, int* renewed, double gamma, void* user) {
  auto& p = *static_cast<Problem*>(user);
  p.multigrid->prepare(gamma, p.interval->serum.at(t), data(u));
  p.plan = plan_solve(gamma, p.interval->region.c.tissue, p.backend->mass(), p.interval->region.domain.grid.spacing,
                      p.backend->levels());
  *renewed = 1;
  return 0;
}

int solve_multigrid(double, N_Vector, N_Vector, N_Vector right, N_Vector z, double, double, int, void* user) {
  const auto& p = *static_cast<Problem*>(user);
  p.multigrid->solve(p.plan, data(right), data(z));
  return 0;
}

struct Session {
  SUNContext context = nullptr;
  void* cvode = nullptr;
  N_Vector u = nullptr, tolerance = nullptr;
  SUNLinearSolver gmres = nullptr;

  Session() { check(SUNContext_Create(nullptr, &context), "its context"); }
  ~Session() {
    CVodeFree(&cvode);
    if (gmres != nullptr) SUNLinSolFree(gmres);
    if (u != nullptr) N_VDestroy(u);
    if (tolerance != nullptr) N_VDestroy(tolerance);
    SUNContext_Free(&context);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
};

}  // namespace

IntervalRun run_cvode(IntervalProblem& problem, double rtol, Preconditioner preconditioner, Vectors vectors) {
  const bool ours = preconditioner == Preconditioner::Multigrid;
  const SemiDiscrete& system = problem.system;
  Problem p{&problem, {}, nullptr, nullptr, {}};
  if (ours) {
    BackendOptions options;
    options.name = "cpu";
    options.threads = 1;
    options.precision = "double";
    p.backend = make_backend(options, problem.region.domain, problem.region.sites, problem.region.c.tissue);
    p.multigrid = std::make_unique<StageSolve>(*p.backend, problem.system);
  } else {
    p.diagonal.resize(system.size());
  }
  Session s;
  const auto size = static_cast<sunindextype>(system.size());
  const auto make_vector = vectors == Vectors::Fast ? make_fast_vector : N_VNew_Serial;
  s.u = make_vector(size, s.context);
  s.tolerance = make_vector(size, s.context);
  for (std::size_t i = 0; i < system.size(); ++i) {
    data(s.u)[i] = problem.start[i];
    data(s.tolerance)[i] = rtol * 1e-3 * field_info[i / system.cells()].typical;
  }
  s.cvode = CVodeCreate(CV_BDF, s.context);
  check(CVodeInit(s.cvode, rate, 0.0, s.u), "CVodeInit");
  check(CVodeSVtolerances(s.cvode, rtol, s.tolerance), "CVodeSVtolerances");
  check(CVodeSetUserData(s.cvode, &p), "CVodeSetUserData");
  s.gmres = SUNLinSol_SPGMR(s.u, PREC_LEFT, 0, s.context);
  check(CVodeSetLinearSolver(s.cvode, s.gmres, nullptr), "CVodeSetLinearSolver");
  check(CVodeSetPreconditioner(s.cvode, ours ? set_up_multigrid : set_up_jacobi, ours ? solve_multigrid : solve_jacobi),
        "CVodeSetPreconditioner");
  check(CVodeSetMaxNumSteps(s.cvode, 1000000), "CVodeSetMaxNumSteps");
  check(CVodeSetStopTime(s.cvode, problem.end), "CVodeSetStopTime");
  IntervalRun run;
  run.name =
      std::string(vectors == Vectors::Fast ? "CVODE, " : "CVODE as distributed, ") + (ours ? "our V-cycle" : "Jacobi");
  run.setting = rtol;
  {
    const Timed timed(run.seconds);
    double t = 0.0;
    check(CVode(s.cvode, problem.end, s.u, &t, CV_NORMAL), "CVode");
  }
  CVodeGetNumSteps(s.cvode, &run.steps);
  CVodeGetNumPrecSolves(s.cvode, &run.solves);
  if (ours) run.seconds_of_handing = p.multigrid->handing_seconds;
  run.end_state.assign(data(s.u), data(s.u) + system.size());
  return run;
}

}  // namespace howship::compare
