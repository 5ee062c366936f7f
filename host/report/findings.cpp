#include "host/report/findings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/html.hpp"
#include "host/report/lesion_words.hpp"
#include "host/report/moments.hpp"
#include "host/report/numbers.hpp"
#include "host/report/quantities.hpp"

namespace howship {

namespace {

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
  // An extreme that reads as start or end is none.
  const auto extreme = [&](const char* which, double value, double time) {
    const std::string text = fixed(value, decimals);
    return text == fixed(first, decimals) || text == fixed(last, decimals)
               ? std::string()
               : fmt::format(", {} {} on {}", which, text, day(time));
  };
  return fmt::format("{} is {}\u00a0{} at the start and {} at the end{}{}: {} the reference range {}–{}\u00a0{}.", name,
                     fixed(first, decimals), unit, fixed(last, decimals), extreme("lowest", e.low, e.low_time),
                     extreme("highest", e.high, e.high_time),
                     outside > 0.0
                         ? fmt::format("<b>outside</b> for {} days of", significant(std::max(outside, 0.1), 2))
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
  const std::string place = lesions.empty() ? "" : place_words(run, m);
  std::vector<std::string> paragraphs;
  for (std::size_t i = 0; i < std::min(told, lesions.size()); ++i)
    paragraphs.push_back(lesion_words(run, lesions[i], m, i == 0, lesions.size() > 1, place));
  if (lesions.size() > told)
    paragraphs.push_back(count_of(static_cast<long long>(lesions.size() - told), "more lesion is", "more lesions are") +
                         " in the table of lesions.");
  if (lesions.empty()) paragraphs.emplace_back("No lesion was found at any output time.");
  paragraphs.push_back((lesions.size() > 1 && !place.empty() ? place.substr(1) + " " : "") + density_words(run, m));
  paragraphs.push_back(marker_words(run, m));
  paragraphs.push_back(reference_words(run, m, "calcium_serum", "Serum calcium", "mmol/L", calcium_reference, 2));
  paragraphs.push_back(reference_words(run, m, "pth", "PTH", "pmol/L", pth_reference, 2));
  std::string html;
  for (const std::string& paragraph : paragraphs)
    if (!paragraph.empty()) html += fmt::format("<p{}>{}</p>\n", html.empty() ? " class=\"lead\"" : "", paragraph);
  return html + "<p class=\"small\">" + class_rule() + "</p>\n" +
         note(
             "The bone keeps its shape: nothing fractures or collapses, load is not computed, and tumour cannot leave "
             "the "
             "bone. "
             "How fast tumour grows and dies rests on assumed parameters.");
}

}  // namespace howship
