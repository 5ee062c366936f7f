// A disk or a system that fails for a moment costs a run no checkpoint, and names of folders are on the disk.

#include "tests/system/stopped_run.hpp"
#include "tests/system/traced_run.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

class DiskFaults : public StoppedRun {
 protected:
  void SetUp() override {
    if (!can_trace()) GTEST_SKIP() << "processes cannot be followed call by call here";
    StoppedRun::SetUp();
  }
};

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

}  // namespace
}  // namespace howship::system_test
