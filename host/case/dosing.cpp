#include "host/case/dosing.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/names.hpp"

namespace howship {

namespace {

std::size_t administrations(const DoseSchedule& s) {
  return is_supplement(s.drug) ? 1 : static_cast<std::size_t>(s.count) + s.extra.size();
}

void check_number(std::size_t doses) {
  if (doses > static_cast<std::size_t>(most_doses))
    throw InputError(
        fmt::format("the schedules hold {} doses; at most {} are allowed: look at dose.count", doses, most_doses));
}

/// A run stops at each dose. \param doses sorted by time
void check_density(const std::vector<Dose>& doses) {
  for (std::size_t i = most_doses_a_day; i < doses.size(); ++i)
    if (doses[i].time - doses[i - most_doses_a_day].time < 1.0)
      throw InputError(
          fmt::format("more than {} doses fall into the day after day {:g}: look at dose.every and the event table, or "
                      "give an infusion instead (dose.duration)",
                      most_doses_a_day, doses[i - most_doses_a_day].time));
}

void sort_by_time(std::vector<Dose>& doses) {
  std::stable_sort(doses.begin(), doses.end(), [](const Dose& a, const Dose& b) { return a.time < b.time; });
}

bool is_stopped(const DoseSchedule& s, double time) {
  return s.stop && time >= *s.stop;
}

double planned_time(const DoseSchedule& s, int number) {
  return s.start + (number - 1) * s.every;
}

double delay_of(const DoseSchedule& s, int number) {
  for (const DoseSchedule::Delay& delay : s.late)
    if (delay.number == number) return delay.by;
  return 0.0;
}

void append(const DoseSchedule& s, std::vector<Dose>& doses) {
  for (int number = 1; number <= s.count && !is_stopped(s, planned_time(s, number)); ++number)
    if (std::find(s.missed.begin(), s.missed.end(), number) == s.missed.end())
      doses.push_back({planned_time(s, number) + delay_of(s, number), s.drug, s.route, s.amount, s.duration});
  for (double after : s.extra)
    if (!is_stopped(s, s.start + after)) doses.push_back({s.start + after, s.drug, s.route, s.amount, s.duration});
}

void append_intake(const DoseSchedule& s, std::vector<Dose>& doses) {
  int taken = 0;
  while (taken < s.count && !is_stopped(s, planned_time(s, taken + 1))) ++taken;
  if (taken == 0) return;
  doses.push_back({s.start, s.drug, s.route, taken * s.amount, s.duration > 0.0 ? s.duration : taken * s.every});
}

}  // namespace

std::vector<Dose> expand_schedules(const std::vector<DoseSchedule>& schedules) {
  std::size_t total = 0;
  for (const DoseSchedule& s : schedules) total += administrations(s);
  check_number(total);
  std::vector<Dose> doses;
  for (const DoseSchedule& s : schedules) is_supplement(s.drug) ? append_intake(s, doses) : append(s, doses);
  sort_by_time(doses);
  return doses;
}

void set_weight(Case& c, double weight) {
  c.weight = c.systemic.weight = weight;
  for (DoseSchedule& s : c.schedules)
    if (s.amount_per_weight > 0.0) s.amount = s.amount_per_weight * weight;
  c.doses = expand_schedules(c.schedules);
  check_number(c.doses.size() + c.event_doses.size());
  c.doses.insert(c.doses.end(), c.event_doses.begin(), c.event_doses.end());
  sort_by_time(c.doses);
  check_density(c.doses);
}

}  // namespace howship
