// What --resume does with another case, another folder, a finished run, and beside other options.

#include "tests/system/stopped_run.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Resuming : public StoppedRun {};

TEST_F(Resuming, GoesOnToTheSameBytesOnAnyNumberOfThreads) {
  for (const char* threads : {"1", "2"}) {
    const fs::path folder = copy("out");
    const Outcome outcome = here.run({"run", "eventful.toml", "-o", "out", "--set", "numerics.max_step=\"0.05 day\"",
                                      "--resume", "--quiet", "--threads", threads});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    EXPECT_TRUE(same_results(whole(), results_in(folder))) << threads << " threads";
    EXPECT_THAT(read_text(folder / "run.log"),
                AllOf(HasSubstr("stopped by a signal"), HasSubstr("going on from day"), HasSubstr("done after")));
  }
}

TEST_F(Resuming, TakesTheResolvedCaseOfTheFolder) {
  const fs::path folder = copy("out");
  const Outcome outcome = here.run({"run", "out/case.toml", "-o", "out", "--resume", "--quiet", "--threads", "1"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(same_results(whole(), results_in(folder)));
}

TEST_F(Resuming, InDoublePrecisionGivesTheSameBytesToo) {
  ASSERT_EQ(here.run(run_into("whole", {"--precision", "double"})).code, 0);
  const Outcome stopped =
      here.run(run_into("double", {"--precision", "double", "--checkpoint-every", "0 s"}), [&](pid_t process) {
        EXPECT_TRUE(has_come_to_row(here / "double", 80));
        kill(process, SIGKILL);
      });
  ASSERT_EQ(stopped.code, -SIGKILL);
  const Outcome outcome = here.run(resume("double", {"--precision", "double"}));
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(same_results(results_in(here / "whole"), results_in(here / "double")));
}

TEST_F(Resuming, RefusesAnotherCaseAndNamesWhatDiffers) {
  const fs::path folder = copy("out");
  const auto before = results_in(folder);
  const struct {
    std::vector<std::string> change;
    std::vector<std::string> said;
  } others[] = {
      {{"--precision", "double"}, {"numerics.precision", "double", "mixed"}},
      {{"--set", "geometry.spacing=\"2.5 mm\""}, {"geometry.spacing", "2.5 mm", "2 mm"}},
      {{"--set", "patient.weight=\"60 kg\""}, {"patient.weight", "60 kg"}},
      {{"--set", "lesion.1.radius=\"3.5 mm\""}, {"radius", "3.5 mm", "3 mm"}},
      {{"--set", "dose=[]"}, {"dose"}},
      {{"--set", "therapy=[]"}, {"therapy"}},
      {{"--set", "output.every=\"1 day\""}, {"output.every", "1 day", "0.5 day"}},
      {{"--set", "parameters.tissue.tumour_growth=\"0.02 1/day\""}, {"tumour_growth", "0.02"}},
  };
  for (const auto& other : others) {
    SCOPED_TRACE(other.change.back());
    const Outcome outcome = here.run(resume("out", other.change));
    EXPECT_EQ(outcome.code, 2);
    const std::string message = outcome.message();
    for (const std::string& part : other.said) EXPECT_THAT(message, HasSubstr(part));
    EXPECT_TRUE(same_results(before, results_in(folder)));
  }
  // The same names, but another bone in the file.
  std::string stl = block_stl();
  for (std::size_t at = 0; (at = stl.find(" 16", at)) != std::string::npos;) stl.replace(at, 3, " 14");
  write_text(here / "block.stl", stl);
  const Outcome outcome = here.run(resume("out"));
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.message(), HasSubstr("bone"));
  EXPECT_TRUE(same_results(before, results_in(folder)));
}

TEST_F(Resuming, WithoutARunStartsOne) {
  fs::create_directory(here / "empty");
  for (const char* folder : {"new", "empty"}) {
    const Outcome outcome = here.run(resume(folder));
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(same_results(whole(), results_in(here / folder)));
  }
}

TEST_F(Resuming, LeavesAFolderOfSomethingElseAlone) {
  fs::create_directory(here / "mine");
  write_text(here / "mine/thesis.txt", "mine");
  const Outcome outcome = here.run(resume("mine"));
  EXPECT_EQ(outcome.code, 5);
  EXPECT_THAT(outcome.message(), AllOf(HasSubstr("mine"), HasSubstr("is of no run")));
  EXPECT_EQ(results_in(here / "mine").size(), 1U);
}

TEST_F(Resuming, AFinishedRunChangesNothing) {
  const auto wanted = whole();
  for (int again = 0; again < 2; ++again) {
    const Outcome outcome = here.run(resume("whole"));
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(same_results(wanted, results_in(here / "whole")));
  }
}

TEST_F(Resuming, AFinishedRunLeavesItsFolderAsItIs) {
  whole();
  const auto files = [&] {
    std::map<std::string, std::pair<std::string, fs::file_time_type>> all;
    for (const auto& entry : fs::recursive_directory_iterator(here / "whole"))
      if (entry.is_regular_file())
        all[entry.path().string()] = {read_text(entry.path()), fs::last_write_time(entry.path())};
    return all;
  };
  const auto before = files();
  // The number of threads is in the summary.
  std::vector<std::string> words = resume("whole", {"--json"});
  *(std::find(words.begin(), words.end(), "--threads") + 1) = "2";
  const Outcome outcome = here.run(words);
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(files() == before);
  EXPECT_EQ(outcome.out, read_text(here / "whole/summary.json"));
  // What cannot be read is made again.
  write_text(here / "whole/summary.json", "{");
  ASSERT_EQ(here.run(resume("whole")).code, 0);
  EXPECT_THAT(read_text(here / "whole/summary.json"), HasSubstr("\"finished\": true"));
  // What is missing too.
  fs::remove(here / "whole/manifest.json");
  const auto results = results_in(here / "whole");
  const Outcome anew = here.run(resume("whole"));
  ASSERT_EQ(anew.code, 0);
  EXPECT_THAT(anew.err, HasSubstr("manifest.json' was missing and is made anew"));
  EXPECT_TRUE(fs::exists(here / "whole/manifest.json"));
  EXPECT_TRUE(same_results(results, results_in(here / "whole")));
}

TEST_F(Resuming, OtherTolerancesChangeNothingOfAFinishedRun) {
  whole();
  const std::string resolved = read_text(here / "whole/case.toml");
  const Outcome outcome = here.run(resume("whole", {"--set", "numerics.rtol=0.1"}));
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(read_text(here / "whole/case.toml"), resolved);
  // Nor where something of it is left to write.
  fs::remove(here / "whole/manifest.json");
  EXPECT_EQ(here.run(resume("whole", {"--set", "numerics.rtol=0.1"})).code, 0);
  EXPECT_EQ(read_text(here / "whole/case.toml"), resolved);
}

// Whatever follows from the end of the run is no change of the case.
TEST(OpenSchedules, GoOnToALaterEnd) {
  const Workplace here;
  const std::string ball = ball_case;
  write_text(here / "open.toml", ball.substr(0, ball.find("[[dose]]")) + R"([[dose]]
drug = "denosumab"
amount = "120 mg"
every = "1 day"

[[dose]]
drug = "calcium"
amount = "500 mg"
start = "0.3 day"
every = "0.7 day"

[[therapy]]
kind = "chemotherapy"
every = "1.5 day"
duration = "0.5 day"
kill_rate = "0.1 1/day"

[[therapy]]
kind = "endocrine"
start = "0.5 day"
estrogen = 0.1

[time]
end = "4 day"
)");
  const std::vector<std::string> short_run = {"run", "open.toml", "-o", "out", "--until", "2 day", "--quiet"};
  ASSERT_EQ(here.run(short_run).code, 0);
  fs::copy(here / "out", here / "own", fs::copy_options::recursive);
  ASSERT_EQ(here.run({"run", "open.toml", "-o", "whole", "--quiet"}).code, 0);
  const auto given = [&](const std::string& folder) {
    std::string drugs;
    const Csv events(read_text(here / (folder + "/events.csv")));
    for (const auto& row : events.rows) drugs += row.at(0) + " " + row.at(1) + " " + row.at(2) + "\n";
    return drugs;
  };
  EXPECT_NE(given("out"), given("whole"));
  for (const std::string folder : {"out", "own"}) {
    const std::string file = folder == "own" ? "own/case.toml" : "open.toml";
    const Outcome later = here.run({"run", file, "-o", folder, "--until", "4 day", "--resume", "--quiet"});
    EXPECT_EQ(later.code, 0) << later.err;
    EXPECT_EQ(later.err, "");
    EXPECT_EQ(given(folder), given("whole"));
  }
}

TEST_F(Resuming, DoesNotGoWithOverwrite) {
  const fs::path folder = copy("out");
  const auto before = results_in(folder);
  const Outcome outcome = here.run(resume("out", {"--overwrite"}));
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.message(), AllOf(HasSubstr("--resume"), HasSubstr("--overwrite")));
  EXPECT_TRUE(same_results(before, results_in(folder)));
}

TEST_F(Resuming, GoesOnToALaterEnd) {
  const fs::path folder = copy("out");
  ASSERT_EQ(here.run(resume("out", {"--until", "5 day"})).code, 0);
  const Csv shorter(read_text(folder / "timeseries.csv"));
  EXPECT_EQ(shorter.number(shorter.rows.size() - 1, "time [day]"), 5.0);
  ASSERT_EQ(here.run(resume("out")).code, 0);
  const Csv rows(read_text(folder / "timeseries.csv"));
  EXPECT_EQ(rows.number(rows.rows.size() - 1, "time [day]"), 10.0);
  // Back again is refused: what was computed is not thrown away.
  const Outcome back = here.run(resume("out", {"--until", "5 day"}));
  EXPECT_EQ(back.code, 2);
  EXPECT_THAT(back.message(), AllOf(HasSubstr("day 10"), HasSubstr("5")));
}

}  // namespace
}  // namespace howship::system_test
