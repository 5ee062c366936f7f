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

}  // namespace
}  // namespace howship::system_test
