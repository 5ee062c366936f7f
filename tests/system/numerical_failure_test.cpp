#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/system/command.hpp"
#include "tests/system/runaway_case.hpp"

namespace howship::system_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(NumericalFailure, EndsWithOneLineAndLeavesTheLastGoodState) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  const Outcome run = here.run(runaway());
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.message(), AllOf(HasSubstr("field osteoclasts = "), HasSubstr("above 10000, the largest it can be"),
                                   HasSubstr("in voxel ("), HasSubstr(") mm after day 2."),
                                   HasSubstr("the last good state is written")));
  const Csv series(read_text(here / "out/timeseries.csv"));
  EXPECT_THAT(read_text(here / "out/timeseries.csv"), AllOf(Not(HasSubstr("nan")), Not(HasSubstr("inf"))));
  const std::size_t last = series.rows.size() - 1;
  EXPECT_LT(series.number(last, "osteoclasts [1]"), 1e4);
  // Days 0, 1 and 2, and the day on which it ended.
  EXPECT_TRUE(fs::exists(here / "out/fields/fields_0003.vti"));
  EXPECT_THAT(read_text(here / "out/fields.pvd"), HasSubstr("timestep=\"" + series.rows.at(last).at(0).substr(0, 6)));
}

// Rounded to single precision, a value that a step may have is one that it may not. The step after it says so.
TEST(NumericalFailure, AtTheVeryLimitLeavesTheLastGoodStateToo) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  std::vector<std::string> words = runaway();
  for (const char* parameter :
       {"parameters.tissue.calcium_of_bone=1000000 mmol/L", "parameters.tissue.calcium_exchange=0.1 1/day",
        "parameters.tissue.diffusivity_calcium=0 mm2/day"}) {
    words.push_back("--set");
    words.push_back(parameter);
  }
  const Outcome run = here.run(words);
  EXPECT_EQ(run.code, 3);
  EXPECT_THAT(run.message(), AllOf(HasSubstr("field "), HasSubstr("the largest it can be"),
                                   HasSubstr("the last good state is written"), Not(HasSubstr("though every field"))));
  const Csv series(read_text(here / "out/timeseries.csv"));
  EXPECT_GT(series.number(series.rows.size() - 1, "time [day]"), 0.0);
}

}  // namespace
}  // namespace howship::system_test
