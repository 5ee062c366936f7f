// Reading what a run left.

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/arms.hpp"
#include "host/report/courses.hpp"
#include "host/report/moments.hpp"
#include "host/report/picture_plan.hpp"
#include "host/report/report_file.hpp"
#include "host/report/run_folder.hpp"

#include "tests/unit/report_support.hpp"

namespace howship {
namespace {

using namespace report_test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST_F(ReportRunFolder, IsReadWithoutSummaryAndWithoutSnapshots) {
  const RunFolder run = read();
  EXPECT_EQ(run.title, "<b>L3</b> & \"more\"");
  EXPECT_FALSE(run.finished());
  EXPECT_DOUBLE_EQ(run.end(), 20.0);
  EXPECT_EQ(run.value("geometry.shape"), "vertebra");
  ASSERT_TRUE(run.resolved);
  EXPECT_EQ(run.resolved->geometry.spacing[0], 2.0);
  EXPECT_TRUE(run.warnings.empty());
}

TEST_F(ReportRunFolder, KeepsACaseThatThisVersionDoesNotUnderstand) {
  write("case.toml", "title = \"old\"\n[geometry]\nshape = \"vertebra\"\nfacets = 3\n");
  const RunFolder run = read();
  EXPECT_FALSE(run.resolved);
  EXPECT_THAT(run.case_problem, HasSubstr("facets"));
  EXPECT_EQ(run.title, "old");
  EXPECT_EQ(frame_of(run), Frame::Bone);
}

TEST_F(ReportRunFolder, SaysWhichFileIsDamagedOrMissing) {
  write("summary.json", "{ \"title\": \"x\", ");
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("summary.json: no JSON"));
  write("summary.json", "{ \"threads\": \"two\" }");
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("summary.json: "));
  std::filesystem::remove(folder_ / "summary.json");
  write("fields.pvd", "<VTKFile><Coll");
  EXPECT_THAT(message_of([&] { read(); }, ExitCode::File), HasSubstr("fields.pvd"));
  std::filesystem::remove(folder_ / "fields.pvd");
  write("case.toml", "title = \"cut");
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("case.toml:1: not TOML"));
  std::filesystem::remove(folder_ / "timeseries.csv");
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("has no timeseries.csv"));
  EXPECT_THAT(message_of([&] { read_run_folder(folder_ / "none"); }), HasSubstr("is no folder"));
}

TEST_F(ReportRunFolder, SaysWhatARunThatEndedHasLost) {
  EXPECT_TRUE(read().gaps.empty()) << "a run that goes on has lost nothing";
  write("summary.json", "{ \"end_time_day\": 20 }");
  EXPECT_THAT(read().gaps, ElementsAre("events.csv is missing", "lesions.csv is missing", "fields.pvd is missing"));
  write("events.csv", "time [day],kind,drug\n");
  write("lesions.csv", "time [day],lesion [1]\n");
  write("fields.pvd", "<VTKFile type=\"Collection\"><Collection/></VTKFile>");
  EXPECT_TRUE(read().gaps.empty());
  write("summary.json", "{ \"end_time_day\": 100 }");
  EXPECT_THAT(read().gaps,
              ElementsAre("timeseries.csv ends on day 20, but the run went on to day 100: the table is cut off"));
}

TEST_F(ReportRunFolder, RefusesFoldersAndPipesInPlaceOfFiles) {
  for (const char* const name : {"summary.json", "events.csv", "fields.pvd", "run.log"}) {
    std::filesystem::create_directory(folder_ / name);
    EXPECT_THAT(message_of([&] { read(); }, ExitCode::File), HasSubstr(std::string(name) + "' is no regular file"));
    std::filesystem::remove(folder_ / name);
  }
}

TEST_F(ReportRunFolder, RefusesTablesWithoutTimesAndPlaces) {
  write("lesions.csv",
        "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],x [mm],y [mm],z [mm]\n0,1e99,none,1,1,1,1,1\n");
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("1e+99 is no number of a lesion"));
  write("lesions.csv",
        "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],x [mm],y [mm],z [mm]\n0,1,none,1,1,nan,1,1\n");
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("lesions.csv:2: x = 'nan'"));
  std::filesystem::remove(folder_ / "lesions.csv");
  write("events.csv", "time [day],kind,drug\n,dose,denosumab\n");
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("events.csv:2: time = ''"));
  std::filesystem::remove(folder_ / "events.csv");
  write("timeseries.csv", "time [day],ctx [%]\n0,100\ninf,80\n");
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("timeseries.csv:3: time = 'inf'"));
}

TEST_F(ReportRunFolder, CollectsWarningsOnce) {
  write("run.log",
        "2026-01-01 00:00:00.000 [info] a [warning] in the title\n2026-01-01 00:00:00.000 [warning] no calibration\n"
        "2026-01-02 00:00:00.000 [warning] no calibration\n");
  EXPECT_THAT(read().warnings, ElementsAre("no calibration"));
}

TEST_F(ReportRunFolder, KnowsTheTimesThatAReportSpeaksOf) {
  write("events.csv", "time [day],kind,drug\n12,dose,denosumab\n10,dose,denosumab\n13,radiotherapy,\n");
  const RunFolder run = read();
  EXPECT_EQ(mark_words(run), "2 doses of denosumab, 1 fraction of radiotherapy");
  const Moments m = moments_of(run);
  ASSERT_TRUE(m.treatment);
  EXPECT_DOUBLE_EQ(*m.treatment, 10.0);
  EXPECT_DOUBLE_EQ(value_at(run, "ctx", 10.0), 80.0);
  EXPECT_DOUBLE_EQ(value_at(run, "ctx", 19.0), 80.0);
  EXPECT_TRUE(std::isnan(value_at(run, "pth", 10.0)));
  // Of two rows of one time the first is from before the dose.
  write("timeseries.csv", "time [day],ctx [%]\n0,100\n10,80\n10,70\n20,60\n");
  EXPECT_DOUBLE_EQ(value_at(read(), "ctx", 10.0), 80.0);
  const Extremes e = extremes_of(run, "bmd_change");
  EXPECT_DOUBLE_EQ(e.low, -3.0);
  EXPECT_DOUBLE_EQ(e.high_time, 20.0);
}

TEST_F(ReportRunFolder, FindsTheKeysThatDifferBetweenArms) {
  TemporaryFolder other;
  write_text(other / "timeseries.csv", "time [day]\n0\n");
  write_text(other / "case.toml",
             "title = \"b\"\n[geometry]\nspacing = \"1 mm\"\nshape = \"vertebra\"\n[[dose]]\ndrug = \"<denosumab>\"\n");
  const std::vector<RunFolder> arms = {read(), read_run_folder(other.path())};
  const std::string table = case_differences(arms);
  EXPECT_THAT(table, HasSubstr("<code>geometry.spacing</code></th><td class=\"number\">2 mm</td><td>1 mm</td>"));
  EXPECT_THAT(table, HasSubstr("<code>dose[1].drug</code></th><td class=\"number\">–</td><td>&lt;denosumab&gt;"));
  EXPECT_THAT(table, Not(HasSubstr("geometry.shape")));
  EXPECT_THAT(arm_names(arms), ElementsAre(arms[0].title, "b"));
  EXPECT_THAT(arm_names({arms[1], arms[1]}).front(), HasSubstr(other.path().string()));
}

TEST(ReportFile, ReplacesOnlyWhatHowshipWrote) {
  TemporaryFolder folder;
  EXPECT_NO_THROW(require_writable(folder / "new.html"));
  write_text(folder / "thesis.html", "<!DOCTYPE html><html></html>");
  EXPECT_THAT(message_of([&] { require_writable(folder / "thesis.html"); }, ExitCode::File), HasSubstr("thesis.html"));
  write_text(folder / "photo.png", "\x89PNG");
  message_of([&] { require_writable(folder / "photo.png"); }, ExitCode::File);
  EXPECT_THAT(message_of([&] { require_writable(folder / "none/report.html"); }, ExitCode::File),
              HasSubstr("no folder"));
  std::filesystem::create_directory(folder / "folder.html");
  message_of([&] { require_writable(folder / "folder.html"); }, ExitCode::File);
}

}  // namespace
}  // namespace howship
