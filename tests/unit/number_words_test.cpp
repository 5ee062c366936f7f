#include "host/app/number_words.hpp"

#include <gtest/gtest.h>

namespace howship {
namespace {

TEST(PlainNumber, HasNoExponent) {
  EXPECT_EQ(plain_number(1234.5, 3), "1234");
  EXPECT_EQ(plain_number(123456789, 3), "123456789");
  EXPECT_EQ(plain_number(12.345, 3), "12.3");
  EXPECT_EQ(plain_number(9.996, 3), "10");
  EXPECT_EQ(plain_number(99.96, 3), "100");
  EXPECT_EQ(plain_number(0.000012345, 2), "0.000012");
  EXPECT_EQ(plain_number(-0.5, 2), "-0.5");
  EXPECT_EQ(plain_number(100, 2), "100");
  EXPECT_EQ(plain_number(0, 3), "0");
}

TEST(DurationWords, NameARoundNumberOfTheirUnit) {
  EXPECT_EQ(duration_words(0), "0.1 s");
  EXPECT_EQ(duration_words(0.31), "0.3 s");
  EXPECT_EQ(duration_words(0.97), "1 s");
  EXPECT_EQ(duration_words(9.7), "10 s");
  EXPECT_EQ(duration_words(42), "42 s");
  EXPECT_EQ(duration_words(420), "7 min");
  EXPECT_EQ(duration_words(9000), "2.5 h");
}

}  // namespace
}  // namespace howship
