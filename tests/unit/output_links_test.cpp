#include "host/io/output_links.hpp"

#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/io/written_file.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;
using namespace output_test;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string refusal(const fs::path& folder) {
  try {
    refuse_links(folder);
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

class OutputLinks : public ::testing::Test {
 protected:
  OutputLinks() {
    fs::create_directories(outside_ / "fields");
    write_text(outside_ / "thesis.tex", "years of work");
  }
  TemporaryFolder outside_, folder_;
};

TEST_F(OutputLinks, InPlaceOfWhatARunWritesAreRefused) {
  EXPECT_EQ(refusal(folder_.path()), "");
  for (const char* const name : {"case.toml", "run.log", "timeseries.csv", "events.csv", "lesions.csv", "view.py",
                                 "fields.pvd", "mesh.pvd", "summary.json", "summary.json.partial"}) {
    fs::create_symlink(outside_ / "thesis.tex", folder_ / name);
    EXPECT_THAT(refusal(folder_.path()), AllOf(HasSubstr(name), HasSubstr("thesis.tex"), HasSubstr("choose another")));
    fs::remove(folder_ / name);
  }
  for (const char* const name : {"fields", "mesh", "checkpoint"}) {
    fs::create_directory_symlink(outside_ / "fields", folder_ / name);
    EXPECT_THAT(refusal(folder_.path()), HasSubstr(name));
    fs::remove(folder_ / name);
    fs::create_directory(folder_ / name);
    fs::create_symlink(outside_ / "none", folder_ / name / "link");  // one that leads nowhere yet
    EXPECT_THAT(refusal(folder_.path()), HasSubstr(std::string(name) + "/link"));
    fs::remove_all(folder_ / name);
  }
}

// Opening a pipe waits for somebody at its other end.
TEST_F(OutputLinks, NeitherMayWhatIsNoFileBeThere) {
  for (const char* const name : {"case.toml", "run.log", "timeseries.csv", "events.csv", "lesions.csv", "view.py",
                                 "fields.pvd", "summary.json", "manifest.json", "manifest.json.partial", "fields"}) {
    ASSERT_EQ(mkfifo((folder_ / name).c_str(), 0600), 0);
    EXPECT_THAT(refusal(folder_.path()), AllOf(HasSubstr(std::string(name) + ": is a pipe"), HasSubstr("remove it")));
    fs::remove(folder_ / name);
  }
  fs::create_directory(folder_ / "events.csv");
  EXPECT_THAT(refusal(folder_.path()), HasSubstr("events.csv: is a folder, in the place of a file"));
  fs::remove(folder_ / "events.csv");
  fs::create_directories(folder_ / "checkpoint/kept");
  EXPECT_EQ(refusal(folder_.path()), "");
  ASSERT_EQ(mkfifo((folder_ / "checkpoint/step_00000001.checkpoint").c_str(), 0600), 0);
  EXPECT_THAT(refusal(folder_.path()), HasSubstr("step_00000001.checkpoint: is a pipe"));
  fs::remove_all(folder_ / "checkpoint");
  ASSERT_EQ(mkfifo((folder_ / "questions").c_str(), 0600), 0);  // the user's
  EXPECT_EQ(refusal(folder_.path()), "");
}

TEST_F(OutputLinks, OfTheUserStay) {
  fs::create_symlink(outside_ / "thesis.tex", folder_ / "ct.nii.gz");
  EXPECT_EQ(refusal(folder_.path()), "");
  const fs::path linked = outside_ / "linked";
  fs::create_directory_symlink(folder_.path(), linked);
  EXPECT_EQ(refusal(linked), "");
  EXPECT_EQ(refusal(folder_ / "none"), "");
}

TEST_F(OutputLinks, AreReplacedNotFollowedByFiles) {
  fs::create_symlink(outside_ / "thesis.tex", folder_ / "a.json");
  fs::create_symlink(outside_ / "thesis.tex", folder_ / "a.json.partial");
  replace_file(folder_ / "a.json", {"{}"});
  EXPECT_EQ(read_text(folder_ / "a.json"), "{}");
  fs::create_symlink(outside_ / "thesis.tex", folder_ / "a.csv");
  LineFile(folder_ / "a.csv", "time [day]");
  EXPECT_EQ(read_text(folder_ / "a.csv"), "time [day]\n");
  EXPECT_EQ(read_text(outside_ / "thesis.tex"), "years of work");
}

}  // namespace
}  // namespace howship
