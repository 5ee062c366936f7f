#include "host/case/dose_block.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/dosing.hpp"
#include "host/case/names.hpp"

namespace howship {

namespace {

constexpr double mg_per_iu = 25e-6;  // cholecalciferol

void read_amount(Section& d, DoseSchedule& s) {
  d.require("amount", "is missing (for example \"120 mg\")");
  const bool vitamin = s.drug == Drug::VitaminD;
  if (d.is_quantity_of("amount", Dimension::MassPerWeight))
    s.amount_per_weight = d.positive("amount", Dimension::MassPerWeight, 1e3);
  else if (vitamin && d.is_quantity_of("amount", Dimension::Activity))
    s.amount = mg_per_iu * d.positive("amount", Dimension::Activity, most_vitamin_d / mg_per_iu);
  else
    s.amount = d.positive("amount", Dimension::Mass, vitamin ? most_vitamin_d : most_amount);
}

void read_repetition(Section& d, const RunSpan& span, DoseSchedule& s) {
  s.every = d.quantity("every", Dimension::Time, 0.0, 0.0, longest_run);
  s.stop = d.optional_quantity("stop", Dimension::Time, 0.0, 2.0 * longest_run);
  if (s.stop) {
    if (*s.stop <= s.start) d.fail("stop", fmt::format("must lie after start = {} day", s.start));
    if (s.every <= 0.0) d.fail("stop", "ends a schedule: give every as well");
  }
  const bool open = !d.has("count") && s.every > 0.0;
  s.until_end = open && !s.stop;
  s.count = static_cast<int>(d.integer("count", 1, 1, most_doses));
  if (open) s.count = count_until(d, s.start, s.every, s.stop ? *s.stop : span.end);
  if (s.count > 1 && s.every <= 0.0) d.fail("every", "is needed, above zero, when count is above 1");
}

/// Doses that differ from the plan.
void read_exceptions(Section& d, DoseSchedule& s) {
  s.extra = d.quantities("extra", Dimension::Time, 0.0, longest_run);
  for (double after : s.extra)
    if (after <= 0.0) d.fail("extra", "must lie after start, from which these times count");
  for (long number : d.integers("missed", 1, s.count)) {
    if (std::find(s.missed.begin(), s.missed.end(), number) != s.missed.end())
      d.fail("missed", fmt::format("{} stands there twice", number));
    s.missed.push_back(static_cast<int>(number));
  }
  if (d.has("late") && !d.is_table("late"))
    d.fail("late", "write { 3 = \"5 day\" } when the third administration is five days late");
  Section late = d.section("late");
  const std::vector<std::string> numbers = late.keys("NUMBER");
  if (numbers.size() > Section::most_items)
    d.fail("late", fmt::format("{} administrations; at most {} are read", numbers.size(), Section::most_items));
  for (const std::string& key : numbers) {
    const bool digits = key.size() < 7 && key.find_first_not_of("0123456789") == std::string::npos;
    const int number = digits ? std::atoi(key.c_str()) : 0;
    if (number < 1 || number > s.count)
      late.fail(key, fmt::format("must be the number of an administration, 1 to {}", s.count));
    const double by = late.positive(key, Dimension::Time, longest_run);
    if (std::find(s.missed.begin(), s.missed.end(), number) != s.missed.end())
      late.fail(key, "is missed as well; it can be only one of them");
    for (const DoseSchedule::Delay& other : s.late)
      if (other.number == number) late.fail(key, "stands there twice");
    s.late.push_back({number, by});
  }
  late.finish();
  // Keys come in the order of texts: 10 before 9.
  std::sort(s.late.begin(), s.late.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
}

/// Zero or longer than rounding.
double read_duration(Section& d, double longest) {
  const double duration = d.quantity("duration", Dimension::Time, 0.0, 0.0, longest);
  if (duration > 0.0 && duration < shortest_span)
    d.fail("duration", fmt::format("must be 0 or at least {} day", shortest_span));
  return duration;
}

void read_intake(Section& d, DoseSchedule& s) {
  for (const char* key : {"extra", "missed", "late"})
    if (d.has(key)) d.fail(key, "a supplement is an even intake without single administrations: leave this out");
  s.duration = read_duration(d, longest_run);
  if (s.every > 0.0 && s.duration > 0.0)
    d.fail("duration", "give either every, between intakes of the amount, or the duration of one");
  if (s.every <= 0.0 && s.duration <= 0.0)
    d.fail("every", "is needed (for example \"1 day\"), or the duration over which the amount is taken");
}

}  // namespace

int count_until(const Section& block, double start, double every, double until) {
  const double intervals = std::ceil((until - start) / every);
  if (intervals > most_doses)
    block.fail("every", fmt::format("makes {:.0f} administrations until day {}; at most {} are allowed", intervals,
                                    until, most_doses));
  int count = std::max(1, static_cast<int>(intervals));
  // The quotient is rounded; the times themselves decide.
  while (count > 1 && start + (count - 1) * every >= until) --count;
  return count;
}

DoseSchedule read_dose_block(Section& d, const RunSpan& span) {
  DoseSchedule s;
  d.require("drug", fmt::format("is missing: one of {}", fmt::join(drug_names(), ", ")));
  s.drug = drug_of(d.choice("drug", "", drug_names()));
  s.route = route_of(d.choice("route", name_of(routes_of(s.drug).front()), route_names()));
  const std::string problem = problem_with_route(s.drug, s.route);
  if (!problem.empty()) d.fail("route", problem);
  read_amount(d, s);
  s.start = read_start(d, span);
  read_repetition(d, span, s);
  if (is_supplement(s.drug)) {
    read_intake(d, s);
  } else {
    s.duration = read_duration(d, longest_infusion);
    if (s.duration > 0.0 && s.route == Route::Subcutaneous) d.fail("duration", "only an iv infusion has one");
    read_exceptions(d, s);
  }
  d.finish();
  return s;
}

}  // namespace howship
