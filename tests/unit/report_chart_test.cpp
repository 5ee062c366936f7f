// Plots of reports.

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/chart.hpp"

namespace howship {
namespace {

using testing::HasSubstr;
using testing::Not;

Chart two_lines() {
  Chart chart;
  chart.title = "Markers <of> resorption";
  chart.unit = "% of baseline";
  chart.end = 20.0;
  chart.lines = {{"CTX", {0, 10, 20}, {100, 12, 20}, 0}, {"uNTx & more", {0, 10, 20}, {100, std::nan(""), 21}, 1}};
  return chart;
}

int count(const std::string& text, const std::string& part) {
  int n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

TEST(ReportChart, CanBeReadOut) {
  const std::string figure = chart_figure(two_lines(), "plot-7");
  EXPECT_THAT(figure, HasSubstr("aria-labelledby=\"plot-7-title plot-7-desc\""));
  EXPECT_THAT(figure, HasSubstr("<title id=\"plot-7-title\">Markers &lt;of&gt; resorption [% of baseline] over time"));
  EXPECT_THAT(figure, HasSubstr("CTX: 100 at day 0, lowest 12.0 at day 10, highest 100 at day 0, 20.0 at day 20."));
  EXPECT_THAT(figure, HasSubstr("uNTx &amp; more"));
}

TEST(ReportChart, BreaksALineWhereAValueIsMissing) {
  const std::string figure = chart_figure(two_lines(), "p");
  EXPECT_THAT(figure, testing::ContainsRegex("d=\"M[0-9.]+ [0-9.]+h0.1M[0-9.]+ [0-9.]+h0.1\""));
}

TEST(ReportChart, ShowsNoLessThanItsRange) {
  Chart chart = two_lines();
  chart.lines = {{"calcium", {0, 20}, {2.35, 2.34}, 0}};
  EXPECT_THAT(chart_figure(chart, "p"), Not(HasSubstr(">2.8</text>")));
  chart.at_least = Chart::Range{2.0, 2.8};
  EXPECT_THAT(chart_figure(chart, "p"), testing::AllOf(HasSubstr(">2.0</text>"), HasSubstr(">2.8</text>")));
}

TEST(ReportChart, NamesALineWhereItEnds) {
  Chart chart = two_lines();
  chart.lines[1].y.back() = std::nan("");
  const std::string figure = chart_figure(chart, "p");
  // Of two lines one reaches the margin, and only that is joined to its name.
  EXPECT_EQ(count(figure, "h5\" fill=\"none\""), 1);
  EXPECT_THAT(figure, HasSubstr(">uNTx &amp; more</text>"));
}

TEST(ReportChart, TellsLinesApartWithoutColours) {
  for (int a = 0; a < 8; ++a)
    for (int b = 0; b < a; ++b) {
      const std::string first = style_sample(a), second = style_sample(b);
      const auto dashes = [](const std::string& svg) {
        const std::size_t at = svg.find("stroke-dasharray");
        return at == std::string::npos ? std::string() : svg.substr(at);
      };
      EXPECT_NE(dashes(first), dashes(second)) << a << " and " << b;
    }
}

TEST(ReportChart, MarksWhatIsGivenAndLeavesOutWhatComesAfterTheEnd) {
  Chart chart = two_lines();
  chart.marks = {{4, 0, 6, 0}, {5, 10, 6, 0}, {30, 0, 6, 0}};
  const std::string figure = chart_figure(chart, "p");
  EXPECT_EQ(count(figure, "l-3 -6h6z"), 1);
  EXPECT_EQ(count(figure, "<rect"), 1);
}

TEST(ReportChart, LeavesOutOfLogarithmsWhatHasNone) {
  Chart chart = two_lines();
  chart.lines = {{"drug", {0, 5, 10, 20}, {0, 0, 50, 0.01}, 0}};
  chart.logarithmic = true;
  const std::string figure = chart_figure(chart, "p");
  EXPECT_THAT(figure, HasSubstr(">0.01<"));
  EXPECT_THAT(figure, HasSubstr(">100<"));
  EXPECT_THAT(figure, Not(HasSubstr("inf")));
  EXPECT_THAT(figure, Not(HasSubstr("nan")));
}

TEST(ReportChart, IsAPlotEvenWithoutNumbers) {
  Chart chart = two_lines();
  for (ChartLine& line : chart.lines) line.y.assign(3, std::nan(""));
  const std::string figure = chart_figure(chart, "p");
  EXPECT_THAT(figure, Not(HasSubstr("nan")));
  EXPECT_THAT(figure, Not(HasSubstr("inf")));
}

}  // namespace
}  // namespace howship
