// Scales of plots.

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/axis.hpp"
#include "host/report/polyline.hpp"

namespace howship {
namespace {

using testing::ElementsAre;

std::vector<std::string> labels(const Axis& axis) {
  std::vector<std::string> texts;
  for (const Axis::Tick& tick : axis.ticks) texts.push_back(tick.label);
  return texts;
}

TEST(ReportAxis, HasRoundTicksThatEncloseTheValues) {
  const Axis axis = linear_axis(0.13, 6.96);
  EXPECT_DOUBLE_EQ(axis.low, 0.0);
  EXPECT_DOUBLE_EQ(axis.high, 8.0);
  EXPECT_THAT(labels(axis), ElementsAre("0", "2", "4", "6", "8"));
  EXPECT_THAT(labels(linear_axis(-0.4, 7.5)), ElementsAre("\u22122", "0", "2", "4", "6", "8"));
  EXPECT_THAT(labels(linear_axis(2.2, 2.6)), ElementsAre("2.2", "2.3", "2.4", "2.5", "2.6"));
}

TEST(ReportAxis, KeepsToTheMostTicksWhateverTheValues) {
  for (const double low : {0.0, -3.7, 1e-9, 12345.0})
    for (const double length : {1e-7, 0.3, 0.99, 1.0, 1.01, 4.0, 7.3, 99.0, 2.5e6}) {
      const Axis axis = linear_axis(low, low + length);
      EXPECT_LE(axis.ticks.size(), 6U) << low << " + " << length;
      EXPECT_GE(axis.ticks.size(), 2U) << low << " + " << length;
      EXPECT_LE(axis.low, low + 1e-9 * length);
      EXPECT_GE(axis.high, (low + length) - 1e-9 * length);
    }
}

TEST(ReportAxis, MovesEqualEndsApart) {
  for (const double value : {0.0, 100.0, -2.0}) {
    const Axis axis = linear_axis(value, value);
    EXPECT_LT(axis.low, axis.high);
    EXPECT_LE(axis.low, value);
    EXPECT_GE(axis.high, value);
  }
}

TEST(ReportAxis, PlacesValuesBetweenItsEnds) {
  const Axis linear = linear_axis(0.0, 10.0);
  EXPECT_DOUBLE_EQ(linear.place(2.5), 0.25);
  const Axis decades = logarithmic_axis(0.02, 30.0);
  EXPECT_THAT(labels(decades), ElementsAre("0.01", "0.1", "1", "10", "100"));
  EXPECT_NEAR(decades.place(1.0), 0.5, 1e-12);
}

TEST(ReportAxis, CountsTimeInTheUnitThatFits) {
  EXPECT_STREQ(time_axis(3.0).unit, "day");
  EXPECT_THAT(labels(time_axis(84.0).axis), ElementsAre("0", "14", "28", "42", "56", "70", "84"));
  const TimeAxis two_years = time_axis(730.5);
  EXPECT_STREQ(two_years.unit, "month");
  EXPECT_THAT(labels(two_years.axis), ElementsAre("0", "3", "6", "9", "12", "15", "18", "21", "24"));
  EXPECT_DOUBLE_EQ(two_years.axis.ticks.back().value, 730.5);
  EXPECT_STREQ(time_axis(20 * 365.25).unit, "year");
  EXPECT_LE(time_axis(9.9 * 365.25).axis.ticks.size(), 10U);
  EXPECT_DOUBLE_EQ(time_axis(0.0).axis.high, 1.0);
}

TEST(ReportPolyline, BreaksWhereAValueIsMissing) {
  const double nan = std::nan("");
  EXPECT_EQ(polyline_path({{0, 1}, {10, 2}, {20, nan}, {30, 4}, {40, nan}, {50, 5}, {60, 6}}),
            "M0.0 1.0L10.0 2.0M30.0 4.0h0.1M50.0 5.0L60.0 6.0");
  EXPECT_EQ(polyline_path({{0, nan}}), "");
}

TEST(ReportPolyline, ThinsWhatCannotBeToldApartButKeepsPeaks) {
  std::vector<std::pair<double, double>> points;
  for (int i = 0; i < 10000; ++i) points.emplace_back(1e-3 * i, i == 5001 ? 99.0 : i == 7003 ? -99.0 : 1.0);
  const std::string path = polyline_path(points);
  EXPECT_LT(path.size(), 1500U);
  EXPECT_THAT(path, testing::HasSubstr(" 99.0"));
  EXPECT_THAT(path, testing::HasSubstr(" -99.0"));
}

}  // namespace
}  // namespace howship
