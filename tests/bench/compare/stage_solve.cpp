#include "tests/bench/compare/stage_solve.hpp"

#include "howship/rosenbrock.hpp"

#include "tests/bench/compare/timing.hpp"

namespace howship::compare {

void StageSolve::prepare(double theta, const Serum& serum, const double* u) {
  theta_ = theta;
  serum_ = serum;
  {
    const Timed timed(handing_seconds);
    system_.to_bricks(u, state_);
    backend_.upload(state_);
    own_rate_.resize(system_.size());
    system_.rate(serum, u, own_rate_.data());
  }
  const Timed timed(prepare_seconds);
  backend_.prepare(theta, serum);
}

void StageSolve::solve(const SolvePlan& plan, const double* right, double* x) {
  StageInput input{0, theta_ / rosenbrock::gamma, serum_, Serum{0.0, 0.0, 0.0, 0.0, 0.0}};
  {
    const Timed timed(handing_seconds);
    shifted_.resize(system_.size());
    for (std::size_t i = 0; i < shifted_.size(); ++i) shifted_[i] = right[i] / theta_ - own_rate_[i];
    system_.to_bricks(shifted_.data(), added_);
    reading_ = false;
    backend_.begin_stage(input);
  }
  {
    const Timed timed(solve_seconds);
    backend_.solve(plan);
  }
  const Timed timed(handing_seconds);
  backend_.end_stage(input);
  reading_ = true;
  input.stage = 1;
  backend_.begin_stage(input);  // its argument is u + a_10 x
  for (int f = 0; f < field_count; ++f)
    for (std::size_t v = 0; v < argument_[f].size(); ++v)
      argument_[f][v] = (argument_[f][v] - state_[f][v]) / rosenbrock::a[1][0];
  const std::vector<double> made = system_.from_bricks(argument_);
  std::copy(made.begin(), made.end(), x);
}

void StageSolve::rate(double, const Fields& state, Fields& rate) {
  if (reading_)
    argument_ = state;
  else
    rate = added_;
}

void StageSolve::rate_in_time(double, const Fields&, Fields&) {}

}  // namespace howship::compare
