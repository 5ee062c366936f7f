#include "howship/convoy.hpp"

#include <atomic>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace howship {
namespace {

struct Visit {
  int arm;
  int round;
};

std::string words(const std::vector<Convoy::Load>& loads) {
  std::string all;
  for (Convoy::Load load : loads) {
    const auto& visit = *static_cast<const Visit*>(load);
    all += std::to_string(visit.arm) + ":" + std::to_string(visit.round) + " ";
  }
  return all;
}

TEST(Convoy, ArmsMeetInTheirOrderUntilEachHasEnded) {
  std::vector<std::string> meetings;
  Convoy convoy;
  const auto ends = convoy.run(3, [&](int arm) {
    for (int round = 0; round < 3 - arm; ++round) {  // the last arm ends first
      Visit visit{arm, round};
      convoy.meet(&visit, false, [&](const std::vector<Convoy::Load>& loads) { meetings.push_back(words(loads)); });
    }
  });
  EXPECT_EQ(meetings, (std::vector<std::string>{"0:0 1:0 2:0 ", "0:1 1:1 ", "0:2 "}));
  for (const auto& end : ends) EXPECT_EQ(end, nullptr);
}

TEST(Convoy, OnlyOneArmRunsAtATime) {
  std::atomic<int> running{0};
  int most = 0;
  Convoy convoy;
  convoy.run(8, [&](int) {
    for (int round = 0; round < 50; ++round) {
      most = std::max(most, ++running);
      --running;
      convoy.meet(nullptr, false, [&](const std::vector<Convoy::Load>&) { most = std::max(most, running + 1); });
    }
  });
  EXPECT_EQ(most, 1);
}

TEST(Convoy, FailedArmStopsNoOther) {
  std::vector<std::size_t> met;
  Convoy convoy;
  const auto ends = convoy.run(2, [&](int arm) {
    for (int round = 0; round < 3; ++round) {
      if (arm == 0 && round == 1) throw std::runtime_error("arm 0 fails");
      convoy.meet(nullptr, false, [&](const std::vector<Convoy::Load>& loads) { met.push_back(loads.size()); });
    }
  });
  EXPECT_EQ(met, (std::vector<std::size_t>{2, 1, 1}));
  EXPECT_THROW(std::rethrow_exception(ends[0]), std::runtime_error);
  EXPECT_EQ(ends[1], nullptr);
}

TEST(Convoy, FailedLaunchIsThrownInEachArm) {
  Convoy convoy;
  int launches = 0;
  const auto ends = convoy.run(3, [&](int) {
    convoy.meet(nullptr, false, [&](const std::vector<Convoy::Load>&) {
      ++launches;
      throw std::runtime_error("no device");
    });
  });
  EXPECT_EQ(launches, 1);
  for (const auto& end : ends) EXPECT_THROW(std::rethrow_exception(end), std::runtime_error);
}

TEST(Convoy, ArmThatCatchesAFailedLaunchGoesOn) {
  Convoy convoy;
  int after = 0;
  const auto ends = convoy.run(2, [&](int) {
    try {
      convoy.meet(nullptr, false, [](const std::vector<Convoy::Load>&) { throw std::runtime_error("once"); });
    } catch (const std::runtime_error&) {
    }
    convoy.meet(nullptr, false,
                [&](const std::vector<Convoy::Load>& loads) { after += static_cast<int>(loads.size()); });
  });
  EXPECT_EQ(after, 2);
  for (const auto& end : ends) EXPECT_EQ(end, nullptr);
}

TEST(Convoy, ThePatientWaitForThoseWhoAreNot) {
  std::vector<std::string> meetings;
  Convoy convoy;
  convoy.run(2, [&](int arm) {
    const auto note = [&](const std::vector<Convoy::Load>& loads) { meetings.push_back(words(loads)); };
    for (int round = 0; round < 2; ++round) {
      // The second arm has more to do between.
      for (int more = 0; more < 2 * arm; ++more) {
        Visit between{arm, 10 + more};
        convoy.meet(&between, false, note);
      }
      Visit visit{arm, round};
      convoy.meet(&visit, true, note);
    }
  });
  EXPECT_EQ(meetings, (std::vector<std::string>{"1:10 ", "1:11 ", "0:0 1:0 ", "1:10 ", "1:11 ", "0:1 1:1 "}));
}

TEST(Convoy, OutsideARunThereIsNobodyToWaitFor) {
  Convoy convoy;
  std::size_t met = 0;
  convoy.meet(nullptr, true, [&](const std::vector<Convoy::Load>& loads) { met = loads.size(); });
  EXPECT_EQ(met, 1U);
}

}  // namespace
}  // namespace howship
