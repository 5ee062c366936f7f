// Numbers, schedules and markup of reports.

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/case/parameter_table.hpp"
#include "host/report/case_words.hpp"
#include "host/report/findings.hpp"
#include "host/report/html.hpp"
#include "host/report/numbers.hpp"
#include "host/report/schedule_words.hpp"

namespace howship {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ReportNumbers, HaveSensibleDigitsATrueMinusAndThinSpaces) {
  EXPECT_EQ(significant(0.0), "0");
  EXPECT_EQ(significant(12.345), "12.3");
  EXPECT_EQ(significant(-0.0123456), "\u22120.0123");
  EXPECT_EQ(significant(1234.5), "1234");
  EXPECT_EQ(significant(69935.0), "69\u202f935");
  EXPECT_EQ(significant(1234567.0, 2), "1\u202f234\u202f567");
  EXPECT_EQ(significant(-9.84e-16, 2), "\u22129.8\u00d710⁻¹⁶");
  EXPECT_EQ(significant(std::nan("")), "–");
  // Digits that rounding carries over count as well.
  EXPECT_EQ(significant(9.996), "10.0");
  EXPECT_EQ(significant(0.0009996), "0.00100");
  EXPECT_EQ(significant(9.999e9), "1.00\u00d710¹⁰");
  EXPECT_EQ(plain(120.0, 4), "120");
  EXPECT_EQ(plain(50000.0, 4), "50\u202f000");
  EXPECT_EQ(plain(0.05, 3), "0.05");
  EXPECT_EQ(plain(1.5e-7, 6), "1.5\u00d710⁻⁷");
  EXPECT_EQ(fixed(-0.04, 1), "0.0");
  EXPECT_EQ(signed_fixed(4.527, 1), "+4.5");
  EXPECT_EQ(signed_fixed(0.04, 1), "0.0");
  EXPECT_EQ(percent_change(-22.887), "\u221222.9\u00a0%");
  EXPECT_EQ(cubic_centimetres(863.485), "0.863\u00a0cm³");
  EXPECT_EQ(cubic_centimetres(0.2), "0\u00a0cm³");
}

TEST(ReportNumbers, CountTimeInDaysAndMonths) {
  EXPECT_EQ(day(84.0), "day 84");
  EXPECT_EQ(day(1.25), "day 1.3");
  EXPECT_EQ(day_and_month(0.0), "day 0");
  EXPECT_EQ(day_and_month(730.5), "day 730.5 (month 24)");
  EXPECT_EQ(span(730.5), "730.5 days (24 months)");
  EXPECT_EQ(span(365.25), "365.3 days (12 months)");
  EXPECT_EQ(span(28.0), "28 days");
  EXPECT_EQ(span(15.0 / 1440.0), "15 min");
  EXPECT_EQ(span(0.5), "12 h");
}

TEST(ReportWords, CountOnlyWhatIsGivenBeforeTheEnd) {
  Case c;
  DoseSchedule denosumab;
  denosumab.amount = 120.0;
  denosumab.start = 84.0;
  denosumab.every = 28.0;
  denosumab.count = 24;
  c.schedules = {denosumab};
  TherapyCase chemotherapy;
  chemotherapy.start = 10.0;
  chemotherapy.every = 21.0;
  chemotherapy.count = 6;
  c.therapies = {chemotherapy};
  c.end = 140.0;
  EXPECT_THAT(treatment_words(c), testing::ElementsAre(HasSubstr("from day 84, 3 doses"), HasSubstr("6 cycles")));
  c.end = 84.0;
  EXPECT_THAT(treatment_words(c), testing::ElementsAre(HasSubstr("once on day 84"), HasSubstr("4 cycles")));
  c.end = 83.0;
  EXPECT_THAT(treatment_words(c), testing::ElementsAre(HasSubstr("4 cycles")));
  c.end = 9.0;
  EXPECT_THAT(treatment_words(c), testing::IsEmpty());
}

TEST(ReportWords, TellASchedule) {
  DoseSchedule denosumab;
  denosumab.amount = 120.0;
  denosumab.start = 84.0;
  denosumab.every = 28.0;
  denosumab.count = 24;
  EXPECT_EQ(schedule_words(denosumab, 70.0), "denosumab 120 mg s.c. every 28 days from day 84, 24 doses");
  denosumab.missed = {3, 4};
  denosumab.late = {{5, 14.0}};
  denosumab.stop = 365.0;
  EXPECT_THAT(schedule_words(denosumab, 70.0),
              HasSubstr("24 doses; without no. 3, 4; no. 5 late by 14 days; none from day 365 on"));
  DoseSchedule zoledronate;
  zoledronate.drug = Drug::ZoledronicAcid;
  zoledronate.route = Route::Intravenous;
  zoledronate.amount_per_weight = 0.05;
  zoledronate.duration = 15.0 / 1440.0;
  EXPECT_EQ(schedule_words(zoledronate, 70.0), "zoledronic acid 50 µg/kg (3.5 mg) i.v. over 15 min once on day 0");
  DoseSchedule vitamin;
  vitamin.drug = Drug::VitaminD;
  vitamin.route = Route::Oral;
  vitamin.amount = 50000.0 * 25e-6;
  EXPECT_THAT(schedule_words(vitamin, 70.0), HasSubstr(" 50\u202f000 IU by mouth once on day 0"));
}

TEST(ReportWords, SayWhichWayAQuantityWent) {
  EXPECT_EQ(course_words(1.0, 2.0, "1 g", "2 g"), "rises from 1 g to 2 g");
  EXPECT_EQ(course_words(2.0, 1.0, "2 g", "1 g", "grows", "shrinks"), "shrinks from 2 g to 1 g");
  EXPECT_EQ(course_words(100.0, 101.0, "100 g", "101 g"), "stays at 101 g");
}

TEST(ReportWords, SayWhoseParameterWasChanged) {
  Case c;
  c.lesions.resize(2);
  c.lesions[1].secretion.*phenotype_table().front().member *= 2.0;
  c.systemic = oncology_parameters();
  const std::string table = changed_parameters(c);
  EXPECT_THAT(table, HasSubstr("</code> of metastasis 2</th>"));
  EXPECT_THAT(table, Not(HasSubstr("of metastasis 1")));
}

TEST(ReportHtml, EscapesWhateverATextHolds) {
  EXPECT_EQ(escape("<script>alert(\"x\" & 'y')</script>"),
            "&lt;script&gt;alert(&quot;x&quot; &amp; &#39;y&#39;)&lt;/script&gt;");
  EXPECT_EQ(escape("Knochenmärk, ≥ 3 µg, 骨"), "Knochenmärk, ≥ 3 µg, 骨");
  // Control characters, a lone continuation, an overlong slash, a surrogate, a character cut off.
  EXPECT_EQ(escape(std::string("a\0b\x01\x7f", 5)), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(escape("\xc2\x85|\x80|\xc0\xaf|\xed\xa0\x80|\xe2\x82"),
            "\uFFFD|\uFFFD|\uFFFD\uFFFD|\uFFFD\uFFFD\uFFFD|\uFFFD\uFFFD");
  EXPECT_EQ(shortened("µµµµ", 2), "µµ…");
  EXPECT_EQ(shortened("µµ", 2), "µµ");
}

TEST(ReportHtml, EncodesPicturesAsInRfc4648) {
  const auto encoded = [](const std::string& text) {
    return png_data_uri({text.begin(), text.end()}).substr(std::string("data:image/png;base64,").size());
  };
  EXPECT_EQ(encoded(""), "");
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
  EXPECT_EQ(encoded("\xff\xfe\xfd"), "//79");
}

TEST(ReportHtml, MakesPagesThatLoadNothingAndAreKnownAgain) {
  const std::string page = html_page("<b>", "<p>here</p>");
  EXPECT_THAT(page, HasSubstr("<title>&lt;b&gt;</title>"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("http:")));
  EXPECT_THAT(page, Not(HasSubstr("https:")));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_TRUE(is_html_page(page.substr(0, 2048)));
  EXPECT_FALSE(is_html_page("<!DOCTYPE html><html><head><meta name=\"generator\" content=\"thesis\">"));
}

TEST(ReportHtml, LinksToSectionsThatHaveContent) {
  const std::string html = sections({{"a", "First", "<p>1</p>\n"}, {"b", "Second", ""}});
  EXPECT_THAT(html, HasSubstr("<li><a href=\"#a\">First</a></li>"));
  EXPECT_THAT(html, HasSubstr("<section id=\"a\">\n<h2>First</h2>\n<p>1</p>\n</section>"));
  EXPECT_THAT(html, Not(HasSubstr("Second")));
}

TEST(ReportHtml, SetsColumnsOfNumbersToTheRight) {
  HtmlTable table("Caption", {"Name", "Value", "Class"});
  EXPECT_TRUE(table.empty());
  table.row({"CTX", "\u221212.5", "lytic"});
  table.row({"3", "–", "2 mm"});
  EXPECT_FALSE(table.empty());
  EXPECT_THAT(table.text(), HasSubstr("<th scope=\"col\" class=\"number\">Value</th><th scope=\"col\">Class</th>"));
  EXPECT_THAT(table.text(), HasSubstr("<th scope=\"row\">CTX</th><td class=\"number\">\u221212.5</td><td>lytic</td>"));
  EXPECT_THAT(table.text(), HasSubstr("<th scope=\"row\">3</th><td class=\"number\">–</td><td>2 mm</td>"));
}

}  // namespace
}  // namespace howship
