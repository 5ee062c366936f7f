#include "host/report/findings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/html.hpp"
#include "host/report/lesion_courses.hpp"
#include "host/report/moments.hpp"
#include "host/report/numbers.hpp"
#include "host/report/picture_plan.hpp"
#include "host/report/quantities.hpp"

namespace howship {

namespace {

std::string class_words(const LesionState& state) {
  return state.phenotype == "none" ? "neither lytic nor sclerotic" : "<b>" + escape(state.phenotype) + "</b>";
}

/// "Lytic bone goes from 0 at the start to 2.13 cm³ before the first treatment and 1.21 cm³ at the end."
std::string volume_words(const char* what, double LesionState::*volume, const LesionState& first,
                         const LesionState* before, const LesionState& last) {
  if (first.*volume <= 0.0 && last.*volume <= 0.0 && (before == nullptr || before->*volume <= 0.0)) return "";
  if (&first == &last) return fmt::format(" {} measures {}.", what, cubic_centimetres(first.*volume));
  std::string text = fmt::format(" {} goes from {} at first to ", what, cubic_centimetres(first.*volume));
  if (before != nullptr) text += fmt::format("{} before the first treatment and ", cubic_centimetres(before->*volume));
  return text + cubic_centimetres(last.*volume) + " at last.";
}

/// "7.6 % higher".
std::string higher_or_lower(double percent) {
  if (std::abs(percent) < 0.05) return "the same";
  return fmt::format("{}\u00a0% {}", fixed(std::abs(percent), 1), percent < 0.0 ? "lower" : "higher");
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
  const bool gone = last.time < m.end - 1e-6;
  const bool later = first.time > m.start;
  const std::string start = !later                  ? "is "
                            : lesion.split_from > 0 ? fmt::format("splits from lesion {} by {} and then is ",
                                                                  lesion.split_from, day(first.time))
                                                    : "is first seen on " + day(first.time) + " and then is ";
  const std::string end = gone ? fmt::format("on {}, when it is last seen as one of its own", day_and_month(last.time))
                               : fmt::format("at the end, on {}", day_and_month(last.time));
  if (&first == &last)
    return start + class_words(first) + (later ? "" : " at the start") +
           (gone && !lesion.ended ? " and is not seen later" : "");
  const bool changes = before != nullptr && before != &last && before->phenotype != first.phenotype;
  if (!changes && last.phenotype == first.phenotype)
    return fmt::format("{}{} from {} to {}", start, class_words(first), later ? "then" : "the start",
                       gone ? day_and_month(last.time) + ", when it is last seen as one of its own"
                            : "the end, on " + day_and_month(last.time));
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

std::string lesion_words(const RunFolder& run, const LesionCourse& lesion, const Moments& m, bool main, bool several) {
  const LesionState& first = lesion.states.front();
  const LesionState& last = lesion.states.back();
  const LesionState* const before = before_treatment(lesion, m);
  std::string text = fmt::format("Lesion {}", lesion.number);
  if (several && (main || frame_of(run) == Frame::Bone)) text += side_words(run, lesion.largest());
  if (main && several) text += lesion.largest().tumour > 0.0 ? " the one with most tumour," : " the largest,";
  text += " " + class_course(lesion, m) + ".";
  const bool once = &first == &last;
  if (first.tumour > 0.0 || last.tumour > 0.0)
    text +=
        fmt::format(" Its tumour {}.", once ? "measures " + cubic_centimetres(first.tumour)
                                            : course_words(first.tumour, last.tumour, cubic_centimetres(first.tumour),
                                                           cubic_centimetres(last.tumour), "grows", "shrinks"));
  text += volume_words("Lytic bone", &LesionState::lytic, first, before, last) +
          volume_words("Sclerotic bone", &LesionState::sclerotic, first, before, last);
  if (once)
    text += fmt::format(" The whole lesion measures {}, its largest diameter {}\u00a0mm.",
                        cubic_centimetres(first.volume), fixed(first.diameter, 0));
  else
    text += fmt::format(" The whole lesion {}, its largest diameter {}.",
                        course_words(first.volume, last.volume, cubic_centimetres(first.volume),
                                     cubic_centimetres(last.volume), "grows", "shrinks"),
                        course_words(first.diameter, last.diameter, fixed(first.diameter, 0) + "\u00a0mm",
                                     fixed(last.diameter, 0) + "\u00a0mm", "grows", "shrinks"));
  text += fmt::format(" Against the same voxels when healthy its mean density is {} at first",
                      higher_or_lower(first.bmd_change));
  return text + (once ? "." : fmt::format(" and {} at last.", higher_or_lower(last.bmd_change))) + end_words(lesion);
}

std::string density_words(const RunFolder& run, const Moments& m) {
  const double first = value_at(run, "bmd_change", m.start), last = value_at(run, "bmd_change", m.end);
  if (!std::isfinite(last)) return "";
  std::string text = fmt::format(
      "The mean bone mineral density of the region differs from that of the healthy bone by {} at the start",
      percent_change(first));
  if (m.treatment)
    text +=
        fmt::format(", by {} before the first treatment", percent_change(value_at(run, "bmd_change", *m.treatment)));
  text += fmt::format(" and by {} at the end.", percent_change(last));
  const double spine = value_at(run, "bmd_spine", m.end), hip = value_at(run, "bmd_hip", m.end);
  if (std::isfinite(spine) && std::isfinite(hip))
    text +=
        fmt::format(" Outside the region, areal density has changed by {} at the lumbar spine and by {} at the hip.",
                    percent_change(spine), percent_change(hip));
  return text;
}

std::string marker_words(const RunFolder& run, const Moments& m) {
  std::vector<std::string> parts;
  for (const auto& [column, name] :
       {std::pair{"ctx", "CTX"}, std::pair{"untx", "uNTx"}, std::pair{"p1np", "P1NP"}, std::pair{"bsap", "BSAP"}}) {
    const double last = value_at(run, column, m.end);
    if (!std::isfinite(last)) continue;
    const Extremes e = extremes_of(run, column);
    std::string part = fmt::format("{} is at {}\u00a0% of baseline at the end", name, fixed(last, 0));
    if (m.treatment)
      part += fmt::format(", {}\u00a0% before the first treatment", fixed(value_at(run, column, *m.treatment), 0));
    // An extreme that the end nearly shows is none.
    if (last - e.low > 3.0 && 100.0 - e.low > 3.0)
      part += fmt::format(", lowest {}\u00a0% on {}", fixed(e.low, 0), day(e.low_time));
    if (e.high - last > 3.0 && e.high - 100.0 > 3.0)
      part += fmt::format(", highest {}\u00a0% on {}", fixed(e.high, 0), day(e.high_time));
    parts.push_back(part);
  }
  return parts.empty() ? "" : fmt::format("{}.", fmt::join(parts, "; "));
}

/// Days of the run during which a quantity lay outside its range, by linear interpolation within steps.
double days_outside(const RunFolder& run, const std::string& column, double low, double high) {
  const std::vector<double> time = run.series.numbers("time"), value = run.series.numbers(column);
  double days = 0.0;
  for (std::size_t i = 1; i < value.size(); ++i) {
    if (!std::isfinite(value[i]) || !std::isfinite(value[i - 1])) continue;
    const double least = std::min(value[i], value[i - 1]), most = std::max(value[i], value[i - 1]);
    const double inside = std::max(0.0, std::min(most, high) - std::max(least, low));
    const bool outside = most < low || least > high;
    const double share = most > least ? 1.0 - inside / (most - least) : outside ? 1.0 : 0.0;
    days += share * (time[i] - time[i - 1]);
  }
  return days;
}

std::string reference_words(const RunFolder& run, const Moments& m, const std::string& column, const std::string& name,
                            const std::string& unit, const ReferenceRange& range, int decimals) {
  const double first = value_at(run, column, m.start), last = value_at(run, column, m.end);
  if (!std::isfinite(last)) return "";
  const Extremes e = extremes_of(run, column);
  const double outside = days_outside(run, column, range.low, range.high);
  return fmt::format(
      "{} is {}\u00a0{} at the start and {} at the end, lowest {} on {}, highest {} on {}: {} the reference "
      "range {}–{}\u00a0{}.",
      name, fixed(first, decimals), unit, fixed(last, decimals), fixed(e.low, decimals), day(e.low_time),
      fixed(e.high, decimals), day(e.high_time),
      outside > 0.0 ? fmt::format("<b>outside</b> for {} days of", significant(std::max(outside, 0.1), 2))
                    : "always within",
      fixed(range.low, 1), fixed(range.high, 1), unit);
}

}  // namespace

std::string course_words(double first, double last, const std::string& first_shown, const std::string& last_shown,
                         const char* up, const char* down) {
  if (std::abs(last - first) <= 0.02 * std::max(std::abs(first), std::abs(last)) || first_shown == last_shown)
    return "stays at " + last_shown;
  return fmt::format("{} from {} to {}", last > first ? up : down, first_shown, last_shown);
}

std::string findings(const RunFolder& run) {
  const Moments m = moments_of(run);
  const std::vector<LesionCourse>& lesions = run.tracked;
  constexpr std::size_t told = 4;
  std::vector<std::string> paragraphs;
  for (std::size_t i = 0; i < std::min(told, lesions.size()); ++i)
    paragraphs.push_back(lesion_words(run, lesions[i], m, i == 0, lesions.size() > 1));
  if (lesions.size() > told)
    paragraphs.push_back(count_of(static_cast<long long>(lesions.size() - told), "more lesion is", "more lesions are") +
                         " in the table of lesions.");
  if (lesions.empty()) paragraphs.emplace_back("No lesion was found at any output time.");
  paragraphs.push_back(density_words(run, m));
  paragraphs.push_back(marker_words(run, m));
  paragraphs.push_back(reference_words(run, m, "calcium_serum", "Serum calcium", "mmol/L", calcium_reference, 2));
  paragraphs.push_back(reference_words(run, m, "pth", "PTH", "pmol/L", pth_reference, 1));
  std::string html;
  for (const std::string& paragraph : paragraphs)
    if (!paragraph.empty()) html += fmt::format("<p{}>{}</p>\n", html.empty() ? " class=\"lead\"" : "", paragraph);
  return html;
}

}  // namespace howship
