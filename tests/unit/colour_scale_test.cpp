#include "host/view/colour_scale.hpp"

#include <array>
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

using Values = std::array<double, 3>;

Values linear_rgb(const Colour& colour) {
  Values linear{};
  for (std::size_t n = 0; n < 3; ++n) {
    const double c = colour[n] / 255.0;
    linear[n] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return linear;
}

Values times(const std::array<Values, 3>& matrix, const Values& v) {
  Values result{};
  for (std::size_t n = 0; n < 3; ++n) result[n] = matrix[n][0] * v[0] + matrix[n][1] * v[1] + matrix[n][2] * v[2];
  return result;
}

/// CIE L*a*b* of linear sRGB under D65.
Values lab(const Values& linear) {
  const Values xyz = times({{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}}, linear);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f(xyz[0] / 0.9505), y = f(xyz[1]), z = f(xyz[2] / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// How bright a colour is to the eye, 0 .. 100.
double lightness(const Colour& colour) {
  return lab(linear_rgb(colour))[0];
}

TEST(ColourScale, CanBeToldApartWithRedGreenBlindness) {
  // Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB: protanopia, deuteranopia.
  const std::array<Values, 3> blindness[] = {
      {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
      {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}};
  const ColourScale classes(Palette::Classes, 0, 3), change(Palette::Diverging, -1, 1);
  const std::vector<std::vector<Colour>> sets = {{classes(0), classes(1), classes(2), classes(3)},
                                                 {change(-1), change(-0.4), change(0), change(0.4), change(1)}};
  for (const auto& matrix : blindness) {
    for (const std::vector<Colour>& colours : sets) {
      for (std::size_t n = 0; n < colours.size(); ++n) {
        for (std::size_t m = 0; m < n; ++m) {
          const Values a = lab(times(matrix, linear_rgb(colours[n]))), b = lab(times(matrix, linear_rgb(colours[m])));
          EXPECT_GT(std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), 20) << n << " and " << m;
        }
      }
    }
  }
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
