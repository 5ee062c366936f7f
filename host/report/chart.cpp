#include "host/report/chart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "host/report/axis.hpp"
#include "host/report/html.hpp"
#include "host/report/numbers.hpp"
#include "host/report/polyline.hpp"

namespace howship {

namespace {

/// Colours of Okabe and Ito, which people with any common colour vision deficiency tell apart, and dashes for grey
/// prints.
struct Style {
  const char* colour;
  const char* dashes;
};
constexpr std::array<Style, 8> styles = {{{"#0072b2", ""},
                                          {"#d55e00", "6 2.5"},
                                          {"#009e73", "1.5 2"},
                                          {"#cc79a7", "9 2 2 2"},
                                          {"#e69f00", "12 3"},
                                          {"#56b4e9", "4 1.5 1 1.5"},
                                          {"#000000", "3 4"},
                                          {"#777777", "9 2 1 2 1 2"}}};

const Style& style_of(int style) {
  return styles[static_cast<std::size_t>(style) % styles.size()];
}

constexpr double width = 380.0, plot_left = 48.0, plot_height = 150.0, row_height = 9.0, label_gap = 12.5;

struct PlotArea {
  double left, right, top, bottom;
  Axis x, y;
  double at_x(double value) const { return left + (right - left) * x.place(value); }
  double at_y(double value) const { return bottom - (bottom - top) * y.place(value); }
};

/// A line that is alone and has the plot's own name needs no label.
bool labelled(const Chart& chart) {
  return chart.lines.size() > 1 || (chart.lines.size() == 1 && chart.always_labelled);
}

Axis value_axis(const Chart& chart) {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  const auto take = [&](double value) {
    if (!std::isfinite(value) || (chart.logarithmic && value <= 0.0)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (const ChartLine& line : chart.lines) std::for_each(line.y.begin(), line.y.end(), take);
  if (chart.band) {
    take(chart.band->low);
    take(chart.band->high);
  }
  if (chart.level) take(*chart.level);
  if (chart.at_least) {
    take(chart.at_least->low);
    take(chart.at_least->high);
  }
  if (low > high) return linear_axis(0.0, 1.0);
  // Four decades show all that matters of a drug that leaves the body.
  if (chart.logarithmic) return logarithmic_axis(std::max(low, high * 1e-4), high);
  // Amounts are drawn from zero, unless they vary by little around something else.
  if (low > 0.0 && !chart.band && low < 0.6 * high) low = 0.0;
  return linear_axis(low, high);
}

std::string grid_lines(const PlotArea& f) {
  std::string svg;
  for (const Axis::Tick& tick : f.y.ticks) {
    const double y = f.at_y(tick.value);
    svg += fmt::format(
        "<path d=\"M{:.1f} {:.1f}H{:.1f}\" stroke=\"#dddddd\"/><text x=\"{:.1f}\" y=\"{:.1f}\" "
        "text-anchor=\"end\">{}</text>\n",
        f.left, y, f.right, f.left - 5.0, y + 3.8, tick.label);
  }
  for (const Axis::Tick& tick : f.x.ticks) {
    const double x = f.at_x(tick.value);
    svg += fmt::format(
        "<path d=\"M{:.1f} {:.1f}v4\" stroke=\"#1a1a1a\"/><text x=\"{:.1f}\" y=\"{:.1f}\" "
        "text-anchor=\"middle\">{}</text>\n",
        x, f.bottom, x, f.bottom + 16.0, tick.label);
  }
  return svg;
}

std::string marks_of(const Chart& chart, const PlotArea& f) {
  std::string svg;
  for (const ChartMark& mark : chart.marks) {
    if (mark.time > chart.end) continue;
    const double x = f.at_x(mark.time), y = f.top - 3.0 - row_height * mark.row;
    if (mark.duration > 1.0)
      svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"4\" fill=\"{}\"/>", x, y - 5.0,
                         std::max(1.0, f.at_x(std::min(mark.time + mark.duration, chart.end)) - x),
                         style_of(mark.style).colour);
    else
      svg += fmt::format("<path d=\"M{:.1f} {:.1f}l-3 -6h6z\" fill=\"{}\"/>", x, y, style_of(mark.style).colour);
  }
  return svg + (svg.empty() ? "" : "\n");
}

/// Heights of labels that want to stand at `wanted`, moved apart by label_gap and kept within the plot.
std::vector<double> spread(std::vector<double> wanted, double top, double bottom) {
  std::vector<std::size_t> order(wanted.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  double least = top;
  for (const std::size_t i : order) {
    wanted[i] = std::max(wanted[i], least);
    least = wanted[i] + label_gap;
  }
  double most = bottom;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    wanted[*i] = std::min(wanted[*i], most);
    most = wanted[*i] - label_gap;
  }
  return wanted;
}

std::string lines_of(const Chart& chart, const PlotArea& f) {
  std::string svg;
  std::vector<double> end_x, wanted;
  for (const ChartLine& line : chart.lines) {
    std::vector<std::pair<double, double>> points;
    for (std::size_t i = 0; i < std::min(line.x.size(), line.y.size()); ++i) {
      const bool shown =
          std::isfinite(line.y[i]) && (!f.y.logarithmic || line.y[i] >= f.y.low) && line.x[i] <= chart.end;
      points.emplace_back(f.at_x(line.x[i]), shown ? f.at_y(line.y[i]) : std::nan(""));
    }
    const Style& style = style_of(line.style);
    svg +=
        fmt::format("<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\" stroke-linejoin=\"round\"{}/>\n",
                    polyline_path(points), style.colour,
                    *style.dashes ? fmt::format(" stroke-dasharray=\"{}\"", style.dashes) : "");
    const auto last =
        std::find_if(points.rbegin(), points.rend(), [](const auto& p) { return std::isfinite(p.second); });
    end_x.push_back(last == points.rend() ? f.right : last->first);
    wanted.push_back(last == points.rend() ? f.bottom : last->second);
  }
  if (!labelled(chart)) return svg;
  // A line that ends early is named where it ends: a stroke to the margin would look like data.
  const auto early = [&](std::size_t i) { return end_x[i] < f.right - 2.0; };
  std::vector<double> in_margin;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (!early(i)) in_margin.push_back(wanted[i]);
  const std::vector<double> label_y = spread(in_margin, f.top, f.bottom);
  std::size_t next = 0;
  for (std::size_t i = 0; i < chart.lines.size(); ++i) {
    const std::string label = escape(chart.lines[i].label);
    if (early(i)) {
      svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", end_x[i] + 3.0, wanted[i] - 3.0, label);
      continue;
    }
    const double y = label_y[next++];
    svg += fmt::format(
        "<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}h5\" fill=\"none\" stroke=\"{}\"/><text x=\"{:.1f}\" "
        "y=\"{:.1f}\">{}</text>\n",
        end_x[i] + 1.0, wanted[i], f.right + 7.0, y, style_of(chart.lines[i].style).colour, f.right + 15.0, y + 3.8,
        label);
  }
  return svg;
}

std::string unit_words(const Chart& chart) {
  return chart.unit.empty() ? "" : " [" + escape(chart.unit) + "]";
}

/// What a plot shows, in words.
std::string description(const Chart& chart) {
  std::string text;
  for (const ChartLine& line : chart.lines) {
    std::size_t first = line.y.size(), last = 0, lowest = 0, highest = 0;
    for (std::size_t i = 0; i < line.y.size(); ++i) {
      if (!std::isfinite(line.y[i])) continue;
      if (first == line.y.size()) first = lowest = highest = i;
      last = i;
      if (line.y[i] < line.y[lowest]) lowest = i;
      if (line.y[i] > line.y[highest]) highest = i;
    }
    if (first == line.y.size()) continue;
    text +=
        fmt::format("{}: {} at {}, lowest {} at {}, highest {} at {}, {} at {}. ", line.label,
                    significant(line.y[first]), day(line.x[first]), significant(line.y[lowest]), day(line.x[lowest]),
                    significant(line.y[highest]), day(line.x[highest]), significant(line.y[last]), day(line.x[last]));
  }
  if (chart.band)
    text +=
        fmt::format("{}: {} to {}. ", chart.band->label, significant(chart.band->low), significant(chart.band->high));
  if (!chart.marks.empty())
    text += fmt::format("{} above the plot. ", count_of(static_cast<long long>(chart.marks.size()), "mark of treatment",
                                                        "marks of treatment"));
  return text;
}

}  // namespace

std::string chart_figure(const Chart& chart, const std::string& id) {
  std::size_t longest = 0;
  for (const ChartLine& line : chart.lines) longest = std::max(longest, line.label.size());
  int rows = 0;
  for (const ChartMark& mark : chart.marks) rows = std::max(rows, mark.row + 1);
  const TimeAxis time = time_axis(chart.end);
  PlotArea f{};
  f.left = plot_left;
  // A label needs 6.8 units per letter.
  f.right = width - (labelled(chart) ? 18.0 + 6.8 * static_cast<double>(longest) : 10.0);
  f.top = 8.0 + row_height * rows;
  f.bottom = f.top + plot_height;
  f.x = time.axis;
  f.y = value_axis(chart);
  std::string svg = fmt::format(
      "<svg viewBox=\"0 0 {:g} {:g}\" role=\"img\" aria-labelledby=\"{}-title {}-desc\">\n"
      "<title id=\"{}-title\">{}{} over time</title>\n<desc id=\"{}-desc\">{}</desc>\n",
      width, f.bottom + 36.0, id, id, id, escape(chart.title), unit_words(chart), id, escape(description(chart)));
  if (chart.band) {
    const double high = f.at_y(std::min(chart.band->high, f.y.high)), low = f.at_y(std::max(chart.band->low, f.y.low));
    svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"#e8e8e8\"/>\n",
                       f.left, high, f.right - f.left, low - high);
  }
  svg += grid_lines(f);
  if (chart.level)
    svg +=
        fmt::format("<path d=\"M{:.1f} {:.1f}H{:.1f}\" stroke=\"#777777\"/>\n", f.left, f.at_y(*chart.level), f.right);
  svg += fmt::format("<path d=\"M{0:.1f} {1:.1f}V{2:.1f}H{3:.1f}\" fill=\"none\" stroke=\"#1a1a1a\"/>\n", f.left, f.top,
                     f.bottom, f.right);
  svg += lines_of(chart, f) + marks_of(chart, f);
  svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">Time [{}]</text>\n</svg>\n",
                     0.5 * (f.left + f.right), f.bottom + 31.0, time.unit);
  return fmt::format("<figure>\n<figcaption><b>{}</b>{}{}{}</figcaption>\n{}</figure>\n", escape(chart.title),
                     unit_words(chart), chart.note.empty() ? "" : " ", escape(chart.note), svg);
}

std::string style_sample(int style) {
  const Style& s = style_of(style);
  return fmt::format(
      "<svg viewBox=\"0 0 48 10\" aria-hidden=\"true\"><path d=\"M1 5H47\" stroke=\"{}\" "
      "stroke-width=\"2.4\"{}/></svg>",
      s.colour, *s.dashes ? fmt::format(" stroke-dasharray=\"{}\"", s.dashes) : "");
}

}  // namespace howship
