// The folder of a trial: what may be there before, and the table of its arms.

#include "host/io/trial_folder.hpp"

#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/io/folder_lock.hpp"
#include "host/io/timeseries_columns.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;
using namespace output_test;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class ATrialFolder : public ::testing::Test {
 protected:
  std::string refusal(bool overwrite, bool resume) const {
    try {
      trial_.require_fit(overwrite, resume);
    } catch (const FileError& error) {
      return error.what();
    }
    return "";
  }
  void put(const std::string& file, const std::string& text = "x") const {
    fs::create_directories((folder_ / file).parent_path());
    write_text(folder_ / file, text);
  }
  std::set<std::string> entries() const {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
      names.insert(fs::relative(entry.path(), folder_.path()).string());
    return names;
  }
  TemporaryFolder folder_, outside_;
  const TrialFolder trial_{folder_.path(), {"a", "b"}};
};

TEST_F(ATrialFolder, MustBeFreeAtTheStart) {
  EXPECT_EQ(refusal(false, false), "");
  EXPECT_EQ(refusal(false, true), "");
  put("thesis.tex");
  EXPECT_THAT(refusal(false, false), HasSubstr("not empty"));
  EXPECT_THAT(refusal(false, true), HasSubstr("not empty"));
  EXPECT_EQ(refusal(true, false), "");
}

TEST_F(ATrialFolder, GoesOnWithATrialOnly) {
  put("case.toml");  // a case of the user's own
  EXPECT_THAT(refusal(false, true), HasSubstr("not empty"));
  put("a/run.log");
  EXPECT_EQ(refusal(false, true), "");
  put("notes.txt");
  EXPECT_EQ(refusal(false, true), "");
  put("timeseries.csv");
  EXPECT_THAT(refusal(false, true), HasSubstr("holds one run"));
}

TEST_F(ATrialFolder, RefusesLinksOutOfIt) {
  fs::create_directory_symlink(outside_.path(), folder_ / "b");
  for (const bool resume : {false, true})
    EXPECT_THAT(refusal(!resume, resume), AllOf(HasSubstr("/b: is a link to"), HasSubstr(outside_.path().string())));
  fs::remove(folder_ / "b");
  fs::create_directories(folder_ / "b");
  fs::create_symlink(outside_ / "x", folder_ / "b/run.log");
  EXPECT_THAT(refusal(true, false), HasSubstr("b/run.log: is a link"));
  fs::remove(folder_ / "b/run.log");
  fs::create_symlink(outside_ / "x", folder_ / "arms.csv");
  EXPECT_THAT(refusal(true, false), HasSubstr("arms.csv: is a link"));
}

TEST_F(ATrialFolder, OverwritesOneRunAndKeepsWhatIsNotOurs) {
  for (const char* file : {"timeseries.csv", "run.log", "fields/fields_0000.vti", "checkpoint/step_00000001.checkpoint",
                           "arms.csv", "summary.json", "mesh/notes.txt", "thesis.tex"})
    put(file);
  trial_.prepare(true);
  EXPECT_THAT(entries(),
              UnorderedElementsAre("a", "a/fields", "b", "b/fields", "mesh", "mesh/notes.txt", "thesis.tex"));
}

TEST_F(ATrialFolder, OverwritesTheRunsOfAllArmsBeforeOneBegins) {
  for (const char* file : {"b/timeseries.csv", "b/summary.json", "b/run.log", "b/case.toml", "b/fields/fields_0000.vti",
                           "b/notes.txt", "b/checkpoint/step_00000001.checkpoint", "c/timeseries.csv"})
    put(file);
  const auto before = entries();
  {
    fs::create_directories(folder_ / "a");
    const FolderLock other_run(folder_ / "a");
    EXPECT_THROW(trial_.prepare(true), FileError);
  }
  fs::remove(folder_ / "a");
  EXPECT_EQ(entries(), before);
  trial_.prepare(false);
  EXPECT_TRUE(fs::exists(folder_ / "b/timeseries.csv"));
  trial_.prepare(true);
  EXPECT_THAT(entries(), UnorderedElementsAre("a", "a/fields", "b", "b/fields", "b/notes.txt", "b/checkpoint", "c",
                                              "c/timeseries.csv"));
}

TEST_F(ATrialFolder, KeepsACaseOfTheUsersOwnInThePlaceOfAnArm) {
  EXPECT_FALSE(trial_.has_begun());
  put("b/case.toml");
  EXPECT_TRUE(trial_.has_begun());
  trial_.prepare(true);
  EXPECT_TRUE(fs::exists(folder_ / "b/case.toml"));
}

TEST_F(ATrialFolder, IsNoPlaceForARunWithoutArms) {
  const auto refused = [&](bool resume) {
    try {
      TrialFolder(folder_.path(), {}).refuse_trial(resume);
    } catch (const FileError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  put("a/notes.txt");
  EXPECT_EQ(refused(true), "");
  put("a/timeseries.csv");
  put("b/timeseries.csv");
  EXPECT_THAT(refused(true), AllOf(HasSubstr("arms (a, b), with which a run without arms cannot go on"),
                                   HasSubstr((folder_ / "case.toml").string()), Not(HasSubstr("--overwrite"))));
  EXPECT_THAT(refused(false), AllOf(HasSubstr("arms (a, b); add --overwrite"), Not(HasSubstr("case.toml"))));
  put("timeseries.csv");  // a run of its own, beside others
  EXPECT_EQ(refused(true), "");
}

TEST_F(ATrialFolder, TellsOfOtherRuns) {
  put("a/timeseries.csv");
  put("c/timeseries.csv");
  put("d/notes.txt");
  EXPECT_THAT(trial_.other_runs(), ElementsAre(folder_ / "c"));
}

TEST_F(ATrialFolder, HasATableOfWhereTheArmsCameTo) {
  put("a/timeseries.csv", timeseries_header() + "\n0,1\n2.5,3\n");
  fs::create_directories(folder_ / "b");
  trial_.write_table({"finished", "failed"});
  const std::string nothing(timeseries_columns.size() - 1, ',');
  EXPECT_EQ(read_text(folder_ / "arms.csv"),
            "arm,state," + timeseries_header() + "\na,finished,2.5,3\nb,failed," + nothing + "\n");
}

}  // namespace
}  // namespace howship
