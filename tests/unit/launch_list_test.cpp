#include "kernels/voxel/launch_list.hpp"

#include <cstring>
#include <string>

#include <gtest/gtest.h>

namespace howship {
namespace {

using List = LaunchList<char>;

/// One launch per letter; a digit sets the phase of those that follow. Bodies tell list and place.
List list_of(const std::string& words, int number) {
  List list;
  int phase = 0;
  for (char c : words) {
    if (c >= '0' && c <= '9')
      phase = c - '0';
    else
      list.add(c, phase, number * 1000 + static_cast<int>(list.launches().size()));
  }
  return list;
}

/// "S2" is a launch of S for two lists.
std::string joined(const std::vector<std::string>& words) {
  std::vector<List> lists;
  for (std::size_t i = 0; i < words.size(); ++i) lists.push_back(list_of(words[i], static_cast<int>(i)));
  std::vector<const List*> pointers;
  for (const List& list : lists) pointers.push_back(&list);
  const auto joint = join(pointers);
  std::string said;
  std::vector<int> next(lists.size(), 0);
  for (const auto& launch : joint.launches) {
    said += launch.kernel + std::to_string(launch.count);
    for (std::size_t m = launch.first; m < launch.first + launch.count; ++m) {
      int body = 0;
      std::memcpy(&body, joint.members[m].body(), sizeof body);
      EXPECT_EQ(body % 1000, next[static_cast<std::size_t>(body / 1000)]++) << "a list's launches left their order";
      EXPECT_EQ(launch.bytes, sizeof(int));
    }
  }
  for (std::size_t i = 0; i < lists.size(); ++i)
    EXPECT_EQ(static_cast<std::size_t>(next[i]), lists[i].launches().size()) << "launches of list " << i << " are lost";
  return said;
}

TEST(LaunchList, OneListStaysAsItIs) {
  EXPECT_EQ(joined({"0P1B2SSS3E"}), "P1B1S1S1S1E1");
}
TEST(LaunchList, EqualListsAreMadeTogether) {
  EXPECT_EQ(joined({"0P1B2SS3E", "0P1B2SS3E", "0P1B2SS3E"}), "P3B3S3S3E3");
}
TEST(LaunchList, ListsWithMoreSweepsCatchUpBeforeTheNextPhase) {
  EXPECT_EQ(joined({"1B2S3E4B2", "1B2SSS3E4B2"}), "B2S2S1S1E2B2");
}
TEST(LaunchList, CycleOverMoreGridsWaitsForNobodyAndIsWaitedFor) {
  // Sweep, residual, coarse sweeps, prolongation, sweep: the second list goes down one grid more.
  EXPECT_EQ(joined({"2srcpS", "2srcRCPcpS"}), "s2r2c2R1C1P1c1p2S2");
}
TEST(LaunchList, NothingGivesNothing) {
  EXPECT_EQ(joined({"", ""}), "");
  EXPECT_EQ(joined({"", "0P"}), "P1");
}
TEST(LaunchList, TellsAnAttemptFromWhatFollowsIt) {
  List list;
  EXPECT_FALSE(list.attempts());
  list.add('a', phase::after, 1);
  EXPECT_FALSE(list.attempts());
  list.clear();
  list.add('p', phase::prepare, 1);
  list.add('c', phase::check, 1);
  EXPECT_TRUE(list.attempts());
}
TEST(LaunchList, BodiesAreAligned) {
  struct alignas(16) Vector {
    float v[4];
  };
  List list;
  list.add('a', 0, 'x');
  list.add('b', 0, Vector{});
  EXPECT_EQ(reinterpret_cast<std::size_t>(list.body(list.launches()[1])) % alignof(Vector), 0U);
}

}  // namespace
}  // namespace howship
