// What a report says about lesions, books and arms.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/arm_tables.hpp"
#include "host/report/findings.hpp"
#include "host/report/lesion_courses.hpp"
#include "host/report/run_details.hpp"

#include "tests/unit/picture_support.hpp"
#include "tests/unit/report_support.hpp"

namespace howship {
namespace {

using namespace report_test;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using ReportFindings = ReportRunFolder;

TEST_F(ReportFindings, TellsWhatTheTablesSay) {
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
  EXPECT_THAT(text, HasSubstr("lowest 2.10 on day 10: <b>outside</b> for 9.0 days of the reference"));
  EXPECT_THAT(text, HasSubstr("Lesion 2, 8\u00a0mm left of the midline, is neither lytic nor sclerotic at the start "
                              "and is not seen later."));
  EXPECT_THAT(
      text, HasSubstr("The whole lesion grows from 0.100\u00a0cm³ to 0.200\u00a0cm³, its largest diameter grows "
                      "from 9\u00a0mm to 12\u00a0mm. Averaged over all bone that it occupies on a day, density is "
                      "5.0\u00a0% lower than in health at the start and 10.0\u00a0% lower than in health at the end."));
  // Columns that came later are shown, escaped.
  EXPECT_THAT(lesion_table(run), HasSubstr("<th scope=\"col\">breach</th>"));
  EXPECT_THAT(lesion_table(run), HasSubstr("&lt;yes&gt;"));
  EXPECT_THAT(key_numbers(run),
              HasSubstr("<th scope=\"row\">CTX</th><td class=\"number\">100</td><td class=\"number\">80"));
}

TEST_F(ReportFindings, DoNotEndLesionsWithARunThatBrokeOff) {
  write("lesions.csv",
        "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],lytic_volume [mm3],sclerotic_volume [mm3],"
        "bmd_change [%],diameter [mm],x [mm],y [mm],z [mm]\n"
        "0,1,lytic,100,500,50,0,-5,9,1,2,3\n12,1,lytic,200,900,90,0,-40,9,1,2,3\n");
  for (const char* const name : {"a.vti", "b.vti"})
    picture_test::write_snapshot(folder_ / name, {{2, 2, 2}, {1, 1, 1}, {0, 0, 0}}, [](const Index3&) { return 1.0; },
                                 {{"tumour", {"1", [](const Index3&) { return 0.5; }}}});
  RunFolder run = read();
  run.snapshots = {{0.0, folder_ / "a.vti"}, {12.0, folder_ / "b.vti"}};
  EXPECT_THAT(findings(run), HasSubstr("to the last output time, day 12"));
  run.summary = Summary{};
  EXPECT_THAT(findings(run), HasSubstr("when it is last seen as one of its own")) << "a run that finished";
}

constexpr const char* lesions_with_events =
    "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],x [mm],y [mm],z [mm],dose [ug/mL],event,"
    "merged_into [1],split_from [1]\n"
    "0,1,lytic,100,500,1,2,3,1,start,,\n0,2,lytic,50,400,7,8,9,1,start,,\n0,3,mixed,40,,7,8,9,1,start,,\n"
    "10,1,lytic,900,900,1,2,3,1,,,\n10,2,none,0,0,7,8,9,1,merged,1,\n10,3,none,0,0,7,8,9,1,gone,,\n"
    "20,1,lytic,900,900,1,2,3,1,,,\n20,4,lytic,90,90,1,2,3,1,split,,1\n";

TEST_F(ReportFindings, KnowsWhatBecameOfLesions) {
  std::string table = lesions_with_events;
  write("lesions.csv", table);
  EXPECT_THAT(message_of([&] { read(); }), HasSubstr("lesions.csv:4: tumour_volume = ''"));
  table.replace(table.find("mixed,40,,"), 10, "mixed,40,80,");
  write("lesions.csv", table);
  const RunFolder run = read();
  ASSERT_EQ(run.tracked.size(), 4U);
  const LesionCourse& merged = run.tracked[1];
  EXPECT_EQ(merged.number, 2);
  ASSERT_EQ(merged.states.size(), 1U);
  ASSERT_TRUE(merged.ended);
  EXPECT_EQ(merged.ended->merged_into, 1);
  EXPECT_EQ(merged.at(10.0), nullptr);
  const std::string text = findings(run);
  EXPECT_THAT(text, AllOf(HasSubstr("Its tumour measures 0.400\u00a0cm³."),
                          HasSubstr("By day 10 it has merged into lesion 1."), HasSubstr("By day 10 it is gone: "),
                          HasSubstr("splits from lesion 1 by day 20 and then is <b>lytic</b>"),
                          Not(HasSubstr("to 0\u00a0cm³")), Not(HasSubstr("not seen later"))));
  EXPECT_THAT(arm_lesions({run, run}, 10.0),
              AllOf(HasSubstr("<td class=\"number\">1</td>"), Not(HasSubstr("<td class=\"number\">2</td>"))));
  const std::string lesions = lesion_table(run);
  EXPECT_THAT(lesions, HasSubstr("dose [µg/mL]"));
  // Numbers of lesions are no measures, and what is empty is not known.
  EXPECT_THAT(lesions, AllOf(HasSubstr("<td>merged</td><td class=\"number\">1</td><td class=\"number\">–</td>"),
                             HasSubstr("end: size and density"), HasSubstr("end: place, cortex and history")));
}

TEST_F(ReportFindings, TellWhenTheCortexGivesWay) {
  const std::string heading =
      "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],x [mm],y [mm],z [mm],cortex_distance [mm],"
      "cortex_lost [%],breach_area [mm2]\n";
  write("lesions.csv", heading + "0,1,lytic,9,9,1,2,3,2.5,0,0\n10,1,lytic,9,9,1,2,3,0,30,0\n");
  EXPECT_THAT(
      findings(read()),
      AllOf(
          HasSubstr("It reaches the cortical shell from day 10 on. Nowhere is the shell below half of its mineral all "
                    "through; at the worst place 30\u00a0% of it is gone when last seen."),
          Not(HasSubstr("of outer surface"))));
  write("lesions.csv", heading + "0,1,lytic,9,9,1,2,3,0,80,18\n20,1,lytic,9,9,1,2,3,0,100,160.4\n");
  const RunFolder run = read();
  EXPECT_THAT(findings(run),
              HasSubstr("It reaches the cortical shell from the start. From the start the shell is below "
                        "half of its mineral all through, over 18\u00a0mm² of outer surface (160\u00a0mm² "
                        "at the end)."));
  EXPECT_THAT(lesion_table(run), AllOf(HasSubstr("breach area [mm²]"), HasSubstr("<td class=\"number\">80.0</td>")));
  write("lesions.csv", heading + "0,1,lytic,9,9,1,2,3,2.5,0,0\n");
  EXPECT_THAT(findings(read()), HasSubstr("Its edge stays away from the cortical shell, 2.5\u00a0mm when last seen."));
}

TEST_F(ReportFindings, FollowTheBoneOfTheStart) {
  write("lesions.csv",
        "time [day],lesion [1],class,volume [mm3],tumour_volume [mm3],x [mm],y [mm],z [mm]\n0,1,none,9,9,1,2,3\n");
  // Tumour in one voxel of half its density; later it is a quarter, and other bone has gained.
  const Grid grid{{2, 2, 2}, {1, 1, 1}, {0, 0, 0}};
  const auto first = [](const Index3& v) { return v == Index3{0, 0, 0}; };
  const auto whole = [](const Index3&) { return 1.0; };
  picture_test::write_snapshot(folder_ / "a.vti", grid, whole,
                               {{"bmd", {"mg/cm3", [&](const Index3& v) { return first(v) ? 100.0 : 200.0; }}},
                                {"bmd_change", {"%", [&](const Index3& v) { return first(v) ? -50.0 : 0.0; }}},
                                {"tumour", {"1", [&](const Index3& v) { return first(v) ? 0.5 : 0.0; }}}});
  picture_test::write_snapshot(folder_ / "b.vti", grid, whole,
                               {{"bmd", {"mg/cm3", [&](const Index3& v) { return first(v) ? 50.0 : 400.0; }}}});
  RunFolder run = read();
  run.snapshots = {{0.0, folder_ / "a.vti"}, {20.0, folder_ / "b.vti"}};
  EXPECT_THAT(findings(run),
              HasSubstr("Density of the bone that the lesion took up at the start differs from health by "
                        "\u221250.0\u00a0% then and by \u221275.0\u00a0% at the end."));
}

TEST_F(ReportFindings, BooksWhatRoundingAdded) {
  RunFolder run = read();
  run.summary.emplace();
  run.summary->balance.resize(1);
  EXPECT_THAT(balance_table(run), Not(HasSubstr("rounding")));
  run.summary->balance[0].rounding = -0.25;
  run.summary->balance[0].quantity = "rankl";
  EXPECT_THAT(balance_table(run), HasSubstr("<th scope=\"row\">RANKL</th>"));
  EXPECT_THAT(balance_table(run), HasSubstr("rounding of what is stored</td><td class=\"number\">\u22120.2500</td>"));
}

TEST_F(ReportFindings, ComparesVolumesOnlyWithWhatIsThere) {
  write("timeseries.csv", "time [day],tumour_volume [mm3],lytic_volume [mm3]\n0,0.001,1000\n");
  const RunFolder a = read();
  write("timeseries.csv", "time [day],tumour_volume [mm3],lytic_volume [mm3]\n0,1000,500\n");
  EXPECT_THAT(arm_findings({a, read()}, 0.0), AllOf(HasSubstr("Arm B has 0.500\u00a0cm³ (\u221250.0\u00a0%) of lytic"),
                                                    HasSubstr("Its tumour measures 1.0\u00a0cm³.</p>")));
}

}  // namespace
}  // namespace howship
