#include "host/solver/integrator.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/rosenbrock.hpp"

#include "host/solver/solve_plan.hpp"

namespace howship {

namespace {

/// What one cycle leaves holds steps short at tighter tolerances: at 1e-5 816 of them, with a solve to 0.01 441.
constexpr double two_cycles_below = 1e-4;
constexpr double shortest_step = 1e-9;  // [day]
/// A step is scaled at its end by at most this much of the tolerance. More says that a cycle was too little.
constexpr double most_scaling = 2.0;
/// Nothing may come near a scaling that turns signs, whatever the tolerance.
constexpr double safe_scaling = 0.5;
/// Share of a field's change that a linear solve may leave undone; one V-cycle leaves a tenth at most. And how many
/// attempts that leave more, each with twice the work and half the step of the one before, say that it stagnates.
constexpr double most_left = 0.5;
constexpr int most_stalled = 10;

RegionMeans line_between(const RegionMeans& from, const RegionMeans& to, double dt) {
  RegionMeans rate;
  rate.resorption = (to.resorption - from.resorption) / dt;
  rate.formation = (to.formation - from.formation) / dt;
  rate.mineralisation = (to.mineralisation - from.mineralisation) / dt;
  rate.osteoblasts = (to.osteoblasts - from.osteoblasts) / dt;
  rate.pthrp = (to.pthrp - from.pthrp) / dt;
  rate.osteoclasts = (to.osteoclasts - from.osteoclasts) / dt;
  return rate;
}

bool is_finite(const RegionMeans& m) {
  return std::isfinite(m.resorption + m.formation + m.mineralisation + m.osteoblasts + m.pthrp + m.osteoclasts);
}

}  // namespace

std::array<double, booked_count> booked(const RegionSums& s) {
  return {s.rankl, s.denosumab, s.calcium};
}

RegionMeans region_means(const RegionSums& s) {
  RegionMeans means;
  means.resorption = s.resorption / s.turnover;
  means.formation = s.formation / s.turnover;
  means.mineralisation = s.mineralisation / s.turnover;
  means.osteoblasts = s.osteoblasts / s.volume;
  means.pthrp = s.pthrp / s.volume;
  means.osteoclasts = s.osteoclasts / s.volume;
  return means;
}

Integrator::Integrator(Backend& backend, SystemicModel& systemic, const VoxelDomain& domain,
                       const TissueParameters& parameters, const Options& options)
    : backend_(backend),
      systemic_(systemic),
      domain_(domain),
      parameters_(parameters),
      options_(options),
      ledger_(backend.mass()),
      time_(systemic.time()) {
  measure();
  start_ = booked(sums_);
  restart();
}

Integrator::Memory Integrator::memory() const {
  return {next_dt_, means_rate_, start_, work_, statistics_, ledger_.memory()};
}

void Integrator::restore(const Memory& memory) {
  time_ = systemic_.time();
  next_dt_ = memory.next_dt;
  means_rate_ = memory.means_rate;
  start_ = memory.start;
  work_ = memory.work;
  statistics_ = memory.statistics;
  ledger_.restore(memory.ledger);
  measure();
}

void Integrator::restart() {
  next_dt_ = next_dt_ > 0.0 ? std::min(next_dt_, options_.first_step) : options_.first_step;
  means_rate_ = no_change;
  pace_.next_stretch();
}

void Integrator::measure() {
  sums_ = backend_.region_sums();
  means_ = region_means(sums_);
  if (sums_.beyond > 0.0 || !is_finite(means_)) fail_at_state();
}

Integrator::Attempt Integrator::attempt(double dt, bool careful) {
  using rosenbrock::alpha, rosenbrock::gamma, rosenbrock::stages;
  Attempt a;
  const RegionFeed feed{time_, means_, means_rate_};
  a.serum[0] = systemic_.serum();
  a.serum_rate = systemic_.serum_rate(feed);
  const SystemicModel::State before = systemic_.state();
  std::vector<Serum> samples;
  try {
    systemic_.advance(time_ + dt, feed, {time_ + alpha[2] * dt, time_ + alpha[1] * dt, time_ + dt}, samples);
  } catch (const NumericalError& error) {
    a.blood = error.what();
  }
  systemic_.restore(time_, before);
  if (!a.blood.empty()) {
    a.error = 1e6;  // the line through the region's means may have led astray
    return a;
  }
  a.serum[2] = samples[0];
  a.serum[1] = samples[1];
  a.serum[3] = samples[2];

  const double theta = gamma * dt;
  SolvePlan plan = plan_solve(theta, parameters_, backend_.mass(), domain_.grid.spacing, backend_.levels());
  if (plan.levels > 1) plan.cycles = options_.cycles > 0 ? options_.cycles : options_.rtol < two_cycles_below ? 2 : 1;
  if (careful) (plan.levels > 1 ? plan.cycles : plan.sweeps) *= 2;
  backend_.prepare(theta, a.serum[0]);
  for (int i = 0; i < stages; ++i) {
    const StageInput input{i, dt, a.serum[i], a.serum_rate, time_};
    backend_.begin_stage(input);
    backend_.solve(plan);
    backend_.end_stage(input);
  }
  work_ += stages * work_units(plan);
  statistics_.sweeps = std::lround(work_);

  a.check = backend_.check(options_.rtol);
  for (int f = 0; f < field_count; ++f) {
    // A field without a time derivative jumps by what the blood was corrected by, at any dt: no reason for shorter
    // steps.
    if (f < diffusing_count && backend_.mass()[f] == 0.0 && std::isfinite(a.check.error[f])) continue;
    if (!(a.check.error[f] > a.error) && std::isfinite(a.check.error[f])) continue;
    a.error = a.check.error[f];
    a.worst = f;
    if (!std::isfinite(a.error)) break;
  }
  if (!std::isfinite(a.error) || !std::isfinite(a.check.least) || a.error > 1e6) a.error = 1e6;
  a.good = a.error <= 1.0 && a.check.least >= -1.0 && a.check.beyond == 0.0;
  if (!a.good && a.error <= 1.0) a.error = 2.0;  // negative beyond the field's scale: as an error twice the allowed
  if (a.check.beyond > 0.0) a.error = std::max(a.error, 6.0);  // halves the step: towards what it must not reach
  if (!a.good) return a;
  a.balance = balance_step(parameters_, backend_.mass(), backend_.stage_sums(), a.check, a.serum, a.serum_rate, dt,
                           sums_.volume);
  a.balanced = a.balance.largest <= most_scaling * options_.rtol;
  for (double epsilon : a.balance.epsilon) a.balanced = a.balanced && std::fabs(epsilon) <= safe_scaling;
  a.stalled = a.balance.left > most_left;
  a.balanced = a.balanced && !a.stalled;
  return a;
}

std::string Integrator::accept(const Attempt& a, double dt) {
  whole_ = false;
  ledger_.book(a.balance, a.check.lifted, backend_.accept());
  const RegionMeans before = means_, rate_before = means_rate_;
  measure();
  means_rate_ = line_between(before, means_, dt);
  std::string failure = take_blood(dt, before, rate_before);
  time_ += dt;
  whole_ = true;
  statistics_.clipped += a.check.clipped;
  statistics_.smallest_step = statistics_.steps == 0 ? dt : std::min(statistics_.smallest_step, dt);
  statistics_.largest_step = std::max(statistics_.largest_step, dt);
  ++statistics_.steps;
  return failure;
}

std::string Integrator::take_blood(double dt, const RegionMeans& before, const RegionMeans& rate_before) {
  const SystemicModel::State start = systemic_.state();
  std::vector<Serum> none;
  try {
    systemic_.advance(time_ + dt, RegionFeed{time_, before, means_rate_}, {}, none);
  } catch (const NumericalError& error) {
    // The region has taken its step. The blood follows by the line with which the attempt came through, so that the
    // state that is written is of one time.
    systemic_.restore(time_, start);
    systemic_.advance(time_ + dt, RegionFeed{time_, before, rate_before}, {}, none);
    return fmt::format("{}; the last good state is written", error.what());
  }
  return "";
}

void Integrator::advance(double end, const std::vector<double>& output_times, const OnStep& on_step,
                         const OnOutput& on_output, const Stop& stop) {
  auto output = std::upper_bound(output_times.begin(), output_times.end(), time_);
  const double run_end = output_times.empty() ? end : std::max(end, output_times.back());
  Snapshot snapshot;
  while (time_ < end) {
    if (stop && stop()) return;
    double dt = options_.max_step > 0.0 ? std::min(next_dt_, options_.max_step) : next_dt_;
    const double left = end - time_;
    // The step ends on the event exactly, and no sliver is left before it.
    const bool last = dt >= left * (1.0 - 1e-12);
    if (last)
      dt = left;
    else if (2.0 * dt > left)
      dt = 0.5 * left;

    if (const RunPace::Verdict slow = pace_.hopeless(time_, end, run_end); slow.steps > 0.0)
      fail_slow(dt, slow.steps, slow.until);
    Attempt a = attempt(dt, false);
    if (a.good && !a.balanced) {
      ++statistics_.repeated;
      a = attempt(dt, true);
    }
    if (a.stalled) ++stalled_;
    if (!a.stalled && a.balance.left >= 0.0) stalled_ = 0;
    const double factor = std::clamp(0.9 * std::pow(std::max(a.error, 1e-10), -1.0 / 3.0), 0.2, 5.0);
    if (!a.good || !a.balanced) {
      ++statistics_.rejected;
      ++rejected_;
      next_dt_ = dt * std::min(factor, a.good ? 0.5 : 0.9);
      if (next_dt_ < shortest_step || stalled_ >= most_stalled) fail(dt, a);
      continue;
    }
    rejected_ = 0;
    backend_.scale(a.balance.epsilon);
    for (; output != output_times.end() && *output < time_ + dt && *output < end; ++output) {
      snapshot.time = *output;
      backend_.interpolate((*output - time_) / dt, snapshot);
      on_output(snapshot);
    }
    const std::string failure = accept(a, dt);
    if (last) {
      time_ = end;
      systemic_.restore(end, systemic_.state());  // its own sum of steps may miss the end by a rounding
    }
    // A step cut short by the event says little of what the next may be.
    next_dt_ = last ? std::max(next_dt_, dt * factor) : dt * factor;
    if (on_step) on_step(time_, dt);
    if (output != output_times.end() && *output <= time_) {
      snapshot.time = *output;
      backend_.snapshot(snapshot);
      on_output(snapshot);
      ++output;
    }
    if (!failure.empty()) throw NumericalError(failure);
  }
}

}  // namespace howship
