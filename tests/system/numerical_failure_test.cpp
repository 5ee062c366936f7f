#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A lesion that breeds osteoclasts without bound: every parameter is allowed, all of them together lead nowhere.
std::vector<std::string> runaway() {
  std::vector<std::string> words{"run", "ball.toml", "-o", "out"};
  for (const char* parameter : {"lesion.1.pthrp_secretion=100000 pmol/L", "parameters.tissue.a_tgf_pthrp=1500",
                                "parameters.tissue.fusion_saturation=1e12", "parameters.tissue.a_pthrp_rankl=4000",
                                "parameters.tissue.a_pthrp_precursors=3000", "parameters.tissue.k_pd=4.7 1/day",
                                "parameters.tissue.k_f=6.1 1/day", "parameters.tissue.rankl_decay=35 1/day",
                                "parameters.tissue.a_0=20 1/day"}) {
    words.push_back("--set");
    words.push_back(parameter);
  }
  return words;
}

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
