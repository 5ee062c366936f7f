#include "host/systemic/ode_solver.hpp"

#include <cmath>
#include <string>

#include <cvode/cvode.h>
#include <fmt/format.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include "howship/error.hpp"

namespace howship {

struct OdeSolver::Impl {
  Rate rate;
  std::function<std::string(std::size_t)> name;
  std::string reason;        ///< last message of CVODE
  sunindextype broken = -1;  ///< component of the last rate that was not finite
  SUNContext context = nullptr;
  N_Vector y = nullptr, tolerance = nullptr;
  SUNMatrix matrix = nullptr;
  SUNLinearSolver linear = nullptr;
  void* cvode = nullptr;
  bool started = false;
  double rtol = 0.0;

  ~Impl() {
    if (cvode != nullptr) CVodeFree(&cvode);
    if (linear != nullptr) SUNLinSolFree(linear);
    if (matrix != nullptr) SUNMatDestroy(matrix);
    if (tolerance != nullptr) N_VDestroy(tolerance);
    if (y != nullptr) N_VDestroy(y);
    if (context != nullptr) SUNContext_Free(&context);
  }

  static int call_rate(realtype t, N_Vector y, N_Vector dydt, void* self) {
    Impl& s = *static_cast<Impl*>(self);
    const double* const rates = N_VGetArrayPointer(dydt);
    s.rate(t, N_VGetArrayPointer(y), N_VGetArrayPointer(dydt));
    s.broken = -1;
    for (sunindextype i = 0; i < N_VGetLength(dydt) && s.broken < 0; ++i)
      if (!std::isfinite(rates[i])) s.broken = i;
    return s.broken < 0 ? 0 : 1;  // 1: CVODE tries a shorter step
  }
  static void keep_reason(int, const char*, const char*, char* message, void* self) {
    static_cast<Impl*>(self)->reason = message;
  }
  void require(int flag, const char* call, double t) const {
    if (flag >= 0) return;
    if (broken >= 0 && name)
      throw NumericalError(
          fmt::format("the systemic model failed at day {:.6f}: the rate of {} is not finite; look at "
                      "[patient] and the parameters for one out of proportion",
                      t, name(static_cast<std::size_t>(broken))));
    throw NumericalError(fmt::format("the systemic model failed at day {:.6f}: {} gave {}: {}", t, call, flag,
                                     reason.substr(0, reason.find('\n'))));
  }
};

OdeSolver::OdeSolver(Rate rate, std::vector<double> scale, double rtol, std::function<std::string(std::size_t)> name)
    : impl_(std::make_unique<Impl>()) {
  Impl& s = *impl_;
  const auto n = static_cast<sunindextype>(scale.size());
  s.rate = std::move(rate);
  s.name = std::move(name);
  s.rtol = rtol;
  if (SUNContext_Create(nullptr, &s.context) != 0) throw DeviceError("SUNDIALS could not be initialised");
  s.y = N_VNew_Serial(n, s.context);
  s.tolerance = N_VNew_Serial(n, s.context);
  for (sunindextype i = 0; i < n; ++i) NV_Ith_S(s.tolerance, i) = rtol * scale[static_cast<std::size_t>(i)];
  s.matrix = SUNDenseMatrix(n, n, s.context);
  s.linear = SUNLinSol_Dense(s.y, s.matrix, s.context);
  s.cvode = CVodeCreate(CV_BDF, s.context);
  if (s.cvode == nullptr || s.linear == nullptr) throw DeviceError("out of memory for the systemic model");
}
OdeSolver::~OdeSolver() = default;
OdeSolver::OdeSolver(OdeSolver&&) noexcept = default;
OdeSolver& OdeSolver::operator=(OdeSolver&&) noexcept = default;

void OdeSolver::integrate(double t, std::vector<double>& y, const std::vector<double>& times,
                          const std::function<void(double, const std::vector<double>&)>& on_time) {
  if (times.empty()) return;
  Impl& s = *impl_;
  double* values = N_VGetArrayPointer(s.y);
  std::copy(y.begin(), y.end(), values);
  if (!s.started) {
    CVodeSetErrHandlerFn(s.cvode, Impl::keep_reason, &s);
    s.require(CVodeInit(s.cvode, Impl::call_rate, t, s.y), "CVodeInit", t);
    CVodeSetUserData(s.cvode, &s);
    s.require(CVodeSVtolerances(s.cvode, s.rtol, s.tolerance), "CVodeSVtolerances", t);
    s.require(CVodeSetLinearSolver(s.cvode, s.linear, s.matrix), "CVodeSetLinearSolver", t);
    CVodeSetMaxNumSteps(s.cvode, 100000);
    s.started = true;
  } else {
    s.require(CVodeReInit(s.cvode, t, s.y), "CVodeReInit", t);
  }
  CVodeSetStopTime(s.cvode, times.back());
  double reached = t;
  for (double target : times) {
    if (target > reached) s.require(CVode(s.cvode, target, s.y, &reached, CV_NORMAL), "CVode", reached);
    std::copy(values, values + y.size(), y.begin());
    on_time(target, y);
  }
}

}  // namespace howship
