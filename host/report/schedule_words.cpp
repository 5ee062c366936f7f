#include "host/report/schedule_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/names.hpp"
#include "host/report/numbers.hpp"

namespace howship {

namespace {

const char* route_words(Route route) {
  switch (route) {
    case Route::Subcutaneous:
      return "s.c.";
    case Route::Intravenous:
      return "i.v.";
    case Route::Oral:
      return "by mouth";
  }
  return "";
}

std::string mass(double mg) {
  return mg >= 0.1 ? plain(mg, 4) + " mg" : plain(1000.0 * mg, 4) + " µg";
}

std::string plain_days(double days) {
  return fmt::format("{} {}", plain(days, 6), days == 1.0 ? "day" : "days");
}

/// How many of `count` administrations fall within a case that ends on day `end`.
int given_by(double end, double start, double every, int count) {
  if (start > end) return 0;
  if (every <= 0.0) return count;
  return static_cast<int>(
      std::min(static_cast<double>(count), std::floor((end - start) / every * (1.0 + 1e-12)) + 1.0));
}

/// The part of a schedule or therapy that falls within the case; count 0 = nothing.
template <class Plan>
Plan within(const Case& c, Plan plan) {
  plan.count = given_by(c.end, plan.start, plan.every, plan.count);
  return plan;
}

std::string rhythm(double every, double start, int count, const char* one, const char* many) {
  if (count == 1) return fmt::format("once on {}", day(start));
  return fmt::format("every {} from {}, {}", every == 1.0 ? "day" : plain_days(every), day(start),
                     count_of(count, one, many));
}

}  // namespace

std::string schedule_words(const DoseSchedule& s, double weight) {
  std::string text = name_of(s.drug) + " ";
  if (s.drug == Drug::VitaminD)
    text += plain(s.amount / 25e-6, 4) + " IU";
  else if (s.amount_per_weight > 0.0)
    text += fmt::format("{}/kg ({})", mass(s.amount_per_weight), mass(s.amount_per_weight * weight));
  else
    text += mass(s.amount);
  text += fmt::format(" {}", route_words(s.route));
  if (s.route == Route::Intravenous && s.duration > 0.0) text += " over " + span(s.duration);
  text += " " + rhythm(s.every, s.start, s.count, "dose", "doses");
  if (is_supplement(s.drug)) text += ", taken as an even intake";
  if (!s.missed.empty()) text += fmt::format("; without no. {}", fmt::join(s.missed, ", "));
  for (const DoseSchedule::Delay& late : s.late)
    text += fmt::format("; no. {} late by {}", late.number, plain_days(late.by));
  if (s.stop) text += fmt::format("; none from {} on", day(*s.stop));
  for (const double extra : s.extra) text += fmt::format("; one more on {}", day(s.start + extra));
  return text;
}

std::string therapy_words(const TherapyCase& t) {
  if (t.kind == TherapyKind::Radiotherapy) {
    return fmt::format("radiotherapy of {} Gy {} to {}", plain(t.fraction_dose, 4),
                       rhythm(t.every, t.start, t.count, "fraction", "fractions"),
                       t.radius <= 0.0  ? std::string("the whole bone")
                       : t.site.empty() ? fmt::format("{} mm around a point", plain(t.radius, 4))
                                        : fmt::format("{} mm around the {}", plain(t.radius, 4), t.site));
  }
  if (t.kind == TherapyKind::Chemotherapy)
    return fmt::format("chemotherapy {}, each acting for {} and adding {} per day to the death of tumour",
                       rhythm(t.every, t.start, t.count, "cycle", "cycles"), plain_days(t.duration),
                       plain(t.kill_rate, 3));
  return fmt::format(
      "endocrine therapy from {} for {}, leaving {} % of the estrogen and adding {} per day to "
      "the death of tumour",
      day(t.start), plain_days(t.duration), plain(100.0 * t.estrogen, 3), plain(t.kill_rate, 3));
}

std::vector<std::string> treatment_words(const Case& c) {
  std::vector<std::string> words;
  for (const DoseSchedule& schedule : c.schedules)
    if (const DoseSchedule given = within(c, schedule); given.count > 0)
      words.push_back(schedule_words(given, c.weight));
  if (!c.event_doses.empty())
    words.push_back(count_of(static_cast<long long>(c.event_doses.size()), "dose", "doses") + " from the table " +
                    c.dose_events.filename().string());
  for (const TherapyCase& therapy : c.therapies)
    if (const TherapyCase given = within(c, therapy); given.count > 0) words.push_back(therapy_words(given));
  return words;
}

}  // namespace howship
