#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/io/output.hpp"
#include "host/io/written_file.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;
using ::testing::HasSubstr;

constexpr const char* contract_columns =
    "time [day],dt [day],denosumab_serum [ug/mL],denosumab_free [pmol/L],zoledronate_bone [ug],rankl_free [pmol/L],"
    "opg [pmol/L],rank_occupancy [1],tgf_beta [1],osteoclasts [1],osteoblasts [1],tumour_volume [mm3],"
    "lytic_volume [mm3],sclerotic_volume [mm3],bone_volume [mm3],bmd [mg/cm3],bmd_change [%],ctx [% of baseline],"
    "untx [% of baseline],p1np [% of baseline],bsap [% of baseline],calcium_serum [mmol/L],pth [pmol/L],calcitriol [1],"
    "calcium_balance_error [1],trap5b [% of baseline],bmd_spine [%],bmd_hip [%]";

TEST(TimeseriesTable, HasTheContractColumnsAndKeepsEveryBit) {
  TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  // Members in the order in which results.hpp declares them, each a number that needs all its digits.
  const double third = 1.0 / 3.0;
  const TimeseriesRow row{
      1 + third,  2 + third,  3 + third,  4 + third,  5 + third,  6 + third,  7 + third,
      8 + third,  9 + third,  10 + third, 11 + third, 12 + third, 13 + third, 14 + third,
      15 + third, 16 + third, 17 + third, 18 + third, 19 + third, 20 + third, 21 + third,
      22 + third, 23 + third, 24 + third, 25 + third, 26 + third, 27 + third, -1.2345678901234567e-300};
  output.append(row);
  // Read while the run goes on: a row is there as soon as it is appended.
  const std::vector<std::string> lines = lines_of(folder / "run/timeseries.csv");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], contract_columns);
  const std::vector<std::string> entries = split(lines[1]);
  ASSERT_EQ(entries.size(), 28U);
  for (int i = 0; i < 27; ++i) EXPECT_EQ(std::stod(entries[static_cast<std::size_t>(i)]), i + 1 + third);
  EXPECT_EQ(std::stod(entries.back()), -1.2345678901234567e-300);
}

TEST(TimeseriesTable, PutsNamedMembersUnderTheirHeadings) {
  TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  TimeseriesRow row;
  row.denosumab_serum = 21.5;
  row.tumour_volume = 512;
  row.bmd_change = -12.5;
  row.bsap = 63;
  row.calcium_serum = 2.35;
  output.append(row);
  const std::vector<std::string> lines = lines_of(folder / "run/timeseries.csv");
  const std::vector<std::string> names = split(lines[0]), values = split(lines[1]);
  std::map<std::string, std::string> value;
  for (std::size_t i = 0; i < names.size(); ++i) value[names[i]] = values[i];
  EXPECT_EQ(value["denosumab_serum [ug/mL]"], "21.5");
  EXPECT_EQ(value["tumour_volume [mm3]"], "512");
  EXPECT_EQ(value["bmd_change [%]"], "-12.5");
  EXPECT_EQ(value["bsap [% of baseline]"], "63");
  EXPECT_EQ(value["calcium_serum [mmol/L]"], "2.35");
}

TEST(TimeseriesTable, RefusesNonFiniteValues) {
  TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  TimeseriesRow row;
  row.time = 12.5;
  row.pth = std::numeric_limits<double>::quiet_NaN();
  try {
    output.append(row);
    FAIL() << "accepted";
  } catch (const NumericalError& error) {
    EXPECT_THAT(error.what(), HasSubstr("pth is nan on day 12.5"));
  }
  EXPECT_EQ(lines_of(folder / "run/timeseries.csv").size(), 1U);
}

TEST(EventTable, AreListedAtTheTimeTheyWereApplied) {
  TemporaryFolder folder;
  RunOutput output(folder / "run", false);
  output.append(AppliedEvent{84.0, "dose", "denosumab", "sc", 120.0});
  output.append(AppliedEvent{112.25, "dose", "zoledronic acid, \"generic\"", "iv", 4.0, 0.125});
  output.append(AppliedEvent{120.0, "radiotherapy", "", "", 0.0, 0.0, 8.0});
  EXPECT_EQ(read_text(folder / "run/events.csv"),
            "time [day],kind,drug,route,amount [mg],duration [day],absorbed_dose [Gy]\n"
            "84,dose,denosumab,sc,120,0,0\n"
            "112.25,dose,\"zoledronic acid, \"\"generic\"\"\",iv,4,0.125,0\n"
            "120,radiotherapy,,,0,0,8\n");
}

TEST(LineFile, NamesTheSystemsReasonWhenTheDiskIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  try {
    LineFile file("/dev/full", "heading");
    FAIL() << "wrote to a full disk";
  } catch (const FileError& error) {
    EXPECT_THAT(error.what(), HasSubstr("/dev/full"));
    EXPECT_THAT(error.what(), HasSubstr("No space left"));
    EXPECT_EQ(error.code(), ExitCode::File);
  }
}

TEST(LineFile, GoesOnWhereItWasAndCutsOffTheRest) {
  TemporaryFolder folder;
  const std::filesystem::path path = folder / "table.csv";
  LineFile::Position position;
  {
    LineFile file(path, "heading");
    file.append("1");
    position = file.position();
    file.append("2");
  }
  write_text(path, read_text(path) + "half a ro");
  LineFile file(path, position);
  file.append("other 2");
  file.sync();
  EXPECT_EQ(read_text(path), "heading\n1\nother 2\n");
}

TEST(LineFile, DoesNotGoOnAfterRowsThatAreNotWhatTheyWere) {
  TemporaryFolder folder;
  const std::filesystem::path path = folder / "table.csv";
  LineFile::Position position;
  {
    LineFile file(path, "heading");
    file.append("1");
    position = file.position();
  }
  for (const char* changed : {"heading\n2\n", "heading\n1", ""}) {
    write_text(path, changed);
    EXPECT_THROW(LineFile(path, position), FileError);
    EXPECT_EQ(read_text(path), changed);
  }
  std::filesystem::remove(path);
  EXPECT_THROW(LineFile(path, position), FileError);
}

TEST(ReplaceFile, KeepsTheOldFileWhenTheNewOneCannotBeWritten) {
  TemporaryFolder folder;
  const std::filesystem::path file = folder / "summary.json";
  replace_file(file, {"old"});
  // A folder in the place of the temporary file makes writing fail for every user, root included.
  std::filesystem::create_directory(folder / "summary.json.partial");
  EXPECT_THROW(replace_file(file, {"new"}), FileError);
  EXPECT_EQ(read_text(file), "old");
  std::filesystem::remove(folder / "summary.json.partial");
  replace_file(file, {"n", "ew"});
  EXPECT_EQ(read_text(file), "new");
}

}  // namespace
}  // namespace howship
