#include "host/io/background_writer.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace howship {
namespace {

/// Work that lasts until it is let go.
class SlowPiece {
 public:
  ~SlowPiece() { let_go(); }
  void operator()() { gate_.get_future().wait(); }
  void let_go() {
    if (!open_.exchange(true)) gate_.set_value();
  }

 private:
  std::promise<void> gate_;
  std::atomic<bool> open_{false};
};

TEST(BackgroundWriter, WorksWhileItsOwnerGoesOn) {
  SlowPiece piece;
  bool written = false;
  BackgroundWriter writer;
  writer.start([&] {
    piece();
    written = true;
  });
  EXPECT_TRUE(writer.busy());
  piece.let_go();
  writer.wait();
  EXPECT_FALSE(writer.busy());
  EXPECT_TRUE(written);
  EXPECT_GT(writer.seconds(), 0.0);
}

TEST(BackgroundWriter, HasNothingToWaitForBeforeItsFirstPiece) {
  const BackgroundWriter writer;
  writer.wait();
  EXPECT_FALSE(writer.busy());
  EXPECT_EQ(writer.seconds(), 0.0);
}

TEST(BackgroundWriter, WaitsForThePieceBefore) {
  SlowPiece piece;
  std::atomic<bool> first{false}, second{false};
  BackgroundWriter writer;
  writer.start([&] {
    piece();
    first = true;
  });
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_FALSE(second);
    piece.let_go();
  });
  writer.start([&] { second = first.load(); });
  EXPECT_TRUE(first);  // before start() returned
  writer.wait();
  EXPECT_TRUE(second);
  later.join();
}

TEST(BackgroundWriter, SharesOneThreadInTheOrderOfStarting) {
  constexpr int writers = 4;
  SlowPiece piece;
  BackgroundWriter busy;
  std::thread::id thread;
  busy.start([&] {
    thread = std::this_thread::get_id();
    piece();
  });
  std::vector<int> order;  // no lock: they come one after the other
  std::vector<std::thread::id> threads;
  std::vector<BackgroundWriter> others(writers);
  for (int i = 0; i < writers; ++i)
    others[static_cast<std::size_t>(i)].start([&, i] {
      order.push_back(i);
      threads.push_back(std::this_thread::get_id());
    });
  piece.let_go();
  for (const BackgroundWriter& other : others) other.wait();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3}));
  EXPECT_EQ(threads, std::vector<std::thread::id>(writers, thread));
  EXPECT_NE(thread, std::this_thread::get_id());
}

std::string message_of(const BackgroundWriter& writer) {
  try {
    writer.wait();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(BackgroundWriter, HandsOnWhatAPieceThrowsAndStartsNothingThen) {
  BackgroundWriter writer, other;
  writer.start([] { throw std::runtime_error("disk full"); });
  EXPECT_EQ(message_of(writer), "disk full");
  EXPECT_EQ(message_of(writer), "disk full");
  bool started = false;
  EXPECT_THROW(writer.start([&] { started = true; }), std::runtime_error);
  EXPECT_EQ(message_of(writer), "disk full");
  EXPECT_FALSE(started);
  other.start([&] { started = true; });  // is none of its business
  other.wait();
  EXPECT_TRUE(started);
}

TEST(BackgroundWriter, ThrowsFromStartWhatThePieceBeforeThrew) {
  BackgroundWriter writer;
  writer.start([] { throw std::runtime_error("disk full"); });
  bool started = false;
  EXPECT_THROW(writer.start([&] { started = true; }), std::runtime_error);
  EXPECT_FALSE(started);
}

TEST(BackgroundWriter, EndsCleanlyWithAPieceAtWork) {
  SlowPiece piece;
  std::atomic<bool> written{false};
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    piece.let_go();
  });
  BackgroundWriter other;  // so that the thread does not end with the one at hand
  other.start([] {});
  try {
    BackgroundWriter writer;
    writer.start([&] {
      piece();
      written = true;
    });
    throw std::runtime_error("the run has failed");
  } catch (const std::runtime_error&) {
    EXPECT_TRUE(written);
  }
  later.join();
}

TEST(BackgroundWriter, EndsCleanlyAfterAPieceThatFailed) {
  std::optional<BackgroundWriter> writer(std::in_place);
  writer->start([] { throw std::runtime_error("nobody asks"); });
  EXPECT_NO_THROW(writer.reset());
}

// Each time the last one goes, the thread ends; the next one makes another.
TEST(BackgroundWriter, ComesAndGoesAsOftenAsNeeded) {
  int done = 0;
  for (int i = 0; i < 200; ++i) {
    BackgroundWriter writer;
    writer.start([&] { ++done; });
    if (i % 2 == 0) writer.start([&] { ++done; });
  }
  EXPECT_EQ(done, 300);
}

TEST(BackgroundWriter, MayBeUsedByRunsInThreadsOfTheirOwn) {
  std::atomic<int> at_work{0}, most{0}, done{0};
  std::vector<std::thread> runs;
  runs.reserve(4);
  for (int run = 0; run < 4; ++run)
    runs.emplace_back([&] {
      BackgroundWriter writer;
      for (int i = 0; i < 50; ++i)
        writer.start([&] {
          most = std::max(most.load(), ++at_work);
          ++done;
          --at_work;
        });
    });
  for (std::thread& run : runs) run.join();
  EXPECT_EQ(done, 200);
  EXPECT_EQ(most, 1);
}

}  // namespace
}  // namespace howship
