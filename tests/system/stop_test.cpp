// A run that is stopped by a signal leaves complete files and says how far it came.

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Waits until the run has written some rows; false when that takes too long.
bool has_begun(const fs::path& folder) {
  for (int i = 0; i < 3000; ++i) {
    if (split(read_text(folder / "timeseries.csv"), '\n').size() > 5) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST(ARun, KeepsOthersOutOfItsFolder) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  Outcome second;
  const Outcome first = here.run(
      {"run", "ball.toml", "-o", "out", "--until", "50 year", "--set", "numerics.max_step=\"0.1 day\""},
      [&](pid_t process) {
        EXPECT_TRUE(has_begun(here / "out"));
        const Workplace elsewhere;  // a place of its own for what is printed
        second = elsewhere.run({"run", (here / "ball.toml").string(), "-o", (here / "out").string(), "--overwrite"});
        kill(process, SIGTERM);
      });
  EXPECT_EQ(second.code, 5);
  EXPECT_THAT(second.message(), HasSubstr("another run is writing there"));
  EXPECT_EQ(first.code, 143);
}

class ARunStoppedBy : public testing::TestWithParam<int> {};

TEST_P(ARunStoppedBy, EndsInGoodOrder) {
  const int signal = GetParam();
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  bool begun = false;
  // Steps of a tenth of a day for 50 years: never done in the time of a test.
  const Outcome outcome = here.run({"run", "ball.toml", "-o", "out", "--until", "50 year", "--set",
                                    "numerics.max_step=\"0.1 day\"", "--set", "output.every=\"1000 day\""},
                                   [&](pid_t process) {
                                     begun = has_begun(here / "out");
                                     kill(process, signal);
                                   });
  ASSERT_TRUE(begun);
  EXPECT_EQ(outcome.code, 128 + signal);  // 130, 143
  EXPECT_THAT(outcome.message(), AllOf(HasSubstr(signal == SIGINT ? "SIGINT" : "SIGTERM"), HasSubstr("at day"),
                                       HasSubstr("of 18262.5"), HasSubstr("out")));
  EXPECT_THAT(outcome.out, testing::Not(HasSubstr("results in")));

  const std::string table = read_text(here / "out/timeseries.csv");
  ASSERT_EQ(table.back(), '\n');
  const Csv rows(table);
  for (const auto& row : rows.rows) EXPECT_EQ(row.size(), rows.columns.size());
  const std::string last = rows.rows.back().front();
  EXPECT_LT(std::stod(last), 18262.5);
  // The last snapshot is that of the last row, and the series, the log and the summary know of it.
  const std::string series = read_text(here / "out/fields.pvd");
  EXPECT_THAT(series, AllOf(HasSubstr("timestep=\"" + last + "\""), HasSubstr("</VTKFile>")));
  EXPECT_THAT(read_text(here / "out/fields/fields_0001.vti"),
              AllOf(HasSubstr(">" + last + "</DataArray>"), testing::EndsWith("</VTKFile>\n")));
  EXPECT_THAT(read_text(here / "out/run.log"), HasSubstr("stopped by a signal at day"));
  EXPECT_THAT(
      read_text(here / "out/summary.json"),
      AllOf(HasSubstr("\"finished\": false"), HasSubstr("\"end_time_day\": " + last), testing::EndsWith("}\n")));
  for (const auto& entry : fs::recursive_directory_iterator(here / "out"))
    EXPECT_NE(entry.path().extension(), ".partial");
}

INSTANTIATE_TEST_SUITE_P(System, ARunStoppedBy, testing::Values(SIGINT, SIGTERM),
                         [](const auto& test) { return test.param == SIGINT ? "SIGINT" : "SIGTERM"; });

}  // namespace
}  // namespace howship::system_test
