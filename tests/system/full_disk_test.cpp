// A disk that is full, or cannot be written, ends a run in one line; once there is space it goes on to the same bytes.

#include <random>

#include "tests/system/stopped_run.hpp"
#include "tests/system/traced_run.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;

class AFullDisk : public StoppedRun {
 protected:
  void SetUp() override { write_eventful_case(here); }

  /// Runs a script in a mount namespace of its own, in which the folder `disk` is a file system in memory. What it
  /// leaves in the folder `kept` outlives it.
  Outcome with_disk(const std::string& size, const std::string& script) {
    fs::create_directories(here / "disk");
    fs::create_directories(here / "kept");
    const std::string folder = fs::path(HOWSHIP_EXECUTABLE).parent_path();
    return here.execute({"/usr/bin/unshare", "--user", "--map-root-user", "--mount", "/bin/bash", "--norc", "-c",
                         "PATH='" + folder + "':$PATH; mount -t tmpfs -o size=" + size +
                             " none disk && touch kept/mounted || exit 99\n" + script});
  }
  /// Whatever else went wrong there is for the test to see.
  bool mounted() const { return fs::exists(here / "kept/mounted"); }
  static std::string words(const std::vector<std::string>& arguments) {
    std::string line = "howship";
    for (const std::string& word : arguments) line += " '" + word + "'";
    return line;
  }
};

TEST_F(AFullDisk, StopsARunThatGoesOnOnceThereIsSpace) {
  const Outcome outcome = with_disk(
      "300k", words(run_into("disk/out", {"--checkpoint-every", "0 s"})) +
                  " 2>kept/message; echo $? >kept/code; find disk -name '*.partial' >kept/partial\n"
                  "mount -o remount,size=64m disk && " +
                  words(resume("disk/out")) + " 2>kept/later; echo $? >>kept/code; cp -r disk/out kept/out\n");
  if (!mounted()) GTEST_SKIP() << "no file system may be mounted here: " << outcome.err;
  EXPECT_EQ(read_text(here / "kept/code"), "5\n0\n") << read_text(here / "kept/message");
  const std::string message = read_text(here / "kept/message");
  EXPECT_EQ(message.find('\n'), message.size() - 1) << message;
  EXPECT_THAT(message, AllOf(HasSubstr("disk/out/"), HasSubstr("No space left on device"), HasSubstr("free space"),
                             HasSubstr("--resume")));
  EXPECT_EQ(read_text(here / "kept/partial"), "");
  EXPECT_EQ(read_text(here / "kept/later"), "");
  EXPECT_TRUE(same_results(whole(), results_in(here / "kept/out")));
}

TEST_F(AFullDisk, FolderThatIsRemovedIsNotSaidToGoOn) {
  bool begun = false;
  const Outcome outcome = here.run(run_into("out", {"--checkpoint-every", "0 s"}), [&](pid_t) {
    begun = has_come_to_row(here / "out", 20);
    fs::rename(here / "out", here / "gone");
  });
  ASSERT_TRUE(begun);
  EXPECT_EQ(outcome.code, 5);
  EXPECT_THAT(outcome.message(), AllOf(HasSubstr("out/"), testing::Not(HasSubstr("--resume"))));
}

TEST_F(AFullDisk, ThatCannotBeWrittenIsSaid) {
  // Root writes into folders without permission, so the whole file system is made read-only.
  const Outcome outcome =
      with_disk("64m", "howship run eventful.toml --until '1 day' -o disk/out -q && mount -o remount,ro disk\n" +
                           words(resume("disk/out")) + " 2>kept/message; echo $? >kept/code\n" +
                           words(run_into("disk/new")) + " 2>>kept/message; echo $? >>kept/code\n");
  if (!mounted()) GTEST_SKIP() << "no file system may be mounted here: " << outcome.err;
  EXPECT_EQ(read_text(here / "kept/code"), "5\n5\n");
  const std::vector<std::string> lines = split(read_text(here / "kept/message"), '\n');
  ASSERT_EQ(lines.size(), 2U) << read_text(here / "kept/message");
  for (const std::string& line : lines)
    EXPECT_THAT(line, AllOf(HasSubstr("disk/"), HasSubstr("Read-only file system")));
}

// Not only where a small disk happens to end: at any call that needs space.
TEST_F(AFullDisk, MayFillUpAtAnyWrite) {
  if (!can_trace()) GTEST_SKIP() << "processes cannot be followed call by call here";
  const unsigned seed = 9;
  std::mt19937 random(seed);
  const auto wanted = whole();
  // The last file of a run, as it is made and as it is written; its first files one by one; then anywhere in its first
  // third.
  std::vector<std::pair<long, std::string>> places = {{1, "summary.json"}, {2, "summary.json"}};
  for (int i = 0; i < 12; ++i)
    places.emplace_back(i < 4 ? 2 + 3 * i : std::uniform_int_distribution<long>(15, 1200)(random), "");
  for (const auto& [at, of] : places) {
    if (HasFailure()) break;
    const fs::path folder = here / "out";
    fs::remove_all(folder);
    const TracedOutcome full = run_traced(here, run_into("out", {"--checkpoint-every", of.empty() ? "0 s" : "1 min"}),
                                          at, Interference::FullDisk, of);
    ASSERT_TRUE(full.hit);
    SCOPED_TRACE("at call " + std::to_string(at) + ": " + full.hit->name + " of " + full.hit->file);
    EXPECT_EQ(full.outcome.code, 5);
    EXPECT_THAT(full.outcome.message(), AllOf(HasSubstr("out"), HasSubstr("No space left on device")));
    if (!of.empty()) {
      EXPECT_THAT(full.outcome.message(), AllOf(HasSubstr("out/summary.json"), HasSubstr("--resume goes on from day"),
                                                testing::Not(HasSubstr("another folder"))));
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      EXPECT_NE(entry.path().extension(), ".partial") << entry.path();
    const Outcome outcome = here.run(resume("out"));
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(same_results(wanted, results_in(folder)));
  }
}

}  // namespace
}  // namespace howship::system_test
