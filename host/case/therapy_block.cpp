#include "host/case/therapy_block.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "host/case/centre.hpp"
#include "host/case/dose_block.hpp"
#include "host/case/names.hpp"

namespace howship {

namespace {

constexpr int most_repetitions = 1000;
constexpr double highest_kill_rate = 10.0;  // [1/day]: nine tenths of a tumour in six hours

void read_repetition(Section& t, TherapyCase& therapy) {
  therapy.every = t.quantity("every", Dimension::Time, 0.0, 0.0, longest_run);
  therapy.count = static_cast<int>(t.integer("count", 1, 1, most_repetitions));
  if (therapy.count > 1 && therapy.every <= 0.0) t.fail("every", "is needed, above zero, when count is above 1");
}

void read_chemotherapy(Section& t, const RunSpan& span, TherapyCase& therapy) {
  read_repetition(t, therapy);
  if (!t.has("count") && therapy.every > 0.0) {
    therapy.until_end = true;
    therapy.count = count_until(t, therapy.start, therapy.every, span.end);
    if (therapy.count > most_repetitions)
      t.fail("every", fmt::format("makes {} cycles; at most {} are allowed", therapy.count, most_repetitions));
  }
  t.require("duration", "is missing: for how long a cycle acts (for example \"7 day\")");
  therapy.duration = t.positive("duration", Dimension::Time, longest_run);
  if (therapy.count > 1 && therapy.duration > therapy.every)
    t.fail("duration", fmt::format("is longer than every = {} day: cycles would overlap", therapy.every));
  t.require("kill_rate", "is missing (for example \"0.02 1/day\")");
  therapy.kill_rate = t.quantity("kill_rate", Dimension::Rate, 0.0, 0.0, highest_kill_rate);
}

void read_endocrine(Section& t, const RunSpan& span, TherapyCase& therapy) {
  therapy.duration = t.quantity("duration", Dimension::Time, 0.0, 0.0, longest_run);
  therapy.until_end = therapy.duration <= 0.0;
  if (therapy.until_end) therapy.duration = std::max(0.0, span.end - therapy.start);
  if (!t.has("kill_rate") && !t.has("estrogen"))
    t.fail("estrogen", "is missing: the share that is left (for example 0.1), or a kill_rate of the tumour");
  therapy.kill_rate = t.quantity("kill_rate", Dimension::Rate, 0.0, 0.0, highest_kill_rate);
  therapy.estrogen = t.quantity("estrogen", Dimension::None, 1.0, 0.0, 1.0);
}

void read_radiotherapy(Section& t, TherapyCase& therapy) {
  read_repetition(t, therapy);
  if (!t.has("count") && therapy.every > 0.0) t.fail("count", "is missing: the number of fractions");
  t.require("fraction_dose", "is missing (for example \"8 Gy\")");
  therapy.fraction_dose = t.quantity("fraction_dose", Dimension::AbsorbedDose, 0.0, 0.0, 100.0);
  therapy.alpha = t.quantity("alpha", Dimension::PerDose, therapy.alpha, 0.0, 10.0);
  therapy.beta = t.quantity("beta", Dimension::PerDoseSquared, therapy.beta, 0.0, 10.0);
  therapy.radius = t.quantity("radius", Dimension::Length, 0.0, 0.0, 1e3);
  if (therapy.radius > 0.0)
    read_centre(t, therapy.site, therapy.centre);
  else if (t.has("centre"))
    t.fail("radius", "is needed, above zero, with a centre; without both the whole bone is irradiated");
}

}  // namespace

TherapyCase read_therapy_block(Section& t, const RunSpan& span) {
  TherapyCase therapy;
  t.require("kind", "is missing (for example \"chemotherapy\")");
  therapy.kind = therapy_of(t.choice("kind", "", therapy_names()));
  therapy.start = read_start(t, span);
  switch (therapy.kind) {
    case TherapyKind::Chemotherapy:
      read_chemotherapy(t, span, therapy);
      break;
    case TherapyKind::Endocrine:
      read_endocrine(t, span, therapy);
      break;
    case TherapyKind::Radiotherapy:
      read_radiotherapy(t, therapy);
      break;
  }
  t.finish();
  return therapy;
}

}  // namespace howship
