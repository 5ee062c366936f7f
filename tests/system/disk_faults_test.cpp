// A disk or a system that fails for a moment costs a run no checkpoint, and names of folders are on the disk.

#include "tests/system/stopped_run.hpp"
#include "tests/system/traced_run.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class DiskFaults : public StoppedRun {
 protected:
  void SetUp() override {
    if (!can_trace()) GTEST_SKIP() << "processes cannot be followed call by call here";
    StoppedRun::SetUp();
  }
};

TEST_F(DiskFaults, ThatHideACheckpointEndTheRunAndLeaveIt) {
  const fs::path folder = copy("out");
  const auto before = results_in(folder);
  const std::vector<fs::path> files = checkpoints("out");
  const TracedOutcome hidden = run_traced(here, resume("out"), 1, Interference::NoDescriptor, files.front().filename());
  ASSERT_TRUE(hidden.hit);
  EXPECT_EQ(hidden.outcome.code, 5);
  EXPECT_THAT(hidden.outcome.message(),
              AllOf(HasSubstr(files.front().filename()), HasSubstr("Too many open files"), HasSubstr("--resume")));
  EXPECT_EQ(checkpoints("out"), files);
  EXPECT_TRUE(same_results(before, results_in(folder)));
  const TracedOutcome table = run_traced(here, resume("out"), 1, Interference::NoDescriptor, "timeseries.csv");
  ASSERT_TRUE(table.hit);
  EXPECT_EQ(table.outcome.code, 5);
  EXPECT_THAT(table.outcome.message(), AllOf(HasSubstr("timeseries.csv"), HasSubstr("Too many open files")));
  EXPECT_EQ(checkpoints("out"), files);
  const Outcome later = here.run(resume("out"));
  EXPECT_EQ(later.code, 0);
  EXPECT_EQ(later.err, "");
  EXPECT_TRUE(same_results(whole(), results_in(folder)));
}

TEST_F(DiskFaults, ThatLoseANameKeepTheCheckpointsBefore) {
  const TracedOutcome lost =
      run_traced(here, run_into("out", {"--checkpoint-every", "0 s"}), 4, Interference::BadFolder, "/out/checkpoint");
  ASSERT_TRUE(lost.hit);
  EXPECT_EQ(lost.outcome.code, 5);
  EXPECT_THAT(lost.outcome.message(),
              AllOf(HasSubstr("out/checkpoint"), HasSubstr("Input/output error"), HasSubstr("--resume")));
  EXPECT_EQ(checkpoints("out").size(), 3U);
  EXPECT_EQ(here.run(resume("out")).code, 0);
  EXPECT_TRUE(same_results(whole(), results_in(here / "out")));
}

TEST_F(DiskFaults, LeaveTheNamesOfAllFoldersOnTheDisk) {
  const TracedOutcome run = run_traced(here, run_into("res/deep/x/", {"--until", "0.1 day"}), -1, Interference::Kill);
  ASSERT_EQ(run.outcome.code, 0) << run.outcome.err;
  std::vector<std::string> synchronised;
  for (const FileCall& call : run.made)
    if (call.name == "fsync") synchronised.push_back(call.file);
  for (const char* const folder : {"", "res", "res/deep", "res/deep/x"})
    EXPECT_THAT(synchronised, Contains(fs::canonical(here / folder).string())) << folder;
}

class ACheckpointOfALaterVersion : public StoppedRun {};

// It is of the run's best state, and another howship reads it.
TEST_F(ACheckpointOfALaterVersion, StaysAndEndsTheRun) {
  copy("out");
  const std::vector<fs::path> files = checkpoints("out");
  std::string bytes = read_text(files.front());
  const std::string heading = "howship checkpoint ";
  bytes.replace(heading.size(), 1, "2");
  write_text(files.front(), bytes);
  const Outcome outcome = here.run(resume("out"));
  EXPECT_EQ(outcome.code, 5);
  EXPECT_THAT(outcome.message(), AllOf(HasSubstr("version 2"), HasSubstr("the howship that wrote it"),
                                       HasSubstr("--overwrite"), Not(HasSubstr("before it"))));
  EXPECT_EQ(checkpoints("out"), files);
  EXPECT_EQ(read_text(files.front()), bytes);
}

}  // namespace
}  // namespace howship::system_test
