#include "host/app/step_forecast.hpp"

#include <algorithm>
#include <cmath>

#include "host/systemic/input_cuts.hpp"

namespace howship {

namespace {

// Fitted; steps in the 28 days after an onset, beyond the even rate.
constexpr double in_balance = 5.5;  // after the start of a case where nothing happens
constexpr double after_start = 17.0;
constexpr double after_first_dose = 44.0;
constexpr double after_dose = 11.5;
constexpr double after_infusion = 14.5;
constexpr double even_rate = 0.08;      // [1/day]
constexpr double first_moments = 0.05;  // in which steps have their first length [day]
constexpr double interval = 28.0;       // [day]

/// Share of an onset's steps that lie within `days` after it; beyond 28 days above 1.
double share_within(double days) {
  return std::log1p(days / first_moments) / std::log1p(interval / first_moments);
}

}  // namespace

StepForecast::StepForecast(const Case& c) : end_(c.end) {
  if (c.lesions.empty() && c.doses.empty() && c.therapies.empty()) {
    // Healthy bone is in balance: steps grow to the longest at once.
    onsets_ = {{0.0, in_balance}};
    return;
  }
  rate_ = even_rate;
  std::vector<double> times = input_cuts(c.doses, c.end, c.therapies);
  times.erase(std::remove_if(times.begin(), times.end(), [&](double t) { return t >= c.end; }), times.end());
  const bool dosed_at_once = !c.doses.empty() && c.doses.front().time <= 0.0;
  onsets_.push_back({0.0, dosed_at_once ? after_first_dose : after_start});
  const bool infused =
      std::any_of(c.doses.begin(), c.doses.end(), [](const Dose& d) { return d.duration > 0.0 && d.duration < 1.0; });
  bool first = !dosed_at_once;
  for (const double time : times) {
    const double later = infused ? after_infusion : after_dose;
    // The end of an infusion goes on with what its start began.
    const bool goes_on = onsets_.size() > 1 && time - onsets_.back().time < 1.0;
    const Onset& last = onsets_.back();
    onsets_.push_back({time,
                       goes_on ? last.steps
                       : first ? after_first_dose
                               : later,
                       last.before + last.steps * share_within(time - last.time)});
    first = false;
  }
}

double StepForecast::until(double day) const {
  day = std::min(day, end_);
  const double steps = rate_ * day;
  const auto after = std::lower_bound(onsets_.begin(), onsets_.end(), day,
                                      [](const Onset& onset, double time) { return onset.time < time; });
  if (after == onsets_.begin()) return steps;
  const Onset& last = *(after - 1);
  return steps + last.before + last.steps * share_within(day - last.time);
}

}  // namespace howship
