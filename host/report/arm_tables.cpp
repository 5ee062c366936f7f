#include "host/report/arm_tables.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/arms.hpp"
#include "host/report/html.hpp"
#include "host/report/lesion_courses.hpp"
#include "host/report/moments.hpp"
#include "host/report/numbers.hpp"
#include "host/report/quantities.hpp"

namespace howship {

namespace {

/// "12.3 cm³ (−43 %)": a volume with its change against another, unless that is next to nothing.
std::string against(double value, double reference, int digits = 3) {
  std::string text = cubic_centimetres(value, digits);
  if (reference > 10.0 * shown_as_zero)
    text += fmt::format(" ({}\u00a0%)", signed_fixed(100.0 * (value / reference - 1.0), digits < 3 ? 0 : 1));
  return text;
}

}  // namespace

std::string arm_findings(const std::vector<RunFolder>& arms, double time) {
  const auto at = [&](const RunFolder& arm, const char* column) { return value_at(arm, column, time); };
  const RunFolder& a = arms.front();
  std::string html = fmt::format(
      "<p class=\"lead\">On {}, arm A has {} of lytic and {} of sclerotic bone; BMD of its region has changed by {} "
      "against the healthy bone, CTX is at {}\u00a0% of baseline, calcium in serum at {}\u00a0mmol/L. Its tumour "
      "measures "
      "{}.</p>\n",
      day_and_month(time), cubic_centimetres(at(a, "lytic_volume")), cubic_centimetres(at(a, "sclerotic_volume")),
      percent_change(at(a, "bmd_change")), fixed(at(a, "ctx"), 0), fixed(at(a, "calcium_serum"), 2),
      cubic_centimetres(at(a, "tumour_volume"), 2));
  for (std::size_t i = 1; i < arms.size(); ++i) {
    const RunFolder& b = arms[i];
    html += fmt::format(
        "<p>Arm {} has {} of lytic and {} of sclerotic bone, in parentheses against A; BMD has changed by {}, {} "
        "percentage points from A; CTX is at {}\u00a0%, calcium at {}\u00a0mmol/L. Its tumour measures {}.</p>\n",
        arm_letter(i), against(at(b, "lytic_volume"), at(a, "lytic_volume")),
        against(at(b, "sclerotic_volume"), at(a, "sclerotic_volume")), percent_change(at(b, "bmd_change")),
        signed_fixed(at(b, "bmd_change") - at(a, "bmd_change"), 1), fixed(at(b, "ctx"), 0),
        fixed(at(b, "calcium_serum"), 2), against(at(b, "tumour_volume"), at(a, "tumour_volume"), 2));
  }
  html +=
      "<p class=\"small\">The tumour’s response rests on assumed parameters. Differences are of values before they are "
      "rounded. The region is the whole bone that is modelled, cortex included.</p>\n";
  return html;
}

std::string arm_key_numbers(const std::vector<RunFolder>& arms, double time) {
  std::vector<std::string> headings = {"Quantity", "Unit"};
  for (std::size_t i = 0; i < arms.size(); ++i) {
    headings.push_back(arm_letter(i));
    if (i > 0) headings.push_back(arm_letter(i) + " − A");
  }
  HtmlTable table(fmt::format("Key numbers on {}, with differences to arm A", day_and_month(time)), headings);
  for (const Quantity& q : table_quantities()) {
    std::vector<double> values;
    values.reserve(arms.size());
    for (const RunFolder& arm : arms) values.push_back(value_at(arm, q.column, time));
    if (std::none_of(values.begin(), values.end(),
                     [&](double v) { return std::isfinite(v) && (!q.drug || v * q.factor > drug_floor); }))
      continue;
    // As many decimals as three digits of the largest value have.
    Quantity difference = q;
    difference.change = true;
    double largest = 0.0;
    for (const double value : values)
      if (std::isfinite(value)) largest = std::max(largest, std::abs(value * q.factor));
    if (q.decimals < 0)
      difference.decimals = largest > 0.0 ? std::clamp(2 - static_cast<int>(std::floor(std::log10(largest))), 0, 6) : 0;
    std::vector<std::string> cells = {q.label, q.unit};
    for (std::size_t i = 0; i < arms.size(); ++i) {
      cells.push_back(shown(q, values[i]));
      if (i > 0) cells.push_back(shown(difference, values[i] - values.front()));
    }
    table.row(cells);
  }
  return table.text();
}

std::string arm_lesions(const std::vector<RunFolder>& arms, double time) {
  HtmlTable table(fmt::format("Lesions at the last output time up to {}", day(time)),
                  {"Arm", "Lesion", "Day", "Class", "Tumour [cm³]", "Lytic bone [cm³]", "Sclerotic bone [cm³]",
                   "Density of all it occupies, against healthy [%]", "Diameter [mm]"});
  for (std::size_t i = 0; i < arms.size(); ++i)
    for (const LesionCourse& lesion : arms[i].tracked) {
      if (lesion.ended && lesion.ended->time <= time + 1e-6) continue;
      const LesionState* state = nullptr;
      for (const LesionState& s : lesion.states)
        if (s.time <= time + 1e-6) state = &s;
      if (state == nullptr) continue;
      const auto cm3 = [](double mm3) { return significant(mm3 / 1000.0); };
      table.row({arm_letter(i), fmt::format("{}", lesion.number), fmt::format("{:.6g}", state->time),
                 escape(state->phenotype), cm3(state->tumour), cm3(state->lytic), cm3(state->sclerotic),
                 signed_fixed(state->bmd_change, 1), fixed(state->diameter, 0)});
    }
  return table.empty() ? "" : table.text();
}

}  // namespace howship
