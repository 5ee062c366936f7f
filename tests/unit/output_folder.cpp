#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/io/output.hpp"
#include "host/io/run_log.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(OutputFolder, IsCreatedWithItsParents) {
  TemporaryFolder folder;
  const RunOutput output(folder / "a/b/c", false);
  EXPECT_TRUE(std::filesystem::is_directory(folder / "a/b/c/fields"));
  EXPECT_EQ(output.folder(), folder / "a/b/c");
}

TEST(OutputFolder, MayExistWhenEmpty) {
  TemporaryFolder folder;
  EXPECT_NO_THROW(RunOutput(folder.path(), false));
}

TEST(OutputFolder, IsRefusedWhenNotEmpty) {
  TemporaryFolder folder;
  write_text(folder / "thesis.tex", "years of work");
  try {
    RunOutput output(folder.path(), false);
    FAIL() << "accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::File);
    EXPECT_THAT(error.what(), HasSubstr(folder.path().string()));
    EXPECT_THAT(error.what(), HasSubstr("--overwrite"));
    EXPECT_THAT(error.what(), HasSubstr("-o"));
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
  }
  EXPECT_EQ(read_text(folder / "thesis.tex"), "years of work");
  EXPECT_FALSE(std::filesystem::exists(folder / "fields"));
}

TEST(OutputFolder, OverwritingRemovesOnlyWhatARunWrites) {
  TemporaryFolder folder;
  std::filesystem::create_directories(folder / "fields");
  std::filesystem::create_directories(folder / "mesh");
  const std::vector<std::string> replaced = {"mesh.pvd",
                                             "view.py",
                                             "mesh/mesh_0000.vtu",
                                             "mesh/mesh_0001.vtp",
                                             "mesh/mesh_0002.vtu.partial",
                                             "fields.pvd",
                                             "summary.json",
                                             "report.html",
                                             "report-animation.png",
                                             "fields/fields_0000.vti",
                                             "fields/fields_12345.vti",
                                             "fields/fields_0002.vti.partial"};
  const std::vector<std::string> kept = {"case.toml",
                                         "run.log",
                                         "notes.csv",
                                         "fields/fields_12.vti",
                                         "mesh/mesh_0000.vti",
                                         "mesh/L3.vtu",
                                         "fields/fields_0000_smoothed.vti",
                                         "fields/my_fields_0000.vti",
                                         "fields/timeseries.csv"};
  for (const std::string& name : replaced) write_text(folder / name, "earlier run");
  for (const std::string& name : kept) write_text(folder / name, "mine");
  write_text(folder / "timeseries.csv", "earlier run");

  RunOutput output(folder.path(), true);
  for (const std::string& name : replaced) EXPECT_FALSE(std::filesystem::exists(folder / name)) << name;
  for (const std::string& name : kept) EXPECT_EQ(read_text(folder / name), "mine") << name;
  EXPECT_EQ(lines_of(folder / "timeseries.csv").size(), 1U);
  EXPECT_THAT(read_text(folder / "timeseries.csv"), HasSubstr("time [day]"));
}

TEST(OutputFolder, FailsWithTheSystemsReason) {
  TemporaryFolder folder;
  write_text(folder / "file", "");
  for (const std::string name : {"file", "file/run"}) {
    try {
      RunOutput output(folder / name, true);
      FAIL() << "accepted " << name;
    } catch (const FileError& error) {
      EXPECT_THAT(error.what(), HasSubstr(name));
      EXPECT_THAT(error.what(), HasSubstr("Not a directory"));
      EXPECT_EQ(error.code(), ExitCode::File);
    }
  }
}

TEST(RunLog, WritesEachMessageAtOnceWithItsLevel) {
  TemporaryFolder folder;
  {
    RunLog log(folder.path());
    log.info("12 doses of denosumab");
    log.warning("spacing is 3 {} mm");
    const std::vector<std::string> lines = lines_of(folder / "run.log");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_THAT(lines[0], HasSubstr("[info] 12 doses of denosumab"));
    EXPECT_THAT(lines[1], HasSubstr("[warning] spacing is 3 {} mm"));
  }
  { RunLog(folder.path(), true).error("resumed"); }
  EXPECT_EQ(lines_of(folder / "run.log").size(), 3U);
  { RunLog(folder.path()).info("new"); }
  EXPECT_EQ(lines_of(folder / "run.log").size(), 1U);
}

TEST(RunLog, FailsWithAFileErrorWhereItCannotWrite) {
  TemporaryFolder folder;
  write_text(folder / "file", "");
  EXPECT_THROW(RunLog log(folder / "file"), FileError);
}

}  // namespace
}  // namespace howship
