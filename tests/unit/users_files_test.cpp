// What a run must not replace in its folder.

#include "host/io/users_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;
using namespace output_test;
using ::testing::AllOf;
using ::testing::HasSubstr;

class UsersFiles : public ::testing::Test {
 protected:
  fs::path put(const std::string& file) const {
    fs::create_directories((folder_ / file).parent_path());
    write_text(folder_ / file, "x");
    return folder_ / file;
  }
  InputFile input(const std::string& key, const std::string& file) const { return {key, put(file), 1, ""}; }
  std::string refusal(const std::vector<InputFile>& inputs, bool begun = false) const {
    try {
      refuse_to_replace(folder_.path(), inputs, begun);
    } catch (const FileError& error) {
      return error.what();
    }
    return "";
  }
  TemporaryFolder folder_;
};

TEST_F(UsersFiles, ThatTheRunReadsAreNotReplacedByItsResults) {
  put("run.log");  // a run was there
  EXPECT_EQ(refusal({input("geometry.file", "bone.stl"), input("dosing.events", "doses.csv")}), "");
  EXPECT_EQ(refusal({input("dosing.events", "elsewhere/events.csv")}), "");
  EXPECT_THAT(refusal({input("geometry.file", "bone.stl"), input("dosing.events", "events.csv")}),
              AllOf(HasSubstr("events.csv: is read by this run (dosing.events)"), HasSubstr("-o")));
  for (const char* file : {"fields/fields_0003.vti", "mesh/mesh_0000.vtu", "report.html", "run.log"})
    EXPECT_THAT(refusal({input("geometry.file", file)}), HasSubstr("would be replaced")) << file;
}

TEST_F(UsersFiles, CaseIsReplacedOnlyWhereItIsThatOfARun) {
  const std::vector<InputFile> itself = {input("case", "case.toml")};
  for (const char* file : {"events.csv", "notes.txt", "out/timeseries.csv"}) put(file);
  EXPECT_THAT(refusal(itself), HasSubstr("case.toml: is of no run"));
  EXPECT_THAT(refusal({}), HasSubstr("case.toml: is of no run"));
  EXPECT_EQ(refusal(itself, true), "");
  put("timeseries.csv");
  EXPECT_EQ(refusal(itself), "");
}

}  // namespace
}  // namespace howship
