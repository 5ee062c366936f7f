// Reports and comparisons of small runs.

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("not in the text: " + from);
  return text.replace(at, from.size(), to);
}

int count(const std::string& text, const std::string& part) {
  int n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

/// A run in DIR `name`, of the ball case with one text replaced.
void make_run(const Workplace& here, const std::string& name, const std::string& from = "",
              const std::string& to = "") {
  write_text(here / (name + ".toml"), from.empty() ? ball_case : ball_with(from, to));
  const Outcome run = here.run({"run", name + ".toml", "-o", name, "--quiet"});
  ASSERT_EQ(run.code, 0) << run.err;
}

TEST(Report, IsOneFileWithPicturesPlotsAndTables) {
  const Workplace here;
  make_run(here, "ball", "title = \"ball\"", "title = \"<script>alert('x')</script> \\\"ball\\\" & µ\"");
  const Outcome report = here.run({"report", "ball", "--animate"});
  ASSERT_EQ(report.code, 0) << report.err;
  EXPECT_EQ(report.err, "");
  EXPECT_THAT(report.out, ContainsRegex("report in ball/report.html \\([0-9.]+ MB\\)"));
  const std::string html = read_text(here / "ball/report.html");
  EXPECT_THAT(html, HasSubstr("<h1>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;ball&quot; &amp; µ</h1>"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(ContainsRegex("(src|href)=\"[^d#]")));
  for (const char* const id :
       {"finding", "case", "pictures", "courses", "numbers", "lesions", "events", "computation", "parameters"})
    EXPECT_THAT(html, HasSubstr(std::string("<section id=\"") + id + "\">"));
  EXPECT_THAT(html, HasSubstr("denosumab 120 mg s.c. once on day 1"));
  EXPECT_GE(count(html, "<img src=\"data:image/png;base64,iVBORw0KGgo"), 12);
  EXPECT_GE(count(html, "<svg "), 8);
  EXPECT_THAT(html, Not(HasSubstr("not complete")));
  EXPECT_THAT(read_text(here / "ball/report-animation.png").substr(0, 64), AllOf(HasSubstr("PNG"), HasSubstr("acTL")));

  // A report is written again, and is removed with the run that it is about.
  setenv("__EGL_VENDOR_LIBRARY_DIRS", "/nonexistent", 1);
  EXPECT_EQ(here.run({"report", "ball"}).code, 0);
  unsetenv("__EGL_VENDOR_LIBRARY_DIRS");
  EXPECT_EQ(here.run({"run", "ball.toml", "-o", "ball", "--overwrite", "--quiet"}).code, 0);
  EXPECT_FALSE(fs::exists(here / "ball/report.html"));
  EXPECT_FALSE(fs::exists(here / "ball/report-animation.png"));
}

TEST(Report, SaysWhatARunLacks) {
  const Workplace here;
  make_run(here, "ball", "every = \"1 day\"", "every = \"1 day\"\narrays = [\"bmd\", \"tumour\"]");
  const auto text = [&] {
    const Outcome report = here.run({"report", "ball"});
    EXPECT_EQ(report.code, 0) << report.err;
    return read_text(here / "ball/report.html");
  };
  const std::string with_density = text();
  EXPECT_THAT(with_density, AllOf(HasSubstr("do not hold <code>bmd_change</code>"), HasSubstr("<img")));
  // The cut surface and the planes show density in other colours, and so do their legends.
  const auto lowest = [](const std::string& legend) {
    return "<linearGradient id=\"" + legend + "-colours\"><stop offset=\"0.0000\" stop-color=";
  };
  EXPECT_THAT(with_density,
              AllOf(HasSubstr(lowest("scale-cut") + "\"#1f3f77\""), HasSubstr(lowest("scale-planes") + "\"#000000\"")));
  // A machine without OpenGL gives a report without pictures; the rest of this test needs none.
  setenv("__EGL_VENDOR_LIBRARY_DIRS", "/nonexistent", 1);
  const Outcome blind = here.run({"report", "ball", "--animate"});
  EXPECT_EQ(blind.code, 0);
  EXPECT_THAT(blind.message(), HasSubstr("warning: the report has no pictures: "));
  EXPECT_FALSE(fs::exists(here / "ball/report-animation.png"));
  EXPECT_THAT(text(), AllOf(HasSubstr("There are no pictures"), Not(HasSubstr("<img"))));
  write_text(here / "ball/summary.json",
             replaced(read_text(here / "ball/summary.json"), "\"finished\": true", "\"finished\": false"));
  EXPECT_THAT(text(), HasSubstr("This run was stopped early</b>, on day 3 of 3.0"));
  // A table that the case names stays behind when a folder is moved.
  const std::string given = read_text(here / "ball/case.toml");
  write_text(here / "ball/case.toml", given + "\n[dosing]\nevents = \"gone.csv\"\n");
  EXPECT_THAT(text(), ContainsRegex("case.toml could not be read again.*gone.csv"));
  write_text(here / "ball/case.toml", given);
  fs::remove(here / "ball/summary.json");
  EXPECT_THAT(text(), HasSubstr("This run is not complete.</b> It has no summary.json"));
  fs::remove(here / "ball/fields.pvd");
  fs::remove(here / "ball/events.csv");
  fs::remove(here / "ball/lesions.csv");
  EXPECT_THAT(text(), AllOf(HasSubstr("the run has no snapshots"), Not(HasSubstr("<img"))));
  unsetenv("__EGL_VENDOR_LIBRARY_DIRS");
}

TEST(Report, EndsInOneLineWhereItCannotBeWritten) {
  const Workplace here;
  const auto refused = [&](const std::vector<std::string>& arguments, int code) {
    const Outcome report = here.run(arguments);
    EXPECT_EQ(report.code, code) << report.err;
    EXPECT_EQ(report.out, "");
    return report.message();
  };
  EXPECT_THAT(refused({"report", "none"}, 2), HasSubstr("'none' is no folder"));
  EXPECT_THAT(refused({"report", "."}, 2), HasSubstr("'.' has no case.toml"));
  make_run(here, "ball");
  EXPECT_THAT(refused({"report", "ball", "-o", "none/report.html"}, 5), HasSubstr("none/report.html"));
  write_text(here / "thesis.html", "years of work");
  EXPECT_THAT(refused({"report", "ball", "-o", "thesis.html"}, 5), HasSubstr("thesis.html"));
  EXPECT_EQ(read_text(here / "thesis.html"), "years of work");
  const std::string series = read_text(here / "ball/timeseries.csv");
  write_text(here / "ball/timeseries.csv", replaced(series, "\n0,", "\nzero,"));
  EXPECT_THAT(refused({"report", "ball"}, 2), HasSubstr("ball/timeseries.csv:2: time = 'zero'"));
  write_text(here / "ball/timeseries.csv", series);
  fs::resize_file(here / "ball/fields/fields_0000.vti", 700);
  EXPECT_THAT(refused({"report", "ball"}, 5), HasSubstr("fields_0000.vti"));
  fs::remove(here / "ball/fields/fields_0000.vti");
  EXPECT_THAT(refused({"report", "ball"}, 5), HasSubstr("fields_0000.vti"));
  EXPECT_FALSE(fs::exists(here / "ball/report.html"));
}

TEST(Compare, PutsArmsSideBySide) {
  const Workplace here;
  make_run(here, "none", "[[dose]]\ndrug = \"denosumab\"\namount = \"120 mg\"\nstart = \"1 day\"\n", "");
  make_run(here, "denosumab");
  make_run(here, "fine", "spacing = \"2 mm\"", "spacing = \"1.8 mm\"");
  const Outcome compare = here.run({"compare", "none", "denosumab", "fine"});
  ASSERT_EQ(compare.code, 0) << compare.err;
  EXPECT_THAT(compare.out, ContainsRegex("comparison in compare.html \\([0-9.]+ MB\\)"));
  const std::string html = read_text(here / "compare.html");
  // The titles are the same, so that folders tell the arms apart.
  EXPECT_THAT(html, AllOf(HasSubstr("<span>none<br>no treatment</span>"),
                          HasSubstr("<span>denosumab<br>denosumab 120 mg s.c. once on day 1</span>")));
  EXPECT_THAT(html, HasSubstr("<code>dose[1].amount</code></th><td>–</td><td>120 mg</td>"));
  EXPECT_THAT(html, HasSubstr("<h3>B minus A</h3>\n<div class=\"row\">"));
  EXPECT_THAT(html, HasSubstr("<h3>C minus A</h3>\n<p>No difference can be drawn: "));
  EXPECT_THAT(html, HasSubstr(">B − A</th>"));
}

TEST(Compare, NeedsFromTwoToEightRuns) {
  const Workplace here;
  EXPECT_THAT(here.run({"compare", "a"}).message(), HasSubstr("1 folder given: from 2 to 8 runs can be compared"));
  const Outcome nine = here.run({"compare", "a", "b", "c", "d", "e", "f", "g", "h", "i"});
  EXPECT_EQ(nine.code, 2);
  EXPECT_THAT(nine.message(), HasSubstr("9 folders given"));
  EXPECT_THAT(here.run({"compare", "a", "b"}).message(), HasSubstr("'a' is no folder"));
}

}  // namespace
}  // namespace howship::system_test
