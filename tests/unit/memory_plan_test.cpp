#include "host/app/memory_plan.hpp"

#include <gtest/gtest.h>

#include "kernels/device_memory.hpp"

namespace howship {
namespace {

TEST(MemoryPlan, SaysWhichCardsHoldTheRunBesideCudaItself) {
  const auto fitting = [](double need) {
    int cards = 0;
    for (const CheckReport::Card& card : plan_memory(need)) cards += card.fits ? 1 : 0;
    return cards;
  };
  EXPECT_EQ(fitting(1e6), 4);
  EXPECT_EQ(fitting(7.4e9), 4);
  EXPECT_EQ(fitting(7.5e9), 3);  // CUDA takes 0.6 GB
  EXPECT_EQ(fitting(23.5e9), 2);
  EXPECT_EQ(fitting(79.5e9), 1);
  EXPECT_EQ(fitting(140.3e9), 1);
  EXPECT_EQ(fitting(140.5e9), 0);
}

TEST(MemoryPlan, CountsTheGranulesOfEveryArmOnce) {
  EXPECT_EQ(device_bytes_of_arms(1e9, 1), 1e9);
  EXPECT_NEAR(device_bytes_of_arms(1e9, 3), 3.2e9, 1.0);
  EXPECT_NEAR(device_bytes_for_fields(2e9), 1.9e9, 1.0);
  EXPECT_EQ(device_bytes_for_fields(5e7), 0.0);
}

TEST(MemoryPlan, NamesEachCardWithWhatItHas) {
  const auto cards = plan_memory(1e9);
  ASSERT_EQ(cards.size(), 4U);
  const double sold[] = {8.0, 24.0, 80.0, 141.0};
  for (std::size_t i = 0; i < cards.size(); ++i) {
    EXPECT_EQ(cards[i].gigabytes, sold[i]);
    EXPECT_EQ(cards[i].have_bytes, sold[i] * 1e9 - 0.6e9);
  }
}

}  // namespace
}  // namespace howship
