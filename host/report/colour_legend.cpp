#include "host/report/colour_legend.hpp"

#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "howship/results.hpp"

#include "host/report/axis.hpp"
#include "host/report/html.hpp"
#include "host/report/numbers.hpp"
#include "host/view/colour_scale.hpp"

namespace howship {

std::string colour_legend(const PicturePlan& plan, View view, bool difference, const std::string& id) {
  constexpr double width = 380.0, left = 16.0, right = 364.0, top = 4.0, height = 14.0;
  const bool changes = difference || plan.array == "bmd_change";
  const ColourScale scale(palette_for(plan.array, view, difference), plan.low, plan.high);
  Axis axis;
  axis.low = plan.low;
  axis.high = plan.high;
  std::string stops, ticks;
  constexpr int steps = 24;
  for (int i = 0; i <= steps; ++i) {
    const double share = static_cast<double>(i) / steps;
    const Colour colour = scale(plan.low + share * (plan.high - plan.low));
    stops += fmt::format("<stop offset=\"{:.4f}\" stop-color=\"#{:02x}{:02x}{:02x}\"/>", share, colour[0], colour[1],
                         colour[2]);
  }
  const double step = (plan.high - plan.low) / 4.0;
  int decimals = 0;
  for (double s = step; decimals < 6 && std::abs(s - std::round(s)) > 1e-6 * s; s *= 10.0) ++decimals;
  std::vector<double> marked;
  for (int i = 0; i <= 4; ++i) marked.push_back(plan.low + i * step);
  const double limit = 100.0 * (sclerotic_ratio - 1.0);
  const bool classes = plan.array == "bmd_change" && !difference && plan.high >= limit;
  if (classes) {
    marked = {-limit, 0.0, limit};
    if (plan.high > 1.2 * limit) marked = {plan.low, -limit, 0.0, limit, plan.high};
    decimals = 0;
  }
  for (const double value : marked) {
    const double x = left + (right - left) * axis.place(value);
    ticks += fmt::format(
        "<path d=\"M{0:.1f} {1:.1f}v4\" stroke=\"#1a1a1a\"/><text x=\"{0:.1f}\" y=\"{2:.1f}\" "
        "text-anchor=\"middle\">{3}</text>",
        x, top + height, top + height + 16.0, changes ? signed_fixed(value, decimals) : fixed(value, decimals));
  }
  const std::string title = array_title(plan.array,
                                        plan.array == "bmd_change" ? "%"
                                        : plan.array == "bmd"      ? "mg/cm3"
                                                                   : "1",
                                        difference);
  return fmt::format(
      "<figure class=\"scale\"><figcaption><b>Colour: {}</b>{}.</figcaption>\n"
      "<svg viewBox=\"0 0 {:g} 38\" role=\"img\" aria-labelledby=\"{}-title {}-desc\"><title id=\"{}-title\">Colour "
      "scale of {}</title><desc id=\"{}-desc\">from {} to {}; values beyond have the colour of the end</desc>"
      "<linearGradient id=\"{}-colours\">{}</linearGradient><rect x=\"{:g}\" y=\"{:g}\" width=\"{:g}\" height=\"{:g}\" "
      "fill=\"url(#{}-colours)\" stroke=\"#1a1a1a\" stroke-width=\"0.5\"/>{}</svg></figure>\n",
      escape(title),
      difference ? "; red is less than A, blue is more"
      : classes  ? "; red is loss, lytic beyond −30; blue is gain, sclerotic beyond +30"
      : changes  ? "; red is loss, blue is gain"
                 : "",
      width, id, id, id, escape(title), id, fixed(plan.low, decimals), fixed(plan.high, decimals), id, stops, left, top,
      right - left, height, id, ticks);
}

}  // namespace howship
