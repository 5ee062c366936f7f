#include "host/report/courses.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/report/chart.hpp"
#include "host/report/html.hpp"
#include "host/report/numbers.hpp"
#include "host/report/quantities.hpp"

namespace howship {

namespace {

struct PlottedColumn {
  const char* column;
  const char* label;  ///< beside the line, where a plot has several
};

/// One plot of a report.
struct Plot {
  const char* title;
  const char* unit;
  double factor;
  std::vector<PlottedColumn> columns;
  enum { Plain, Drug, Percent, Change, Calcium, Pth } kind = Plain;
};

const std::vector<Plot>& plots() {
  static const std::vector<Plot> all = {
      {"Denosumab in serum", "µg/mL", 1.0, {{"denosumab_serum", "serum"}}, Plot::Drug},
      {"Free denosumab in the bone", "nmol/L", 1e-3, {{"denosumab_free", "bone"}}, Plot::Drug},
      {"Zoledronate in the skeleton", "mg", 1e-3, {{"zoledronate_bone", "bone"}}, Plot::Drug},
      {"Tumour volume", "cm³", 1e-3, {{"tumour_volume", "tumour"}}},
      {"Volume of lytic and sclerotic bone",
       "cm³",
       1e-3,
       {{"lytic_volume", "lytic"}, {"sclerotic_volume", "sclerotic"}}},
      {"Change of bone mineral density",
       "%",
       1.0,
       {{"bmd_change", "region"}, {"bmd_spine", "spine"}, {"bmd_hip", "hip"}},
       Plot::Change},
      {"Markers of resorption",
       "% of baseline",
       1.0,
       {{"ctx", "CTX"}, {"untx", "uNTx"}, {"trap5b", "TRAP-5b"}},
       Plot::Percent},
      {"Markers of formation", "% of baseline", 1.0, {{"p1np", "P1NP"}, {"bsap", "BSAP"}}, Plot::Percent},
      {"Calcium in serum", "mmol/L", 1.0, {{"calcium_serum", "calcium"}}, Plot::Calcium},
      {"PTH", "pmol/L", 1.0, {{"pth", "PTH"}}, Plot::Pth},
      {"Cells in the region, relative to healthy bone",
       "",
       1.0,
       {{"osteoclasts", "osteoclasts"}, {"osteoblasts", "osteoblasts"}}},
  };
  return all;
}

/// Whether a level falls to a thirtieth of its highest and stays there for a quarter of the time after its first rise,
/// as a drug does that is given once.
bool spans_decades(const std::vector<ChartLine>& lines) {
  double highest = 0.0, low_time = 0.0, all_time = 0.0;
  for (const ChartLine& line : lines)
    for (const double y : line.y) highest = std::max(highest, y);
  for (const ChartLine& line : lines) {
    const auto rise = std::find_if(line.y.begin(), line.y.end(), [&](double y) { return y > highest / 30.0; });
    for (auto i = static_cast<std::size_t>(rise - line.y.begin()) + 1; i < line.y.size(); ++i) {
      const double step = line.x[i] - line.x[i - 1];
      all_time += step;
      if (line.y[i] <= highest / 30.0) low_time += step;
    }
  }
  return low_time > 0.25 * all_time;
}

bool is_given(const ChartLine& line) {
  return std::any_of(line.y.begin(), line.y.end(), [](double y) { return y > drug_floor; });
}

std::vector<ChartMark> marks_of(const RunFolder& run, int style, int row) {
  std::vector<ChartMark> marks;
  const std::vector<double> time = run.events.numbers("time");
  std::vector<double> duration = run.events.numbers("duration");
  duration.resize(time.size(), 0.0);
  for (std::size_t i = 0; i < time.size(); ++i) marks.push_back({time[i], duration[i], style, row});
  return marks;
}

/// Lines of a plot without drugs that were not given.
std::vector<ChartLine> drawn(const Plot& plot, std::vector<ChartLine> lines) {
  if (plot.kind == Plot::Drug)
    lines.erase(std::remove_if(lines.begin(), lines.end(), [](const ChartLine& line) { return !is_given(line); }),
                lines.end());
  return lines;
}

bool all_zero(const std::vector<ChartLine>& lines) {
  return std::all_of(lines.begin(), lines.end(), [](const ChartLine& line) {
    return std::all_of(line.y.begin(), line.y.end(), [](double y) { return y == 0.0; });
  });
}

ChartLine line_of(const RunFolder& run, const Plot& plot, const char* column, const std::string& label, int style) {
  ChartLine line{label, run.series.numbers("time"), run.series.numbers(column), style};
  for (double& y : line.y) y *= plot.factor;
  return line;
}

Chart chart_of(const Plot& plot, std::vector<ChartLine> lines, double end) {
  Chart chart;
  chart.title = plot.title;
  chart.unit = plot.unit;
  chart.end = end;
  chart.lines = std::move(lines);
  chart.logarithmic = plot.kind == Plot::Drug && spans_decades(chart.lines);
  if (chart.logarithmic) chart.note = "logarithmic scale";
  if (plot.kind == Plot::Percent) {
    chart.level = 100.0;
    chart.at_least = Chart::Range{75.0, 125.0};
  }
  if (plot.kind == Plot::Change) chart.level = 0.0;
  if (plot.kind == Plot::Calcium) {
    chart.band = Chart::Band{calcium_reference.low, calcium_reference.high, "Reference range"};
    chart.at_least = Chart::Range{2.0, 2.8};
  }
  if (plot.kind == Plot::Pth) chart.band = Chart::Band{pth_reference.low, pth_reference.high, "Reference range"};
  if (chart.band) chart.note = "grey: reference range";
  return chart;
}

}  // namespace

std::string courses(const RunFolder& run) {
  std::string html;
  int number = 0;
  for (const Plot& plot : plots()) {
    std::vector<ChartLine> lines;
    for (const PlottedColumn& c : plot.columns)
      if (run.series.has(c.column))
        lines.push_back(line_of(run, plot, c.column, c.label, static_cast<int>(lines.size())));
    lines = drawn(plot, std::move(lines));
    if (lines.empty()) continue;
    Chart chart = chart_of(plot, std::move(lines), run.end());
    chart.marks = marks_of(run, 6, 0);
    html += chart_figure(chart, fmt::format("plot-{}", ++number));
  }
  return html.empty() ? "" : "<div class=\"plots\">\n" + html + "</div>\n";
}

std::string compared_courses(const std::vector<RunFolder>& arms) {
  std::string html;
  int number = 0;
  double end = 0.0;
  for (const RunFolder& arm : arms) end = std::max(end, arm.end());
  for (const Plot& plot : plots()) {
    for (const PlottedColumn& c : plot.columns) {
      std::vector<ChartLine> lines;
      for (std::size_t i = 0; i < arms.size(); ++i)
        if (arms[i].series.has(c.column))
          lines.push_back(
              line_of(arms[i], plot, c.column, std::string(1, static_cast<char>('A' + i)), static_cast<int>(i)));
      lines = drawn(plot, std::move(lines));
      if (lines.empty() || all_zero(lines)) continue;
      Chart chart = chart_of(plot, std::move(lines), end);
      chart.always_labelled = true;
      if (plot.columns.size() > 1) chart.title += fmt::format(": {}", c.label);
      for (std::size_t i = 0; i < arms.size(); ++i) {
        const int row = static_cast<int>(arms.size() - 1 - i), style = static_cast<int>(i);
        for (const ChartMark& mark : marks_of(arms[i], style, row)) chart.marks.push_back(mark);
      }
      html += chart_figure(chart, fmt::format("plot-{}", ++number));
    }
  }
  return html.empty() ? "" : "<div class=\"plots\">\n" + html + "</div>\n";
}

std::string mark_words(const RunFolder& run) {
  // One and many of a kind of event.
  const auto names = [](const std::string& kind, const std::string& drug) -> std::pair<std::string, std::string> {
    if (kind == "dose") return {"dose of " + drug, "doses of " + drug};
    if (kind == "intake") return {"intake of " + drug, "intakes of " + drug};
    if (kind == "chemotherapy") return {"cycle of chemotherapy", "cycles of chemotherapy"};
    if (kind == "radiotherapy") return {"fraction of radiotherapy", "fractions of radiotherapy"};
    return {kind, kind};
  };
  std::map<std::pair<std::string, std::string>, long long> number;
  const std::vector<std::string> kind = run.events.texts("kind");
  std::vector<std::string> drug = run.events.texts("drug");
  drug.resize(kind.size());
  for (std::size_t i = 0; i < kind.size(); ++i) ++number[names(kind[i], drug[i])];
  std::vector<std::string> words;
  words.reserve(number.size());
  for (const auto& [name, n] : number) words.push_back(escape(count_of(n, name.first, name.second)));
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace howship
