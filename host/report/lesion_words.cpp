#include "host/report/lesion_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "howship/results.hpp"

#include "host/report/findings.hpp"
#include "host/report/first_place.hpp"
#include "host/report/html.hpp"
#include "host/report/numbers.hpp"
#include "host/report/picture_plan.hpp"

namespace howship {

namespace {

std::string class_words(const LesionState& state) {
  return state.phenotype == "none" ? "neither lytic nor sclerotic" : "<b>" + escape(state.phenotype) + "</b>";
}

/// When a lesion was seen first and last.
struct SpanWords {
  const char *first, *last;
};

/// "Lytic bone goes from 0 cm³ at the start to 2.13 cm³ before the first treatment and 1.21 cm³ at the end."
std::string volume_words(const char* what, double LesionState::*volume, const LesionState& first,
                         const LesionState* before, const LesionState& last, const SpanWords& span) {
  if (first.*volume <= 0.0 && last.*volume <= 0.0 && (before == nullptr || before->*volume <= 0.0)) return "";
  if (&first == &last) return fmt::format(" {} measures {}.", what, cubic_centimetres(first.*volume));
  std::string text = fmt::format(" {} goes from {} {} to ", what, cubic_centimetres(first.*volume), span.first);
  if (before != nullptr) text += fmt::format("{} before the first treatment and ", cubic_centimetres(before->*volume));
  return text + cubic_centimetres(last.*volume) + " " + span.last + ".";
}

/// "7.6 % higher than in health".
std::string higher_or_lower(double percent) {
  if (std::abs(percent) < 0.05) return "as in health";
  return fmt::format("{}\u00a0% {} than in health", fixed(std::abs(percent), 1), percent < 0.0 ? "lower" : "higher");
}

/// Where a lesion lies, for built-in bones: "82 mm right of the midline"; only there do the axes say it.
std::string side_words(const RunFolder& run, const LesionState& state) {
  constexpr double on_the_midline = 2.0;
  const double left = state.centre[1];
  if (frame_of(run) != Frame::Bone) return ",";
  if (std::abs(left) < on_the_midline) return ", on the midline,";
  return fmt::format(", {}\u00a0mm {} of the midline,", fixed(std::abs(left), 0), left > 0.0 ? "left" : "right");
}

/// The last state no later than the first treatment, unless that is the lesion's first.
const LesionState* before_treatment(const LesionCourse& lesion, const Moments& m) {
  const LesionState* before = nullptr;
  if (lesion.ended && m.treatment && lesion.ended->time <= *m.treatment + 1e-6) return before;
  if (m.treatment)
    for (const LesionState& state : lesion.states)
      if (state.time <= *m.treatment + 1e-6) before = &state;
  return before == &lesion.states.front() ? nullptr : before;
}

/// "is lytic at the start, ... and mixed at the end".
std::string class_course(const LesionCourse& lesion, const Moments& m) {
  const LesionState& first = lesion.states.front();
  const LesionState& last = lesion.states.back();
  const LesionState* const before = before_treatment(lesion, m);
  const bool gone = last.time < m.last_output - 1e-6;
  const std::string to_end = last.time < m.end - 1e-6 ? "the last output time, " : "the end, on ";
  const bool later = first.time > m.start;
  const std::string start = !later                  ? "is "
                            : lesion.split_from > 0 ? fmt::format("splits from lesion {} by {} and then is ",
                                                                  lesion.split_from, day(first.time))
                                                    : "is first seen on " + day(first.time) + " and then is ";
  const std::string end = gone ? fmt::format("on {}, when it is last seen as one of its own", day_and_month(last.time))
                               : fmt::format("at {}{}", to_end, day_and_month(last.time));
  if (&first == &last)
    return start + class_words(first) + (later ? "" : " at the start") +
           (gone && !lesion.ended ? " and is not seen later" : "");
  const bool changes = before != nullptr && before != &last && before->phenotype != first.phenotype;
  if (!changes && last.phenotype == first.phenotype)
    return fmt::format("{}{} from {} to {}", start, class_words(first), later ? "then" : "the start",
                       gone ? day_and_month(last.time) + ", when it is last seen as one of its own"
                            : to_end + day_and_month(last.time));
  std::string text = start + class_words(first) + (later ? "" : " at the start");
  if (changes) text += fmt::format(", {} before the first treatment on {}", class_words(*before), day(*m.treatment));
  return text + fmt::format(" and {}{} {}", changes && before->phenotype == last.phenotype ? "still " : "",
                            class_words(last), end);
}

/// "By day 56 it has merged into lesion 1."
std::string end_words(const LesionCourse& lesion) {
  if (!lesion.ended) return "";
  const std::string by = " By " + day_and_month(lesion.ended->time);
  return lesion.ended->merged_into > 0 ? fmt::format("{} it has merged into lesion {}.", by, lesion.ended->merged_into)
                                       : by + " it is gone: it no longer differs enough from healthy bone.";
}

/// When it came to the cortex and what is left of that, where the table tells. \param last_words  of SpanWords
std::string cortex_words(const LesionCourse& lesion, const char* last_words) {
  const std::vector<LesionState>& states = lesion.states;
  const auto at_cortex =
      std::find_if(states.begin(), states.end(), [](const LesionState& s) { return s.cortex_distance == 0.0; });
  const auto breach =
      std::find_if(states.begin(), states.end(), [](const LesionState& s) { return s.breach_area > 0.0; });
  const auto since = [&](std::vector<LesionState>::const_iterator state) {
    return state == states.begin() ? "from the start" : "from " + day_and_month(state->time) + " on";
  };
  const auto area = [](const LesionState& state) { return significant(state.breach_area, 2) + "\u00a0mm²"; };
  std::string text;
  if (at_cortex != states.end())
    text = fmt::format(" It reaches the cortical shell {}.", since(at_cortex));
  else if (std::isfinite(states.back().cortex_distance))
    text = fmt::format(" Its edge stays away from the cortical shell, {}\u00a0mm {}.",
                       fixed(states.back().cortex_distance, 1), last_words);
  if (breach != states.end()) {
    text += fmt::format(" {} the shell is below half of its mineral all through, over {} of outer surface",
                        breach == states.begin() ? "From the start" : "From " + day_and_month(breach->time) + " on",
                        area(*breach));
    text += breach + 1 == states.end() ? "." : fmt::format(" ({} {}).", area(states.back()), last_words);
  } else if (at_cortex != states.end() && std::isfinite(states.back().breach_area)) {
    text += " Nowhere is the shell below half of its mineral all through";
    if (states.back().cortex_lost >= 0.5)
      text += fmt::format("; at the worst place {}\u00a0% of it is gone {}", fixed(states.back().cortex_lost, 0),
                          last_words);
    text += ".";
  }
  return text;
}

}  // namespace

std::string lesion_words(const RunFolder& run, const LesionCourse& lesion, const Moments& m, bool main, bool several,
                         const std::string& place) {
  const LesionState& first = lesion.states.front();
  const LesionState& last = lesion.states.back();
  const LesionState* const before = before_treatment(lesion, m);
  std::string text = fmt::format("Lesion {}", lesion.number);
  // Where the case sets one lesion, that is it.
  if (!several && run.resolved && run.resolved->lesions.size() == 1 && !run.resolved->lesions.front().site.empty())
    text += fmt::format(", in the {},", escape(run.resolved->lesions.front().site));
  if (several && (main || frame_of(run) == Frame::Bone)) text += side_words(run, lesion.largest());
  if (main && several) text += lesion.largest().tumour > 0.0 ? " the one with most tumour," : " the largest,";
  text += " " + class_course(lesion, m) + ".";
  const bool once = &first == &last;
  const SpanWords span{first.time > m.start ? "when first seen" : "at the start",
                       last.time < m.end - 1e-6 ? "when last seen" : "at the end"};
  text += volume_words("Lytic bone", &LesionState::lytic, first, before, last, span) +
          volume_words("Sclerotic bone", &LesionState::sclerotic, first, before, last, span);
  if (!several) text += place;
  text += cortex_words(lesion, span.last);
  if (first.tumour > 0.0 || last.tumour > 0.0)
    text +=
        fmt::format(" Its tumour {}.", once ? "measures " + cubic_centimetres(first.tumour)
                                            : course_words(first.tumour, last.tumour, cubic_centimetres(first.tumour),
                                                           cubic_centimetres(last.tumour), "grows", "shrinks"));
  if (once)
    text += fmt::format(" The whole lesion measures {}, its largest diameter {}\u00a0mm.",
                        cubic_centimetres(first.volume), fixed(first.diameter, 0));
  else
    text += fmt::format(" The whole lesion {}, its largest diameter {}.",
                        course_words(first.volume, last.volume, cubic_centimetres(first.volume),
                                     cubic_centimetres(last.volume), "grows", "shrinks"),
                        course_words(first.diameter, last.diameter, fixed(first.diameter, 0) + "\u00a0mm",
                                     fixed(last.diameter, 0) + "\u00a0mm", "grows", "shrinks"));
  text += fmt::format(" Averaged over all bone that it occupies on a day, density is {} {}",
                      higher_or_lower(first.bmd_change), span.first);
  return text + (once ? "." : fmt::format(" and {} {}.", higher_or_lower(last.bmd_change), span.last)) +
         end_words(lesion);
}

std::string place_words(const RunFolder& run, const Moments& m) {
  std::vector<double> times = {m.start};
  if (m.treatment) times.push_back(*m.treatment);
  times.push_back(m.end);
  const std::vector<double> changes = change_at_first_place(run, times);
  if (changes.empty()) return "";
  std::string text = fmt::format(" Density of the bone that {} took up at the start differs from health by {} then",
                                 run.tracked.size() == 1 ? "the lesion" : "lesions", percent_change(changes.front()));
  if (m.treatment) text += fmt::format(", by {} before the first treatment", percent_change(changes[1]));
  return text + fmt::format(" and by {} at the end.", percent_change(changes.back()));
}

std::string class_rule() {
  return fmt::format(
      "Lytic is bone that has lost more than {:.0f}\u00a0% of its healthy mineral, sclerotic bone that has gained more "
      "than {:.0f}\u00a0%; a lesion that is neither has no such bone. The region is the whole bone that is modelled, "
      "cortex included. The tumour of a lesion is what lies where its fraction is at least {:.0f}\u00a0%; courses and "
      "key "
      "numbers count all of the region.",
      100.0 * (1.0 - lytic_ratio), 100.0 * (sclerotic_ratio - 1.0), 100.0 * lesion_tumour_fraction);
}

}  // namespace howship
