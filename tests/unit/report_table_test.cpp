// Reading the tables of a run folder.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/report/csv_table.hpp"

#include "tests/unit/report_support.hpp"

namespace howship {
namespace {

using namespace report_test;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::HasSubstr;

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
  write_text(folder / "t.csv", "a,b\n1,\"2\n3,4\n5,6\n");
  EXPECT_THAT(message_of([&] { CsvTable table(folder / "t.csv"); }),
              HasSubstr("t.csv:2: a quotation mark is not closed"));
  write_text(folder / "t.csv", "a,b\n1,\n");
  EXPECT_THAT(message_of([&] { CsvTable(folder / "t.csv").finite_numbers("b"); }),
              HasSubstr("t.csv:2: b = '': a finite number is expected"));
  // A last row that a run is just writing.
  write_text(folder / "t.csv", "a,b\n1,2\n3,\"fo");
  EXPECT_EQ(CsvTable(folder / "t.csv").rows(), 1U);
  write_text(folder / "t.csv", "");
  EXPECT_THAT(message_of([&] { CsvTable table(folder / "t.csv"); }), HasSubstr("no heading"));
  EXPECT_THAT(message_of([&] { CsvTable table(folder / "none.csv"); }, ExitCode::File), HasSubstr("none.csv"));
}

}  // namespace
}  // namespace howship
