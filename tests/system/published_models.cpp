// `howship systemic` with a published model, and the commands that need a tissue without one.

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string pth_case = R"([geometry]
shape = "box"
[model]
preset = "pivonka-2008"
[[model.input]]
quantity = "pth"
rate = "1000 pmol/L/day"
end = "100 day"
[time]
end = "100.5 day"
)";

TEST(PublishedModel, IsWrittenByDayWithUnits) {
  const Workplace here;
  write_text(here / "pth.toml", pth_case);
  const Outcome shown = here.run({"systemic", "pth.toml"});
  ASSERT_EQ(shown.code, 0) << shown.err;
  const Csv csv(shown.out);
  ASSERT_EQ(csv.rows.size(), 102U);  // days 0 to 100, and 100.5
  EXPECT_EQ(csv.number(10, "time [day]"), 10.0);
  EXPECT_NEAR(csv.number(10, "osteoclasts [pmol/L]"), 1.817472771492e-03, 1e-11);
  EXPECT_NEAR(csv.number(101, "osteoblasts [pmol/L]"), 9.458647961241e-04, 1e-11);
  EXPECT_EQ(csv.number(0, "bone_volume_change [%]"), 0.0);
  const Outcome written = here.run({"systemic", "pth.toml", "-o", "pth.csv"});
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(read_text(here / "pth.csv"), shown.out);
}

TEST(PublishedModel, HasNoTissueToRun) {
  const Workplace here;
  write_text(here / "pth.toml", pth_case);
  for (const char* command : {"run", "check"}) {
    const Outcome outcome = here.run({command, "pth.toml"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.message(), StartsWith("howship: error: pth.toml: model.preset = \"pivonka-2008\""));
    EXPECT_THAT(outcome.message(), HasSubstr("use howship systemic"));
  }
  EXPECT_THAT(here.content(), testing::ElementsAre("pth.toml"));
}

TEST(PublishedModel, LeavesNoFileWhenItFails) {
  const Workplace here;
  write_text(here / "case.toml", pth_case);
  const Outcome outcome =
      here.run({"systemic", "case.toml", "-o", "out.csv", "--set", "model.input[1].quantity=osteoblast_precursors",
                "--set", "model.input[1].rate=\"-1 pmol/L/day\""});
  EXPECT_EQ(outcome.code, 3) << outcome.out;
  EXPECT_THAT(outcome.message(), HasSubstr("pivonka-2008"));
  EXPECT_THAT(here.content(), testing::ElementsAre("case.toml"));
}

}  // namespace
}  // namespace howship::system_test
