// Signals at any moment: the step is finished and a checkpoint written, and the run can go on as if never stopped.

#include <random>

#include "tests/system/stopped_run.hpp"
#include "tests/system/traced_run.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class ASignal : public StoppedRun {
 protected:
  void SetUp() override { write_eventful_case(here); }
  void expect_to_go_on(const std::string& folder) {
    const Outcome outcome = here.run(resume(folder));
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(same_results(whole(), results_in(here / folder)));
    fs::remove_all(here / folder);
  }
};

/// Calls that change files, at most, while a snapshot is written.
constexpr long calls_of_a_snapshot = 40;

/// Waits until a process has a handler for a signal.
void wait_for_handler(pid_t process, int signal) {
  for (int i = 0; i < 20000; ++i) {
    const std::string status = read_text("/proc/" + std::to_string(process) + "/status");
    const std::size_t at = status.find("SigCgt:");
    if (at != std::string::npos && ((std::stoull(status.substr(at + 7), nullptr, 16) >> (signal - 1)) & 1U) != 0)
      return;
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
}

TEST_F(ASignal, WhileARunIsSetUpStopsItBeforeItsFirstStep) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const Outcome outcome = here.run(run_into("out"), [&](pid_t process) {
      wait_for_handler(process, signal);
      kill(process, signal);
    });
    ASSERT_EQ(outcome.code, 128 + signal) << outcome.err;
    EXPECT_THAT(outcome.message(), AllOf(HasSubstr("at day 0 of 10"), HasSubstr("--resume")));
    EXPECT_EQ(rows_in(here / "out/timeseries.csv"), 2U);  // heading, day 0
    EXPECT_EQ(checkpoints("out").size(), 1U);
    expect_to_go_on("out");
  }
}

TEST_F(ASignal, WithinAnyWriteIsWaitedFor) {
  if (!can_trace()) GTEST_SKIP() << "processes cannot be followed call by call here";
  std::mt19937 random(10);
  for (int i = 0; i < 10 && !HasFailure(); ++i) {
    // The first files of a run one by one, then anywhere.
    const long at = i < 4 ? 1 + 4 * i : std::uniform_int_distribution<long>(17, 1200)(random);
    const bool interrupt = i % 2 == 0;
    const TracedOutcome traced = run_traced(here, run_into("out", {"--checkpoint-every", "0 s"}), at,
                                            interrupt ? Interference::Interrupt : Interference::Terminate);
    ASSERT_TRUE(traced.hit);
    SCOPED_TRACE("call " + std::to_string(at) + ": " + traced.hit->name + " of " + traced.hit->file);
    ASSERT_EQ(traced.outcome.code, interrupt ? 130 : 143) << traced.outcome.err;
    EXPECT_THAT(traced.outcome.message(),
                AllOf(HasSubstr(interrupt ? "SIGINT" : "SIGTERM"), HasSubstr("at day"), HasSubstr("--resume")));
    // The newest checkpoint is that of the last row.
    const std::size_t steps = rows_in(here / "out/timeseries.csv") - 2;  // heading, day 0
    EXPECT_THAT(checkpoints("out").front().filename(), HasSubstr("_" + std::to_string(100000000 + steps).substr(1)));
    EXPECT_THAT(read_text(here / "out/summary.json"), HasSubstr("\"finished\": false"));
    expect_to_go_on("out");
  }
}

TEST_F(ASignal, ComingASecondTimeEndsAtOnceAndLosesNothing) {
  if (!can_trace()) GTEST_SKIP() << "processes cannot be followed call by call here";
  for (const long at : {3L, 250L, 700L}) {
    const TracedOutcome traced =
        run_traced(here, run_into("out", {"--checkpoint-every", "0 s"}), at, Interference::InterruptTwice);
    ASSERT_TRUE(traced.hit);
    EXPECT_EQ(traced.outcome.code, -SIGINT) << traced.outcome.err;
    // What the thread that writes snapshots does until the signal is delivered.
    EXPECT_LE(traced.calls, at + 1 + calls_of_a_snapshot);
    expect_to_go_on("out");
  }
}

TEST_F(ASignal, ThatNohupHasIgnoredDoesNotStopARun) {
  const Outcome outcome = here.bash(
      "trap '' HUP INT\nhowship run eventful.toml -o out -q & run=$!\n"
      "while [ ! -e out/timeseries.csv ]; do sleep 0.01; done\n"
      "kill -HUP $run; kill -INT $run; wait $run");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(results_in(here / "out").count("summary.json"), 1U);
  EXPECT_THAT(read_text(here / "out/summary.json"), HasSubstr("\"finished\": true"));
}

TEST_F(ASignal, FromAReaderThatHasGoneDoesNotStopARun) {
  const Outcome outcome =
      here.bash("set -o pipefail\nhowship run eventful.toml -o out | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}");
  EXPECT_EQ(outcome.err.find("internal error"), std::string::npos) << outcome.err;
  EXPECT_THAT(read_text(here / "out/summary.json"), HasSubstr("\"finished\": true")) << outcome.out << outcome.err;
}

}  // namespace
}  // namespace howship::system_test
