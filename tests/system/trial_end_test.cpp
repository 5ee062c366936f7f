// Trials that do not come to their end at once: killed, stopped, with an arm that fails, and resumed.

#include "host/io/folder_lock.hpp"

#include "tests/system/runaway_case.hpp"
#include "tests/system/stopped_run.hpp"
#include "tests/system/trial_case.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class AnEndedTrial : public testing::Test {
 protected:
  void SetUp() override { write_trial_case(here); }
  /// With steps so small that it can be stopped on its way.
  static std::vector<std::string> run_into(const std::string& folder, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {
        "run", "trial.toml", "-o", folder, "--set", "numerics.max_step=\"0.05 day\"", "--quiet", "--threads", "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
  /// Some arm, which one depends on how far the arms go side by side.
  bool has_come_to(const std::string& folder, std::size_t rows) const {
    for (int i = 0; i < 20000; ++i) {
      std::size_t all = 0;
      for (const std::string& arm : trial_arms()) all += rows_in(here / (folder + "/" + arm + "/timeseries.csv"));
      if (all >= rows) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return false;
  }
  void expect_arms_of_separate_runs(const std::string& folder) const {
    for (const auto& [arm, results] : separate_runs(here, folder))
      EXPECT_TRUE(same_results(results, results_in(here / (folder + "/" + arm)))) << arm;
  }

  Workplace here;
};

TEST_F(AnEndedTrial, GoesOnToTheSameBytesOnceKilled) {
  for (const std::size_t rows : {40U, 120U, 200U}) {
    bool begun = false;
    const Outcome outcome = here.run(run_into("out", {"--resume", "--checkpoint-every", "0 s"}), [&](pid_t process) {
      begun = has_come_to("out", rows);
      kill(process, SIGKILL);
    });
    ASSERT_TRUE(begun);
    ASSERT_EQ(outcome.code, -SIGKILL) << outcome.err;
    EXPECT_FALSE(fs::exists(here / "out/arms.csv"));
  }
  const Outcome last = here.run(run_into("out", {"--resume"}));
  ASSERT_EQ(last.code, 0) << last.err;
  expect_arms_of_separate_runs("out");
}

TEST_F(AnEndedTrial, StopsAllArmsOnASignal) {
  bool begun = false;
  const Outcome outcome = here.run(run_into("out"), [&](pid_t process) {
    begun = has_come_to("out", 60);
    kill(process, SIGTERM);
  });
  ASSERT_TRUE(begun);
  EXPECT_EQ(outcome.code, 143);
  EXPECT_THAT(outcome.message(), AllOf(HasSubstr("SIGTERM at day "), HasSubstr(" of 4; "), HasSubstr("--resume")));
  EXPECT_THAT(read_text(here / "out/arms.csv"), HasSubstr(",stopped,"));
  for (const std::string& arm : trial_arms()) {
    EXPECT_TRUE(fs::exists(here / ("out/" + arm + "/summary.json"))) << arm;
    EXPECT_TRUE(fs::exists(here / ("out/" + arm + "/checkpoint"))) << arm;
  }
  const Outcome last = here.run(run_into("out", {"--resume"}));
  ASSERT_EQ(last.code, 0) << last.err;
  EXPECT_THAT(read_text(here / "out/arms.csv"), Not(HasSubstr("stopped")));
  expect_arms_of_separate_runs("out");
}

TEST_F(AnEndedTrial, LeavesFinishedArmsAsTheyAre) {
  ASSERT_EQ(here.run({"run", "trial.toml", "-o", "out", "--set", "arm[3].name=third", "--quiet"}).code, 0);
  const auto time = fs::last_write_time(here / "out/denosumab/run.log");
  const auto before = results_in(here / "out/denosumab");
  // An arm that is not there yet is run.
  const Outcome more = here.run({"run", "trial.toml", "-o", "out", "--resume"});
  ASSERT_EQ(more.code, 0) << more.err;
  EXPECT_THAT(more.err, AllOf(HasSubstr("out/third: is a run, but no arm of this case")));
  EXPECT_THAT(more.out,
              AllOf(HasSubstr("denosumab    had come to its end before"), HasSubstr("zoledronate  day 4 in ")));
  EXPECT_EQ(fs::last_write_time(here / "out/denosumab/run.log"), time);
  EXPECT_TRUE(same_results(before, results_in(here / "out/denosumab")));
  // With a later end all go on.
  const Outcome later =
      here.run({"run", "trial.toml", "-o", "out", "--resume", "--until", "5 day", "--json", "--quiet"});
  ASSERT_EQ(later.code, 0) << later.err;
  for (const auto& arm : nlohmann::json::parse(later.out).at("arms"))
    EXPECT_EQ(arm.at("summary").at("end_time_day"), 5);
}

TEST_F(AnEndedTrial, IsNotWrittenToWhileAnotherIsThereThoughAllArmsAreFinished) {
  const std::vector<std::string> words{"run", "trial.toml", "-o", "out", "--until", "0.2 day", "--quiet", "--resume"};
  ASSERT_EQ(here.run(words).code, 0);
  const std::string table = read_text(here / "out/arms.csv");
  fs::remove(here / "out/arms.csv");
  {
    const FolderLock other(here / "out");
    const Outcome outcome = here.run(words);
    EXPECT_EQ(outcome.code, 5);
    EXPECT_THAT(outcome.message(), HasSubstr("out: another run is writing there"));
    EXPECT_FALSE(fs::exists(here / "out/arms.csv"));
  }
  ASSERT_EQ(here.run(words).code, 0);
  EXPECT_EQ(read_text(here / "out/arms.csv"), table);
}

TEST_F(AnEndedTrial, RefusesAnotherCaseBeforeAnyArmIsTouched) {
  ASSERT_EQ(here.run({"run", "trial.toml", "-o", "out", "--until", "0.5 day", "--quiet"}).code, 0);
  const auto before = results_in(here / "out");
  const Outcome other =
      here.run({"run", "trial.toml", "-o", "out", "--resume", "--set", "arm[2].dose[1].amount=60 mg"});
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.message(), AllOf(HasSubstr("arm[2] (\"denosumab\"): out/denosumab: cannot go on with another case"),
                                     HasSubstr("60 mg"), HasSubstr("take the run's own, out/case.toml")));
  EXPECT_TRUE(same_results(before, results_in(here / "out")));
}

TEST_F(AnEndedTrial, IsRefusedWholeWhereItsBackEndIsMissing) {
  // No machine has so many devices, and a build without CUDA has none.
  const Outcome run = here.run({"run", "trial.toml", "-o", "out", "--backend", "cuda", "--device", "1000"});
  EXPECT_EQ(run.code, 4);
  EXPECT_THAT(run.err, AllOf(HasSubstr("error: "), Not(HasSubstr("arm control"))));
  EXPECT_FALSE(std::filesystem::exists(here / "out")) << "nothing is written before it is known that arms can run";
}

TEST_F(AnEndedTrial, IsToldApartFromTheRunThatTakesItsPlace) {
  ASSERT_EQ(here.run(run_into("out", {"--until", "0.1 day"})).code, 0);
  const Outcome resumed = here.run(run_into("out", {"--until", "0.1 day", "--resume", "--set", "arm=[]"}));
  EXPECT_EQ(resumed.code, 5);
  EXPECT_THAT(resumed.message(), HasSubstr("out: holds the runs of a trial's arms (control, denosumab, zoledronate)"));
  const Outcome run = here.run(run_into("out", {"--until", "0.1 day", "--overwrite", "--set", "arm=[]"}));
  EXPECT_EQ(run.code, 0) << run.err;
  for (const std::string& arm : trial_arms())
    EXPECT_THAT(run.err, HasSubstr("out/" + arm + ": is a run, but no part of this one; it stays as it is"));
}

/// A tumour that breeds osteoclasts without bound, unless it is killed at the start.
TEST_F(AnEndedTrial, GoesOnWithoutAnArmThatFails) {
  write_text(here / "ball.toml", std::string(ball_case) +
                                     "[[arm]]\nname = \"untreated\"\n[[arm]]\nname = \"irradiated\"\n[[arm.therapy]]\n"
                                     "kind = \"radiotherapy\"\nfraction_dose = \"100 Gy\"\n");
  const Outcome run = here.run(runaway());
  EXPECT_EQ(run.code, 3);
  const std::vector<std::string> lines = split(run.err, '\n');
  EXPECT_THAT(lines.back(), AllOf(HasSubstr("error: arm untreated: field osteoclasts = "),
                                  HasSubstr("the last good state is written"), HasSubstr("the other arms have come")));
  EXPECT_THAT(read_text(here / "out/irradiated/summary.json"), HasSubstr("\"finished\": true"));
  EXPECT_THAT(read_text(here / "out/arms.csv"),
              AllOf(HasSubstr("untreated,failed,2."), HasSubstr("irradiated,finished,3,")));
  EXPECT_THAT(run.out, AllOf(HasSubstr("untreated   failed"), HasSubstr("irradiated  day 3 in ")));
}

}  // namespace
}  // namespace howship::system_test
