// Reading what a run left.

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/report/arms.hpp"
#include "host/report/courses.hpp"
#include "host/report/findings.hpp"
#include "host/report/lesion_courses.hpp"
#include "host/report/moments.hpp"
#include "host/report/picture_plan.hpp"
#include "host/report/report_file.hpp"
#include "host/report/run_details.hpp"
#include "host/report/run_folder.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Message of the error that reading ends in.
template <class Read>
std::string message_of(Read read, ExitCode code = ExitCode::BadInput) {
  try {
    read();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code) << error.what();
    EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
    return error.what();
  }
  ADD_FAILURE() << "nothing was found wrong";
  return "";
}

/// A folder with a case and a series of three rows; other files as tests write them.
class ReportRunFolder : public testing::Test {
 protected:
  ReportRunFolder() {
    write("case.toml",
          "title = \"<b>L3</b> & \\\"more\\\"\"\n[geometry]\nshape = \"vertebra\"\nspacing = \"2 mm\"\n[time]\nend = "
          "\"20 day\"\n");
    write("timeseries.csv",
          "time [day],bmd_change [%],ctx [% of baseline],calcium_serum "
          "[mmol/L]\n0,-1,100,2.35\n10,-3,80,2.1\n20,2,90,2.3\n");
  }
  void write(const std::string& name, const std::string& text) { write_text(folder_ / name, text); }
  RunFolder read() const { return read_run_folder(folder_.path()); }

  TemporaryFolder folder_;
};

TEST(ReportTable, FindsColumnsByNameAndReadsQuotes) {
  TemporaryFolder folder;
  write_text(folder / "t.csv", "b [mm3],name,a [% of x]\r\n1.5,\"one, \"\"two\"\"\nthree\",\n,plain,nan\n\n2,cut");
  const CsvTable table(folder / "t.csv");
  EXPECT_EQ(table.rows(), 2U);
  EXPECT_THAT(table.columns(), ElementsAre("b", "name", "a"));
  EXPECT_EQ(table.unit("b"), "mm3");
  EXPECT_EQ(table.unit("name"), "");
  EXPECT_THAT(table.texts("name"), ElementsAre("one, \"two\"\nthree", "plain"));
  EXPECT_THAT(table.numbers("b"), ElementsAre(DoubleEq(1.5), testing::IsNan()));
  EXPECT_THAT(table.numbers("a"), ElementsAre(testing::IsNan(), testing::IsNan()));
  EXPECT_FALSE(table.has("c"));
  EXPECT_TRUE(table.numbers("c").empty());
}

TEST(ReportTable, SaysWhereItIsDamaged) {
  TemporaryFolder folder;
  write_text(folder / "t.csv", "a,b\n1,2\n3\n");
  EXPECT_THAT(message_of([&] { CsvTable table(folder / "t.csv"); }), HasSubstr("t.csv:3: 1 entries under 2 headings"));
  write_text(folder / "t.csv", "a,b\n1,2\n\n3,x4\n");
  EXPECT_THAT(message_of([&] { CsvTable(folder / "t.csv").numbers("b"); }), HasSubstr("t.csv:4: b = 'x4'"));
  write_text(folder / "t.csv", "");
  EXPECT_THAT(message_of([&] { CsvTable table(folder / "t.csv"); }), HasSubstr("no heading"));
  EXPECT_THAT(message_of([&] { CsvTable table(folder / "none.csv"); }, ExitCode::File), HasSubstr("none.csv"));
}

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

TEST_F(ReportRunFolder, TellsWhatTheTablesSay) {
  write("events.csv", "time [day],kind,drug\n10,dose,denosumab\n");
  write("lesions.csv",
        "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],lytic_volume [mm3],sclerotic_volume [mm3],"
        "bmd_change [%],diameter [mm],x [mm],y [mm],z [mm],breach\n"
        "0,1,none,100,500,0,0,-5,9,1,2,3,no\n0,2,none,50,90,0,0,-5,9,7,8,9,no\n"
        "10,1,lytic,200,900,400,0,-40,9,1,2,3,no\n20,1,mixed,200,1800,100,50,-10,12,4,5,6,<yes>\n");
  const RunFolder run = read();
  const std::vector<LesionCourse> lesions = lesion_courses(run.lesions);
  ASSERT_EQ(lesions.size(), 2U);
  EXPECT_EQ(lesions[0].number, 1);
  EXPECT_DOUBLE_EQ(lesions[0].largest().centre[0], 4.0);
  const std::string text = findings(run);
  EXPECT_THAT(text,
              HasSubstr("neither lytic nor sclerotic at the start, <b>lytic</b> before the first treatment on day "
                        "10 and <b>mixed</b> at the end, on day 20"));
  EXPECT_THAT(text, HasSubstr("grows from 0.500\u00a0cm³ to 1.80\u00a0cm³"));
  EXPECT_THAT(text,
              HasSubstr("lowest 2.10 on day 10, highest 2.35 on day 0: <b>outside</b> for 9.0 days of the reference"));
  EXPECT_THAT(text, HasSubstr("Lesion 2, 8\u00a0mm left of the midline, is neither lytic nor sclerotic at the start "
                              "and is not seen later."));
  EXPECT_THAT(text,
              HasSubstr("The whole lesion grows from 0.100\u00a0cm³ to 0.200\u00a0cm³, its largest diameter grows "
                        "from 9\u00a0mm to 12\u00a0mm. Against the same voxels when healthy its mean density is "
                        "5.0\u00a0% lower at first and 10.0\u00a0% lower at last."));
  // Columns that came later are shown, escaped.
  EXPECT_THAT(lesion_table(run), HasSubstr("<th scope=\"col\">breach</th>"));
  EXPECT_THAT(lesion_table(run), HasSubstr("&lt;yes&gt;"));
  EXPECT_THAT(key_numbers(run),
              HasSubstr("<th scope=\"row\">CTX</th><td class=\"number\">100</td><td class=\"number\">80"));
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

TEST(ReportPictures, ShowFirstBeforeTreatmentLastAndEvenSteps) {
  std::vector<double> times;
  for (int i = 0; i <= 26; ++i) times.push_back(28.0 * i);
  times.push_back(730.5);
  const double treatment = 84.0;
  EXPECT_THAT(chosen_snapshots(times, &treatment, 5), ElementsAre(0, 3, 9, 15, 27));
  EXPECT_THAT(chosen_snapshots(times, nullptr, 3), ElementsAre(0, 13, 27));
  EXPECT_THAT(chosen_snapshots({0.0, 1.0}, nullptr, 5), ElementsAre(0, 1));
  EXPECT_THAT(chosen_snapshots({0.0}, &treatment, 5), ElementsAre(0));
  EXPECT_TRUE(chosen_snapshots({}, nullptr, 5).empty());
}

TEST(ReportPictures, TakeTheScaleThatNearlyAllValuesKeepTo) {
  std::vector<float> values(100000, 23.0F);
  for (std::size_t i = 0; i < 50; ++i) values[i] = 300.0F;
  EXPECT_DOUBLE_EQ(symmetric_limit(values), 30.0);
  std::vector<float> none;
  EXPECT_DOUBLE_EQ(symmetric_limit(none), 10.0);
  std::vector<float> large(10, 400.0F);
  EXPECT_DOUBLE_EQ(symmetric_limit(large), 100.0);
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
