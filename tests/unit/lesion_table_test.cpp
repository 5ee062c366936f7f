#include <map>

#include <gtest/gtest.h>

#include "host/io/output.hpp"
#include "host/io/tables.hpp"

#include "tests/unit/output_support.hpp"

namespace howship {
namespace {

using namespace output_test;

std::map<std::string, std::string> named(const std::string& line) {
  // A last empty entry counts.
  const std::vector<std::string> names = split(lesions_header), entries = split(line + ",");
  std::map<std::string, std::string> row;
  for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = entries.at(i);
  return row;
}

TEST(LesionTable, PutsCortexAndEventsUnderTheirHeadings) {
  Lesion lesion;
  lesion.id = 3;
  lesion.surface_distance = 2.5;
  lesion.cortex_distance = 0.0;
  lesion.cortex_lost = 62.5;
  lesion.breach_area = 4.0;
  lesion.born = 28;
  lesion.event = LesionEvent::Split;
  lesion.split_from = 1;
  auto row = named(lesion_line(56, lesion));
  EXPECT_EQ(row["time [day]"], "56");
  EXPECT_EQ(row["lesion [1]"], "3");
  EXPECT_EQ(row["surface_distance [mm]"], "2.5");
  EXPECT_EQ(row["cortex_distance [mm]"], "0");
  EXPECT_EQ(row["cortex_lost [%]"], "62.5");
  EXPECT_EQ(row["breach_area [mm2]"], "4");
  EXPECT_EQ(row["born [day]"], "28");
  EXPECT_EQ(row["event"], "split");
  EXPECT_EQ(row["split_from [1]"], "1");
  EXPECT_EQ(row["merged_into [1]"], "");
}

TEST(LesionTable, LeavesEmptyWhatDoesNotApply) {
  auto row = named(lesion_line(0, {}));
  for (const char* column : {"surface_distance [mm]", "cortex_distance [mm]", "cortex_lost [%]", "breach_area [mm2]",
                             "event", "merged_into [1]", "split_from [1]"}) {
    EXPECT_EQ(row[column], "") << column;
  }
}

TEST(LesionTable, TellsTheEndOfALesionInARowOfItsOwn) {
  TemporaryFolder folder;
  const VoxelDomain domain = make_box({8, 8, 8});
  RunOutput output(folder / "run", false);
  output.set_domain(domain, make_baseline(domain), {});
  Snapshot snapshot = make_healthy(domain, 0.0);
  fill_box(domain, snapshot, Field::Tumour, {2, 2, 2}, {4, 4, 4}, 0.5F);
  output.append(snapshot);
  output.append(make_healthy(domain, 28.0));
  output.append(make_healthy(domain, 56.0));
  output.wait();
  const std::vector<std::string> lines = lines_of(folder / "run/lesions.csv");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(named(lines[1])["event"], "start");
  EXPECT_EQ(named(lines[2])["time [day]"], "28");
  EXPECT_EQ(named(lines[2])["event"], "gone");
  EXPECT_EQ(named(lines[2])["volume [mm3]"], "0");
  EXPECT_EQ(named(lines[2])["bmd_change [%]"], "0");
}

}  // namespace
}  // namespace howship
