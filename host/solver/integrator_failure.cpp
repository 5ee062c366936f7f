// How an Integrator ends a run that cannot go on: one line that says what was found, where, and what to do.
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/rosenbrock.hpp"

#include "host/solver/integrator.hpp"

namespace howship {

namespace {

constexpr const char* written = "the last good state is written";

}  // namespace

void Integrator::fail_at_state() const {
  FieldValues fields;
  backend_.download(fields);
  if (const auto found = find_impossible(fields, domain_, 0.0))
    throw NumericalError(
        fmt::format("{}, {} at day {:.6f}: bone cannot have it, and no run goes on from there; look at the lesions, "
                    "therapies and parameters that the state was made with",
                    found->what, found->where, time_));
  throw NumericalError(
      fmt::format("resorption, formation or mineralisation is not finite at day {:.6f}, though every field is: look at "
                  "the parameters for one out of proportion",
                  time_));
}

void Integrator::fail_slow(double dt, double steps, double end) const {
  throw NumericalError(fmt::format(
      "the time step stays near {:.1e} day after day {:.6f}: at this pace day {:g} would take {} steps; {}; "
      "loosen numerics.rtol = {}, leave out numerics.max_step, or look at the parameters for a rate out of "
      "proportion",
      dt, time_, end, std::isfinite(steps) ? fmt::format("{:.0e} more", steps) : "endless", written, options_.rtol));
}

std::optional<ImpossibleValue> Integrator::first_not_finite(double dt, const Attempt& last) const {
  // One sweep from zero looks at no neighbour, so that each stage leaves the value where it arose.
  constexpr SolvePlan voxel_by_voxel{1};
  FieldValues fields;
  backend_.prepare(rosenbrock::gamma * dt, last.serum[0]);
  for (int i = 0; i < rosenbrock::stages; ++i) {
    const StageInput input{i, dt, last.serum[static_cast<std::size_t>(i)], last.serum_rate, time_};
    backend_.begin_stage(input);
    backend_.solve(voxel_by_voxel);
    backend_.end_stage(input);
    backend_.download_stages(i + 1, fields);
    const auto found = find_impossible(fields, domain_, -HUGE_VAL);
    if (found && !found->finite) return found;
  }
  return std::nullopt;
}

void Integrator::fail(double dt, const Attempt& last) const {
  if (!last.blood.empty())
    throw NumericalError(
        fmt::format("{}; steps from day {:.6f} down to {:.1e} day do not help; {}", last.blood, time_, dt, written));
  if (last.good) {
    const StepBalance& b = last.balance;
    const std::string what =
        last.stalled ? fmt::format("{:.0f} % of the change of {} undone", 100.0 * b.left,
                                   field_info[static_cast<std::size_t>(index_of(booked_field(b.left_in)))].name)
                     : fmt::format("the amount of a field off by {:.1e} of itself", b.largest);
    throw NumericalError(fmt::format(
        "the linear solver stagnates after day {:.6f}: it leaves {}, with steps down to {:.1e} day; {}; set "
        "numerics.precision to \"double\", or look at the parameters for rates or diffusivities out of "
        "proportion",
        time_, what, dt, written));
  }
  FieldValues fields;
  backend_.download_attempt(fields);
  auto found = find_impossible(fields, domain_, -1.0);
  if (found && !found->finite)
    if (const auto source = first_not_finite(dt, last)) found = source;
  if (found)
    throw NumericalError(fmt::format(
        "{}, {} after day {:.6f}, however short the step (down to {:.1e} day); {}; look at the parameters, or "
        "try a smaller numerics.rtol",
        found->what, found->where, time_, dt, written));
  throw NumericalError(fmt::format(
      "the time step fell to {:.1e} day after day {:.6f}, {} attempts in a row, without meeting "
      "numerics.rtol = {}: the error in {} is {:.1f} times too large; {}; loosen numerics.rtol or look at "
      "the parameters",
      dt, time_, rejected_, options_.rtol, field_info[static_cast<std::size_t>(last.worst)].name, last.error, written));
}

}  // namespace howship
