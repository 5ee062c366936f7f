// Results for machines: --json prints JSON and nothing else, or writes it to a file.

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// The document that a command prints; a failure of the test when it prints anything else.
json printed(const Workplace& here, const std::vector<std::string>& arguments) {
  const Outcome outcome = here.run(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  return json::parse(outcome.out);
}

class Json : public testing::Test {
 protected:
  Json() { write_text(here / "ball.toml", ball_with("title = \"ball\"", "title = \"a \\\"ball\\\" \\\\ of bone\"")); }
  const Workplace here;
};

TEST_F(Json, OfCheckHoldsWhatARunNeeds) {
  const json report = printed(here, {"check", "ball.toml", "--backend", "cpu", "--json"});
  EXPECT_EQ(report.at("title"), "a \"ball\" \\ of bone");
  EXPECT_EQ(report.at("snapshots"), 4);
  EXPECT_EQ(report.at("end_day"), 3.0);
  ASSERT_EQ(report.at("treatments").size(), 1U);
  EXPECT_EQ(report.at("treatments")[0].at("name"), "denosumab");
  EXPECT_EQ(report.at("treatments")[0].at("first_day"), 1.0);
  for (const char* key : {"active_voxels", "host_memory_bytes", "disk_bytes", "expected_steps", "expected_seconds"})
    EXPECT_GT(report.at(key).get<double>(), 0.0) << key;
}

TEST_F(Json, OfCheckHasNoTimeForAGpu) {
  const json report = printed(here, {"check", "ball.toml", "--json"});  // on what this machine has
  EXPECT_EQ(report.at("expected_seconds").is_null(), report.at("backend") == "cuda") << report;
}

TEST_F(Json, OfCheckSaysWhichGpusHoldTheCaseWithAndWithoutOne) {
  const json mixed = printed(here, {"check", "ball.toml", "--json"});
  const json& cards = mixed.at("gpu_cards");
  ASSERT_EQ(cards.size(), 4U);
  const double sold[] = {8, 24, 80, 141};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(cards[i].at("card_GB"), sold[i]);
    EXPECT_EQ(cards[i].at("need_bytes"), mixed.at("gpu_memory_bytes"));
    EXPECT_LT(cards[i].at("have_bytes").get<double>(), 1e9 * sold[i]);
    EXPECT_EQ(cards[i].at("fits"), true);
  }
  // 8 single and 9 double precision fields with four increments, blocks of 64 numbers twice: more than 1 kB a voxel.
  const double need = mixed.at("gpu_memory_bytes"), voxels = mixed.at("stored_voxels");
  EXPECT_GT(need, 1000 * voxels);
  EXPECT_LT(need, 3000 * voxels);
  const json in_double = printed(here, {"check", "ball.toml", "--precision", "double", "--json"});
  EXPECT_GT(in_double.at("gpu_memory_bytes").get<double>(), 1.1 * need);
}

TEST_F(Json, OfRunIsItsSummary) {
  const json summary = printed(here, {"run", "ball.toml", "--json", "-o", "out"});
  EXPECT_EQ(summary, json::parse(read_text(here / "out/summary.json")));
  EXPECT_EQ(summary.at("finished"), true);
}

TEST_F(Json, BeforeACaseDoesNotMistakeItForTheFileToWrite) {
  const std::string before = read_text(here / "ball.toml");
  EXPECT_EQ(printed(here, {"check", "--json", "ball.toml"}).at("snapshots"), 4);
  EXPECT_EQ(read_text(here / "ball.toml"), before);
}

TEST_F(Json, InAFileLeavesTheTextForPeople) {
  const Outcome outcome = here.run({"check", "ball.toml", "--json", "check.json"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("the case is valid"));
  EXPECT_TRUE(json::parse(read_text(here / "check.json")).contains("expected_seconds"));
  const Outcome nowhere = here.run({"check", "ball.toml", "--json", "none/check.json"});
  EXPECT_EQ(nowhere.code, 5);
  EXPECT_THAT(nowhere.message(), HasSubstr("none/check.json: cannot be written"));
}

TEST_F(Json, OfBones) {
  here.run({"mesh", "make", "vertebra", "-o", "a.vtp"});
  const json surface = printed(here, {"mesh", "info", "a.vtp", "--json"});
  EXPECT_EQ(surface.at("kind"), "surface");
  EXPECT_EQ(surface.at("watertight"), true);
  EXPECT_EQ(surface.at("length_unit"), "mm");
  const double volume = surface.at("volume_mm3");
  const json voxels = printed(here, {"mesh", "voxelize", "a.vtp", "--spacing", "2 mm", "-o", "a.vti", "--json"});
  EXPECT_NEAR(voxels.at("volume_mm3"), volume, 0.005 * volume);
  const json image = printed(here, {"mesh", "info", "a.vti", "--json"});
  EXPECT_EQ(image.at("kind"), "image");
  EXPECT_EQ(image.at("spacing_mm"), json({2.0, 2.0, 2.0}));
}

TEST_F(Json, OfLists) {
  const json templates = printed(here, {"init", "--list", "--json"});
  EXPECT_EQ(templates.size(), 7U);
  EXPECT_EQ(templates[0].at("name"), "lytic-vertebra");
  const json one = printed(here, {"parameters", "--json", "kd_denosumab"});
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].at("unit"), "pmol/L");
  EXPECT_GT(printed(here, {"parameters", "--json"}).size(), 100U);
  EXPECT_TRUE(printed(here, {"info", "--json"}).at("backends").is_array());
}

}  // namespace
}  // namespace howship::system_test
