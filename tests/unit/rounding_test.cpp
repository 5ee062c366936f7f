#include "host/io/rounding.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace howship {
namespace {

int trailing_zeros(float value) {
  std::uint32_t word = 0;
  std::memcpy(&word, &value, sizeof(word));
  int zeros = 0;
  while (zeros < 23 && ((word >> zeros) & 1U) == 0) ++zeros;
  return zeros;
}

/// Values of both signs over many powers of ten around `scale`.
template <class Check>
void for_values(double scale, const Check& check) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> exponent(-9.0, 6.0);
  for (int i = 0; i < 20000; ++i) {
    const auto value = static_cast<float>(scale * std::pow(10.0, exponent(random)));
    check(value);
    check(-value);
  }
}

class RoundingAccuracy : public testing::TestWithParam<double> {};

TEST_P(RoundingAccuracy, IsKept) {
  for (const double scale : {1e-3, 1.0, 18436.0}) {
    const Rounding rounded(GetParam(), scale);
    double largest = 0.0;
    for_values(scale, [&](float value) {
      const double error = std::abs(static_cast<double>(rounded(value)) - static_cast<double>(value));
      largest = std::max(largest, error / (GetParam() * (std::abs(static_cast<double>(value)) + scale / 20.0)));
    });
    EXPECT_LE(largest, 1.0) << scale;
    EXPECT_GT(largest, 0.25) << "nearly exact: nothing is saved at scale " << scale;
  }
}

INSTANTIATE_TEST_SUITE_P(Values, RoundingAccuracy, testing::Values(1e-2, 1e-3, 1e-4, 1e-5));

TEST(RoundingOfBits, LeavesThirteenAtTheDefault) {
  const Rounding rounded(1e-4, 1.0);
  for_values(1.0, [&](float value) { EXPECT_GE(trailing_zeros(rounded(value)), 10) << value; });
}

TEST(RoundingOfBits, TakesTailsToZero) {
  EXPECT_EQ(Rounding(1e-4, 1.0)(3e-6F), 0.0F);
  EXPECT_NE(Rounding(1e-4, 1.0)(3e-5F), 0.0F);
}

TEST(RoundingOfBits, KeepsOrder) {
  const Rounding rounded(1e-3, 0.5);
  float before = rounded(-2.0F);
  for (float value = -2.0F; value < 2.0F; value += 1.7e-5F) {
    const float now = rounded(value);
    EXPECT_GE(now, before) << value;
    before = now;
  }
}

TEST(RoundingOfBits, HasNoDirection) {
  const Rounding rounded(1e-3, 0.0);
  double sum = 0.0;
  for_values(1.0, [&](float value) {
    if (value > 0.0F) sum += static_cast<double>(rounded(value)) / static_cast<double>(value) - 1.0;
  });
  EXPECT_LT(std::abs(sum / 20000.0), 1e-5);
}

TEST(RoundingOfBits, LeavesWhatNeedsNone) {
  const Rounding none(0.0, 1.0), some(1e-4, 1.0);
  const float denormal = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(none(denormal), denormal);
  for_values(1.0, [&](float value) { EXPECT_EQ(none(value), value); });
  const float largest = std::numeric_limits<float>::max();
  EXPECT_EQ(some(largest), largest);
  EXPECT_EQ(some(-largest), -largest);
  EXPECT_EQ(some(0.0F), 0.0F);
  EXPECT_EQ(some(std::numeric_limits<float>::infinity()), std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(some(std::numeric_limits<float>::quiet_NaN())));
  // What fields often are: healthy, and the largest BV/TV.
  EXPECT_EQ(some(1.0F), 1.0F);
  EXPECT_EQ(some(2.0F), 2.0F);
}

}  // namespace
}  // namespace howship
