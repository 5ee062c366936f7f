#pragma once

#include "howship/backend.hpp"

#include "tests/bench/compare/semi_discrete.hpp"

namespace howship::compare {

/// The linear solve of a back end's stage for right-hand sides of one's own: (I - theta J) x = r with J at a given
/// state.
///
/// A back end makes its right-hand sides from its own rates. A source that adds r/theta minus these rates leaves r, and
/// the argument of the next stage, which the source is shown, holds x. Handing over costs two evaluations of rates more
/// than a solver with this interface would need; the parts are timed apart.
class StageSolve final : public Source {
 public:
  /// \param backend in double precision, alive as long as this
  StageSolve(Backend& backend, SemiDiscrete& system) : backend_(backend), system_(system) { backend_.set_source(this); }
  ~StageSolve() override { backend_.set_source(nullptr); }
  StageSolve(const StageSolve&) = delete;
  StageSolve& operator=(const StageSolve&) = delete;

  /// Linearises at u. \param u [system.size()]
  void prepare(double theta, const Serum& serum, const double* u);
  /// \param right, x [system.size()]
  void solve(const SolvePlan& plan, const double* right, double* x);

  double prepare_seconds = 0.0;  ///< linearisation and blocks
  double solve_seconds = 0.0;    ///< cycles alone; with the first after prepare() goes the forming of coarse grids
  double handing_seconds = 0.0;  ///< all the rest

  void rate(double time, const Fields& state, Fields& rate) override;
  void rate_in_time(double time, const Fields& state, Fields& change) override;

 private:
  Backend& backend_;
  SemiDiscrete& system_;
  double theta_ = 0.0;
  Serum serum_;
  std::vector<double> own_rate_, shifted_;
  Fields state_, added_, argument_;
  bool reading_ = false;
};

}  // namespace howship::compare
