// Files that mean harm, or nothing: one line, the right exit code, soon and within bounded memory; and nothing is
// written outside of the folder that the user named.

#include <sys/stat.h>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Runs in at most 2 GB of address space, of which a CUDA driver would reserve more.
Outcome in_small_memory(const Workplace& here, const std::string& command) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return here.bash("exec howship " + command);  // sanitizers reserve more than any limit
#else
  return here.bash("ulimit -v 2000000; exec howship " + command);
#endif
}

void expect_refused(const Outcome& outcome, int code, const std::string& part) {
  EXPECT_EQ(outcome.code, code) << outcome.err;
  EXPECT_THAT(outcome.message(), HasSubstr(part));
  EXPECT_LT(outcome.err.size(), 7000U);
  EXPECT_LT(outcome.wall.count(), 40.0);  // a second or two on an idle core
}

TEST(HostileCase, EndsInOneLineSoonAndInLittleMemory) {
  const Workplace here;
  expect_refused(in_small_memory(here, "check --backend cpu /dev/zero"), 2, "larger than 4 MB");
  write_text(here / "huge.toml", ball_case);
  fs::resize_file(here / "huge.toml", 10'000'000'000);  // takes no room on the disk
  expect_refused(in_small_memory(here, "check --backend cpu huge.toml"), 2, "larger than 4 MB");
  write_text(here / "deep.toml", "x = " + std::string(100000, '[') + std::string(100000, ']'));
  expect_refused(in_small_memory(here, "run --backend cpu deep.toml"), 2, "deep.toml:1: not TOML");
  std::string dotted = "a";
  for (int n = 0; n < 500000; ++n) dotted += ".a";
  write_text(here / "dotted.toml", dotted + " = 1");
  expect_refused(in_small_memory(here, "run --backend cpu dotted.toml"), 2, "a key of more than 16 parts");
  write_text(here / "name.toml", ball_with("lytic", std::string(3'000'000, 'x')));
  expect_refused(in_small_memory(here, "run --backend cpu name.toml"), 2, "lesion[1].phenotype");
  write_text(here / "unit.toml", ball_with("8 mm", "8 " + std::string(3'000'000, 'm')));
  expect_refused(in_small_memory(here, "run --backend cpu unit.toml"), 2, "geometry.radius");
  EXPECT_FALSE(fs::exists(here / "out"));
}

TEST(HostileEvents, EndInOneLineSoonAndInLittleMemory) {
  const Workplace here;
  const auto with_events = [&](const std::string& file) {
    write_text(here / "case.toml", std::string(ball_case) + "[dosing]\nevents = \"" + file + "\"\n");
    return in_small_memory(here, "check --backend cpu case.toml");
  };
  write_text(here / "addl.csv", "TIME,AMT,CMT,ADDL,II\n0,1,1,1e9,1\n");
  expect_refused(with_events("addl.csv"), 2, "ADDL = '1e9': out of range");
  write_text(here / "large.csv", "TIME,AMT,CMT\n");
  fs::resize_file(here / "large.csv", 8'000'000'000);
  expect_refused(with_events("large.csv"), 2, "larger than 16 MB");
  ASSERT_EQ(mkfifo((here / "pipe.csv").c_str(), 0600), 0);
  expect_refused(with_events("pipe.csv"), 2, "pipe.csv");
  expect_refused(with_events("/dev/zero"), 2, "/dev/zero");
}

TEST(HostileImage, EndsInOneLineSoonAndInLittleMemory) {
  const Workplace here;
  const std::string nrrd = "NRRD0004\ntype: float\ndimension: 3\nsizes: 1048576 1048576 1048576\nencoding: ";
  write_text(here / "raw.nrrd", nrrd + "raw\n\nabcd");
  write_text(here / "text.nrrd", nrrd + "text\n\n1 2");
  write_text(here / "packed.nrrd", nrrd + "gzip\n\nabcd");
  for (const char* const name : {"raw.nrrd", "text.nrrd", "packed.nrrd"})
    expect_refused(in_small_memory(here, "mesh info " + std::string(name)), 2, name);
  write_text(here / "noline.nrrd", "NRRD0004\n");
  write_text(here / "noline.mha", "ObjectType = Image\n");
  for (const char* const name : {"noline.nrrd", "noline.mha"}) {
    fs::resize_file(here / name, 5'000'000'000);
    expect_refused(in_small_memory(here, "mesh info " + std::string(name)), 2, name);
  }
  write_text(here / "vast.stl", "");
  fs::resize_file(here / "vast.stl", 8'000'000'000'000);
  expect_refused(in_small_memory(here, "mesh info vast.stl"), 4, "more than the");
  write_text(here / "beside.mhd",
             "ObjectType = Image\nNDims = 3\nDimSize = 9 9 9\nElementType = MET_CHAR\nElementDataFile = /dev/zero\n");
  expect_refused(in_small_memory(here, "mesh info beside.mhd"), 2, "/dev/zero");
  for (const char* const name : {"pipe.stl", "pipe.nii", "pipe.vtu", "pipe.vtk"}) {
    ASSERT_EQ(mkfifo((here / name).c_str(), 0600), 0);
    expect_refused(in_small_memory(here, "mesh info " + std::string(name)), 2, name);
  }
}

TEST(HostileImage, NamesInItDoNotReachTheTerminal) {
  const Workplace here;
  write_text(
      here / "named.nrrd",
      "NRRD0004\ntype: uchar\ndimension: 3\nspace: LPS\nsizes: 2 2 2\nspace directions: (1,0,0) (0,1,0) (0,0,1)\n"
      "encoding: raw\nSegment0_Name:=L3\x1b]0;owned\x07\xc2\x9b"
      "31m\nSegment0_LabelValue:=1\n\n" +
          std::string(8, '\1'));
  const Outcome info = here.run({"mesh", "info", "named.nrrd"});
  ASSERT_EQ(info.code, 0) << info.err;
  EXPECT_THAT(info.out, HasSubstr("L3 ]0;owned"));
  for (const char* const sign : {"\x1b", "\x07", "\xc2\x9b"}) EXPECT_THAT(info.out, Not(HasSubstr(sign)));
}

/// A folder with a run of the ball, and one beside it that nothing may touch.
class HostileFolder : public testing::Test {
 protected:
  HostileFolder() {
    write_text(
        here / "ball.toml",
        ball_with("title = \"ball\"", R"(title = "../../howship-escaped/\u001b[31m\n<script>alert(1)</script>")"));
    fs::create_directory(here / "mine");
    write_text(here / "mine/fields_0000.vti", "mine");
    write_text(here / "mine/file", "mine");
  }
  void expect_untouched() const {
    EXPECT_EQ(read_text(here / "mine/file"), "mine");
    EXPECT_EQ(read_text(here / "mine/fields_0000.vti"), "mine");
    EXPECT_EQ(std::distance(fs::directory_iterator(here / "mine"), fs::directory_iterator()), 2);
  }
  Workplace here;
};

TEST_F(HostileFolder, LinksInItAreNotFollowed) {
  fs::create_directory(here / "out");
  const auto refused = [&] {
    const Outcome run = here.run({"run", "ball.toml", "-o", "out", "--overwrite"});
    EXPECT_EQ(run.code, 5);
    return run.message();
  };
  fs::create_directory_symlink("../mine", here / "out/fields");
  EXPECT_THAT(refused(), AllOf(HasSubstr("out/fields: is a link to '../mine'"), HasSubstr("choose another")));
  fs::remove(here / "out/fields");
  for (const char* const name : {"timeseries.csv", "run.log", "case.toml", "fields.pvd.partial"}) {
    fs::create_symlink("../mine/file", here / "out" / name);
    EXPECT_THAT(refused(), HasSubstr(name));
    fs::remove(here / "out" / name);
  }
  expect_untouched();
}

TEST_F(HostileFolder, NamesLeadNowhere) {
  // Titles name no files, and what they hold does not reach the terminal.
  const Outcome run = here.run({"run", "ball.toml", "-o", "out"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, Not(HasSubstr("\x1b[31m")));
  std::vector<std::string> names = here.content();
  EXPECT_THAT(names, testing::UnorderedElementsAre("ball.toml", "mine", "out"));
  EXPECT_FALSE(fs::exists(here / "../howship-escaped"));
  fs::copy_file(here / "ball.toml", here / "...toml");
  EXPECT_THAT(here.run({"run", "...toml"}).message(), HasSubstr("has no name for a folder"));
  write_text(here / "array.toml", ball_with("[output]", "[output]\narrays = [\"../../x\"]"));
  EXPECT_THAT(here.run({"check", "array.toml"}).message(), AllOf(HasSubstr("output.arrays"), HasSubstr("../../x")));
  expect_untouched();
}

TEST_F(HostileFolder, OfOthersIsReportedWithinItself) {
  ASSERT_EQ(here.run({"run", "ball.toml", "-o", "out", "-q"}).code, 0);
  // A series that names files elsewhere.
  std::string series = read_text(here / "out/fields.pvd");
  series.replace(series.find("fields/fields_0000.vti"), 22, "../mine/fields_0000.vti");
  write_text(here / "out/fields.pvd", series);
  const Outcome elsewhere = here.run({"report", "out"});
  EXPECT_EQ(elsewhere.code, 5);
  EXPECT_THAT(elsewhere.message(), AllOf(HasSubstr("../mine/fields_0000.vti"), HasSubstr("not in its folder")));
  fs::remove(here / "out/fields.pvd");
  // Cells with markup, and a link where the report is written first.
  std::string events = read_text(here / "out/events.csv");
  const std::size_t drug = events.find("denosumab");
  ASSERT_NE(drug, std::string::npos);
  write_text(here / "out/events.csv", events.replace(drug, 9, "\"<img src=x onerror=alert(1)>\""));
  std::string summary = read_text(here / "out/summary.json");
  const std::size_t version = summary.find("\"version\": \"");
  ASSERT_NE(version, std::string::npos);
  write_text(here / "out/summary.json", summary.insert(version + 12, "</style><script>alert(2)</script>"));
  std::ofstream(here / "out/run.log", std::ios::app)
      << "2026-01-01 00:00:00.000 [warning] </p><script>alert(3)</script>\n";
  fs::create_symlink("../mine/file", here / "out/report.html.partial");
  const Outcome report = here.run({"report", "out"});
  ASSERT_EQ(report.code, 0) << report.err;
  const std::string html = read_text(here / "out/report.html");
  for (const char* const text : {"<script", "<img src=x", "</style><", "\x1b"})
    EXPECT_EQ(html.substr(html.find("<body>")).find(text), std::string::npos) << text;
  EXPECT_THAT(html, AllOf(HasSubstr("&lt;img src=x onerror=alert(1)&gt;"), HasSubstr("&lt;script&gt;alert(2)"),
                          HasSubstr("&lt;script&gt;alert(3)")));
  const Outcome comparison = here.run({"compare", "out", "out", "-o", "arms.html"});
  ASSERT_EQ(comparison.code, 0) << comparison.err;
  EXPECT_THAT(read_text(here / "arms.html"), Not(HasSubstr("<script")));
  expect_untouched();
}

TEST_F(HostileFolder, OfFilesOutOfAllProportionIsRefused) {
  ASSERT_EQ(here.run({"run", "ball.toml", "-o", "out", "-q"}).code, 0);
  fs::resize_file(here / "out/timeseries.csv", 3'000'000'000);
  expect_refused(in_small_memory(here, "report out"), 2, "timeseries.csv' holds 2861 MB");
  fs::resize_file(here / "out/timeseries.csv", 1000);
  fs::remove(here / "out/run.log");
  ASSERT_EQ(mkfifo((here / "out/run.log").c_str(), 0600), 0);
  expect_refused(in_small_memory(here, "report out"), 5, "run.log' is no regular file");
}

}  // namespace
}  // namespace howship::system_test
