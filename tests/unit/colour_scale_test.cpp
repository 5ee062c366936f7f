#include "host/view/colour_scale.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/view/layout.hpp"

namespace howship {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> tick_texts(double low, double high) {
  const std::vector<double> ticks = round_ticks(low, high);
  std::vector<std::string> texts;
  for (const double tick : ticks) texts.push_back(tick_text(tick, ticks.at(1) - ticks.at(0)));
  return texts;
}

TEST(ColourScale, TicksAreRoundAndMeetRoundEnds) {
  EXPECT_THAT(tick_texts(-60, 60), ElementsAre("−60", "−40", "−20", "0", "20", "40", "60"));
  EXPECT_THAT(tick_texts(-100, 100), ElementsAre("−100", "−50", "0", "50", "100"));
  EXPECT_THAT(tick_texts(0, 1), ElementsAre("0.00", "0.25", "0.50", "0.75", "1.00"));
  EXPECT_THAT(tick_texts(0, 0.013), ElementsAre("0.0000", "0.0025", "0.0050", "0.0075", "0.0100", "0.0125"));
  EXPECT_THAT(tick_texts(0, 1300), ElementsAre("0", "250", "500", "750", "1000", "1250"));
}

TEST(ColourScale, AnyRangeHasSomeTicks) {
  for (double low : {-3.3, 0.0, 17.0}) {
    for (double span = 1e-6; span < 1e7; span *= 1.37) {
      const std::vector<double> ticks = round_ticks(low, low + span);
      EXPECT_GE(ticks.size(), 4U) << low << " " << span;
      EXPECT_LE(ticks.size(), 9U) << low << " " << span;
      EXPECT_GE(ticks.front(), low - 1e-6 * span);
      EXPECT_LE(ticks.back(), low + span * (1 + 1e-6));
    }
  }
}

TEST(ColourScale, TitlesAreWordsWithUnits) {
  EXPECT_EQ(array_title("bmd_change", "%", false), "BMD change [%]");
  EXPECT_EQ(array_title("bmd_change", "%", true), "Difference in BMD change [percentage points]");
  EXPECT_EQ(array_title("bmd", "mg/cm3", false), "BMD [mg/cm³]");
  EXPECT_EQ(array_title("osteoclasts", "1", false), "Osteoclasts [× healthy]");
  EXPECT_EQ(array_title("tumour", "1", false), "Tumour volume fraction");
  EXPECT_EQ(array_title("my_array", "kPa", false), "my array [kPa]");
}

TEST(ColourScale, DivergingScaleKeepsZeroGreyWhenItsSidesDiffer) {
  const ColourScale scale(Palette::Diverging, -100, 20);
  EXPECT_EQ(scale(0), ColourScale(Palette::Diverging, -5, 5)(0));
  EXPECT_EQ(scale(20), ColourScale(Palette::Diverging, -100, 100)(20));
  EXPECT_EQ(scale(90), scale(20)) << "beyond the end";
  EXPECT_EQ(scale(std::nan("")), scale(0));
}

/// How bright a colour is to the eye (L* of CIE Lab, 0 .. 100).
double lightness(const Colour& colour) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  const double y =
      0.2126 * linear(colour[0] / 255.0) + 0.7152 * linear(colour[1] / 255.0) + 0.0722 * linear(colour[2] / 255.0);
  return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

TEST(ColourScale, SequentialScalesGetEvenlyBrighter) {
  for (const Palette palette : {Palette::Sequential, Palette::Radiograph}) {
    const ColourScale scale(palette, 0, 20);
    for (int n = 0; n < 20; ++n) EXPECT_GT(lightness(scale(n + 1)), lightness(scale(n)) + 2) << n;
  }
}

TEST(ColourScale, RoundLengthsForTheScaleBar) {
  EXPECT_DOUBLE_EQ(round_length(27), 20);
  EXPECT_DOUBLE_EQ(round_length(5), 5);
  EXPECT_DOUBLE_EQ(round_length(1.9), 1);
  EXPECT_DOUBLE_EQ(round_length(99), 50);
}

}  // namespace
}  // namespace howship
