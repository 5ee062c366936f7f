#include "kernels/physics/elementary.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <type_traits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kernels/cpu/simd.hpp"

namespace howship {
namespace {

constexpr double relative_limit = 4e-16;  // what elementary.hpp promises; a double's spacing is 2.2e-16
constexpr int point_count = 20000;

std::vector<double> uniform_points(double least, double most) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> draw(least, most);
  std::vector<double> x(point_count);
  for (double& value : x) value = draw(random);
  return x;
}

/// exp's range, its clamps, its zero and the places where its reduction rounds the other way.
std::vector<double> exponents() {
  std::vector<double> x = uniform_points(-700.0, 700.0);
  for (double near_zero : uniform_points(-1.0, 1.0)) x.push_back(near_zero);
  for (int k = -1000; k <= 1000; ++k) {
    const double tie = (k + 0.5) * std::log(2.0);
    if (std::abs(tie) > 700.0) continue;
    for (double to : {-1e9, 1e9}) x.push_back(std::nextafter(tie, to));
  }
  for (double edge : {0.0, -0.0, 1e-300, -1e-300, 1e-17, -1e-17, 1.0, -1.0, 700.0, -700.0}) x.push_back(edge);
  return x;
}

/// Arguments of log: all magnitudes, both sides of 1, of sqrt(1/2) and of powers of two.
std::vector<double> positives() {
  std::vector<double> x = uniform_points(0.5, 2.0);
  for (double decade : uniform_points(-299.9, 308.2)) x.push_back(std::pow(10.0, decade));
  for (int k = -990; k <= 1020; ++k)
    for (double mantissa : {1.0, std::sqrt(0.5)}) {
      const double at = std::ldexp(mantissa, k);
      for (double value : {std::nextafter(at, 0.0), at, std::nextafter(at, 1e308)}) x.push_back(value);
    }
  x.push_back(1e-300);
  x.push_back(std::numeric_limits<double>::max());
  return x;
}

/// Largest |made(x) - right(x)| / |right(x)| and where it stands; a NaN counts as infinite.
template <class Made, class Right>
std::pair<double, double> worst_relative(const std::vector<double>& at, Made made, Right right) {
  std::pair<double, double> worst{0.0, 0.0};
  for (double x : at) {
    const long double reference = right(static_cast<long double>(x));
    const long double difference = std::fabs(static_cast<long double>(made(x)) - reference);
    const double error = difference == 0.0L ? 0.0 : static_cast<double>(difference / std::fabs(reference));
    if (!(error <= worst.first)) worst = {std::isnan(error) ? HUGE_VAL : error, x};
  }
  return worst;
}

TEST(Exp, AgreesWithTheLibraryOverItsRange) {
  const auto [error, x] = worst_relative(
      exponents(), [](double v) { return exp(v); }, [](long double v) { return std::exp(v); });
  // Tighter than promised, so that a lost term of the series (1.7e-16) shows.
  EXPECT_LE(error, 2.5e-16) << "at " << x;
}

TEST(Exp, IsExactlyOneAtZero) {
  EXPECT_EQ(exp(0.0), 1.0);
  EXPECT_EQ(exp(-0.0), 1.0);
}

TEST(Exp, StaysFiniteAndPositiveBeyondItsRange) {
  EXPECT_EQ(exp(1e5), exp(700.0));
  EXPECT_EQ(exp(HUGE_VAL), exp(700.0));
  EXPECT_EQ(exp(-1e5), exp(-700.0));
  EXPECT_EQ(exp(-HUGE_VAL), exp(-700.0));
  EXPECT_GT(exp(-700.0), 0.0);
  EXPECT_TRUE(std::isfinite(exp(700.0)));
}

TEST(Log, AgreesWithTheLibraryOverItsRange) {
  const auto [error, x] = worst_relative(
      positives(), [](double v) { return log(v); }, [](long double v) { return std::log(v); });
  EXPECT_LE(error, relative_limit) << "at " << x;
}

TEST(Log, IsExactlyZeroAtOne) {
  EXPECT_EQ(log(1.0), 0.0);
}

TEST(Log, TakesWhatIsNotPositiveAsTheLeastNumber) {
  for (double x : {0.0, -0.0, -3.0, 1e-310, 5e-324, -HUGE_VAL}) EXPECT_EQ(log(x), log(1e-300)) << x;
}

TEST(Tanh, AgreesWithTheLibraryAbsolutely) {
  // Its form 1 - 2/(e^2x + 1) cancels near zero, so that only the absolute error is small there. Rounding of e^2x,
  // of the quotient and of the difference add up to 3.3e-16.
  std::vector<double> x = uniform_points(-20.0, 20.0);
  for (double near_zero : uniform_points(-1e-3, 1e-3)) x.push_back(near_zero);
  for (double edge : {0.0, -0.0, 1e-300, 350.0, -350.0, 1e6, -1e6}) x.push_back(edge);
  for (double at : x) {
    const long double error = std::fabs(static_cast<long double>(tanh(at)) - std::tanh(static_cast<long double>(at)));
    ASSERT_TRUE(error <= 4e-16L) << "at " << at << ": " << static_cast<double>(error);
  }
}

TEST(Tanh, IsAccurateWhereItSaturates) {
  std::vector<double> x = uniform_points(1.0, 20.0);
  for (double left : uniform_points(-20.0, -1.0)) x.push_back(left);
  const auto [error, at] = worst_relative(
      x, [](double v) { return tanh(v); }, [](long double v) { return std::tanh(v); });
  EXPECT_LE(error, relative_limit) << "at " << at;
}

TEST(Tanh, ReachesItsLimitsAndZeroExactly) {
  EXPECT_EQ(tanh(0.0), 0.0);
  EXPECT_EQ(tanh(50.0), 1.0);
  EXPECT_EQ(tanh(-50.0), -1.0);
  EXPECT_EQ(tanh(1e300), 1.0);
  EXPECT_EQ(tanh(-1e300), -1.0);
}

/// Bodies run with packs of several widths and with plain doubles: all have to give the same bits.
template <class Pack>
class LaneType : public ::testing::Test {
 protected:
  /// Compares f of a pack with f of each of its lanes, bit by bit.
  template <class F>
  static void expect_equal_bits(const std::vector<double>& at, F f) {
    for (std::size_t first = 0; first + Pack::lanes <= at.size(); first += Pack::lanes) {
      Pack x;
      load(at.data() + first, x);
      const Pack packed = f(x);
      double lanes[Pack::lanes];
      store(lanes, packed);
      for (int i = 0; i < Pack::lanes; ++i)
        ASSERT_EQ(as_bits(lanes[i]), as_bits(f(at[first + i]))) << "lane " << i << " at " << at[first + i];
    }
  }
};
using LaneTypes = ::testing::Types<Simd<double, 2>, Simd<double, 4>, Simd<double, 8>>;
TYPED_TEST_SUITE(LaneType, LaneTypes);

TYPED_TEST(LaneType, GivesTheScalarBitsOfExp) {
  auto x = exponents();
  x.insert(x.end(), {1e5, -1e5, HUGE_VAL, -HUGE_VAL, NAN, NAN, NAN, NAN, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0});
  this->expect_equal_bits(x, [](const auto& v) { return exp(v); });
}

TYPED_TEST(LaneType, GivesTheScalarBitsOfLog) {
  auto x = positives();
  x.insert(x.end(), {0.0, -0.0, -3.0, 5e-324, 1e-310, HUGE_VAL, NAN, 1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0});
  this->expect_equal_bits(x, [](const auto& v) { return log(v); });
}

TYPED_TEST(LaneType, GivesTheScalarBitsOfTanh) {
  this->expect_equal_bits(exponents(), [](const auto& v) { return tanh(v); });
}

TYPED_TEST(LaneType, GivesTheScalarBitsOfSqrtMaxMinAndSelect) {
  this->expect_equal_bits(positives(), [](const auto& v) { return sqrt(v); });
  this->expect_equal_bits(exponents(), [](const auto& v) { return max(v, std::decay_t<decltype(v)>(0.5)); });
  this->expect_equal_bits(exponents(), [](const auto& v) { return min(v, std::decay_t<decltype(v)>(0.5)); });
  this->expect_equal_bits(exponents(), [](const auto& v) {
    using V = std::decay_t<decltype(v)>;
    return select(v > V(0.25), 2.0 * v, -v);
  });
}

TYPED_TEST(LaneType, AnyIsTrueForOneLaneAlone) {
  for (int lane = 0; lane < TypeParam::lanes; ++lane) {
    TypeParam x(0.0);
    EXPECT_FALSE(any(x > TypeParam(0.5)));
    x.v[lane] = 1.0;
    EXPECT_TRUE(any(x > TypeParam(0.5))) << lane;
  }
}

TEST(FloatLanes, GiveTheScalarBitsOfArithmeticAndSelect) {
  // The multigrid bodies run in packs of 16 floats; they use no elementary function.
  using Pack = Simd<float, 16>;
  const std::vector<double> points = uniform_points(-3.0, 3.0);
  const auto f = [](const auto& v) {
    using V = std::decay_t<decltype(v)>;
    return select(v > V(0.25F), 2.0F * v + 1.0F, -v / (v * v + 0.5F));
  };
  for (std::size_t first = 0; first + Pack::lanes <= points.size(); first += Pack::lanes) {
    Pack x;
    load(points.data() + first, x);
    const Pack packed = f(x);
    for (int i = 0; i < Pack::lanes; ++i)
      ASSERT_EQ(packed.v[i], f(static_cast<float>(points[first + static_cast<std::size_t>(i)])))
          << points[first + static_cast<std::size_t>(i)];
  }
}

}  // namespace
}  // namespace howship
