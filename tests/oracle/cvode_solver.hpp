#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_spgmr.h>

#include "howship/fields.hpp"
#include "howship/serum.hpp"

#include "tests/verification/semi_discrete.hpp"

namespace howship::testing_support {

/// SUNDIALS CVODE (BDF, inexact Newton with GMRES) on the semi-discrete system. The Jacobian is that of each voxel's
/// reactions by differences, plus diffusion with the bone as it is; its 17 x 17 diagonal blocks precondition.
/// Unknowns are [voxel][field] in units of the field's typical value.
class CvodeSolver {
 public:
  using Fields = SemiDiscrete::Fields;
  using SerumAt = std::function<Serum(double)>;

  CvodeSolver(const SemiDiscrete& equations, SerumAt serum, const Fields& start, double rtol)
      : equations_(equations),
        serum_(std::move(serum)),
        count_(equations.voxels().size()),
        fields_(start),
        blocks_(count_),
        factors_(count_) {
    require(SUNContext_Create(nullptr, &context_), "SUNContext_Create");
    y_ = N_VNew_Serial(static_cast<sunindextype>(count_ * field_count), context_);
    pack(start, N_VGetArrayPointer(y_));
    cvode_ = CVodeCreate(CV_BDF, context_);
    require(CVodeInit(cvode_, call_rate, 0.0, y_), "CVodeInit");
    CVodeSetUserData(cvode_, this);
    // As howship weighs its errors: relative to the value, or a thousandth of the typical one.
    require(CVodeSStolerances(cvode_, rtol, 1e-3 * rtol), "CVodeSStolerances");
    linear_ = SUNLinSol_SPGMR(y_, SUN_PREC_LEFT, 40, context_);
    require(CVodeSetLinearSolver(cvode_, linear_, nullptr), "CVodeSetLinearSolver");
    require(CVodeSetPreconditioner(cvode_, call_setup, call_precondition), "CVodeSetPreconditioner");
    require(CVodeSetJacTimes(cvode_, nullptr, call_multiply), "CVodeSetJacTimes");
    CVodeSetMaxNumSteps(cvode_, 1000000);
  }
  ~CvodeSolver() {
    CVodeFree(&cvode_);
    SUNLinSolFree(linear_);
    N_VDestroy(y_);
    SUNContext_Free(&context_);
  }
  CvodeSolver(const CvodeSolver&) = delete;
  CvodeSolver& operator=(const CvodeSolver&) = delete;

  const Fields& advance(double time) {
    double reached = 0.0;
    CVodeSetStopTime(cvode_, time);
    require(CVode(cvode_, time, y_, &reached, CV_NORMAL), "CVode");
    unpack(N_VGetArrayPointer(y_), fields_);
    return fields_;
  }
  struct Work {
    long steps = 0, rates = 0, iterations = 0, setups = 0;
  };
  Work work() const {
    Work w;
    CVodeGetNumSteps(cvode_, &w.steps);
    CVodeGetNumRhsEvals(cvode_, &w.rates);
    CVodeGetNumLinIters(cvode_, &w.iterations);
    CVodeGetNumPrecEvals(cvode_, &w.setups);
    return w;
  }

 private:
  static constexpr std::size_t n = field_count;
  using Block = std::array<double, n * n>;

  static void require(int flag, const char* call) {
    if (flag < 0) throw std::runtime_error(std::string(call) + " gave " + std::to_string(flag));
  }
  void pack(const Fields& from, double* to) const {
    for (std::size_t i = 0; i < count_; ++i)
      for (std::size_t f = 0; f < n; ++f) to[i * n + f] = from[f][equations_.voxels()[i]] / field_info[f].typical;
  }
  void unpack(const double* from, Fields& to) const {
    for (std::size_t i = 0; i < count_; ++i)
      for (std::size_t f = 0; f < n; ++f) to[f][equations_.voxels()[i]] = from[i * n + f] * field_info[f].typical;
  }

  static int call_rate(realtype t, N_Vector y, N_Vector made, void* self) {
    auto& s = *static_cast<CvodeSolver*>(self);
    s.unpack(N_VGetArrayPointer(y), s.fields_);
    s.equations_.rate(s.serum_(t), s.fields_, s.rates_);
    s.pack(s.rates_, N_VGetArrayPointer(made));
    return 0;
  }

  /// Blocks of the Jacobian and factors of 1 - gamma J.
  static int call_setup(realtype t, N_Vector y, N_Vector, booleantype keep, booleantype* fresh, realtype gamma,
                        void* self) {
    auto& s = *static_cast<CvodeSolver*>(self);
    if (keep == 0) {
      s.unpack(N_VGetArrayPointer(y), s.fields_);
      s.linearise(s.serum_(t));
    }
    *fresh = keep == 0 ? 1 : 0;
    for (std::size_t i = 0; i < s.count_; ++i) {
      Block& a = s.factors_[i];
      for (std::size_t k = 0; k < n * n; ++k) a[k] = -gamma * s.blocks_[i][k];
      for (std::size_t f = 0; f < n; ++f) {
        a[f * n + f] += 1.0;
        if (f < diffusing_count) a[f * n + f] += gamma * s.couplings_.diagonal[f][s.equations_.voxels()[i]];
      }
      factorise(a);
    }
    return 0;
  }
  void linearise(const Serum& serum) {
    couplings_ = equations_.couplings(fields_);
    double u[n], moved[n], rate[n], other[n];
    for (std::size_t i = 0; i < count_; ++i) {
      const std::size_t v = equations_.voxels()[i];
      for (std::size_t f = 0; f < n; ++f) u[f] = fields_[f][v];
      equations_.react(v, serum, u, rate);
      for (std::size_t g = 0; g < n; ++g) {
        std::copy(u, u + n, moved);
        const double step = 1e-7 * std::max(std::fabs(u[g]), 1e-3 * field_info[g].typical);
        moved[g] += step;
        equations_.react(v, serum, moved, other);
        for (std::size_t f = 0; f < n; ++f)
          blocks_[i][f * n + g] = (other[f] - rate[f]) / step * field_info[g].typical / field_info[f].typical;
      }
    }
  }
  /// LU without pivots: 1 - gamma J is close enough to diagonally dominant here.
  static void factorise(Block& a) {
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t i = k + 1; i < n; ++i) {
        const double factor = a[i * n + k] /= a[k * n + k];
        if (factor == 0.0) continue;
        for (std::size_t j = k + 1; j < n; ++j) a[i * n + j] -= factor * a[k * n + j];
      }
  }
  static int call_precondition(realtype, N_Vector, N_Vector, N_Vector right, N_Vector solution, realtype, realtype, int,
                               void* self) {
    auto& s = *static_cast<CvodeSolver*>(self);
    const double* r = N_VGetArrayPointer(right);
    double* z = N_VGetArrayPointer(solution);
    for (std::size_t i = 0; i < s.count_; ++i) {
      const Block& a = s.factors_[i];
      double* x = z + i * n;
      for (std::size_t k = 0; k < n; ++k) {
        x[k] = r[i * n + k];
        for (std::size_t j = 0; j < k; ++j) x[k] -= a[k * n + j] * x[j];
      }
      for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) x[k] -= a[k * n + j] * x[j];
        x[k] /= a[k * n + k];
      }
    }
    return 0;
  }
  static int call_multiply(N_Vector vector, N_Vector product, realtype, N_Vector, N_Vector, void* self, N_Vector) {
    auto& s = *static_cast<CvodeSolver*>(self);
    const double* x = N_VGetArrayPointer(vector);
    double* y = N_VGetArrayPointer(product);
    for (std::size_t i = 0; i < s.count_; ++i)
      for (std::size_t f = 0; f < n; ++f) {
        double sum = 0.0;
        for (std::size_t g = 0; g < n; ++g) sum += s.blocks_[i][f * n + g] * x[i * n + g];
        y[i * n + f] = sum;
      }
    s.equations_.add_diffusion(s.couplings_, x, y);
    return 0;
  }

  const SemiDiscrete& equations_;
  SerumAt serum_;
  std::size_t count_;
  Fields fields_, rates_;
  std::vector<Block> blocks_, factors_;
  SemiDiscrete::Couplings couplings_;
  SUNContext context_ = nullptr;
  N_Vector y_ = nullptr;
  SUNLinearSolver linear_ = nullptr;
  void* cvode_ = nullptr;
};

}  // namespace howship::testing_support
