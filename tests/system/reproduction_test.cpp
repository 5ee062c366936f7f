// The case.toml that a run leaves gives that run again, bit for bit: other folder, other number of threads.

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"
#include "tests/system/small_inputs.hpp"

namespace howship::system_test {
namespace {

/// Names of all files below a folder, without those that tell when and how fast.
std::vector<std::string> results_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = fs::relative(entry.path(), folder).string();
    if (entry.is_regular_file() && name != "run.log" && name != "manifest.json" && name != "summary.json" &&
        name.rfind("checkpoint", 0) != 0)
      names.push_back(name);
  }
  return names;
}

/// Runs `words` here on one thread into `out`, and out/case.toml from another folder on two, and compares.
void expect_repeated(const Workplace& here, std::vector<std::string> words) {
  words.insert(words.begin(), "run");
  words.insert(words.end(), {"-o", "out", "--threads", "1", "--quiet"});
  const Outcome first = here.run(words);
  ASSERT_EQ(first.code, 0) << first.err;
  const Workplace elsewhere;
  const Outcome again =
      elsewhere.run({"run", (here / "out/case.toml").string(), "-o", "again", "--threads", "2", "--quiet"});
  ASSERT_EQ(again.code, 0) << again.err;
  const std::vector<std::string> names = results_in(here / "out");
  EXPECT_GE(names.size(), 7U);
  EXPECT_THAT(results_in(elsewhere / "again"), testing::UnorderedElementsAreArray(names));
  for (const std::string& name : names)
    EXPECT_TRUE(read_text(here / ("out/" + name)) == read_text(elsewhere / ("again/" + name))) << name << " differs";
  const auto one = nlohmann::json::parse(read_text(here / "out/summary.json"));
  const auto two = nlohmann::json::parse(read_text(elsewhere / "again/summary.json"));
  for (const char* key : {"case_sha256", "parameters_sha256", "solver", "balance", "last", "metastatic_fraction"})
    EXPECT_EQ(one.at(key), two.at(key)) << key;
}

TEST(Reproduction, OfWhatTheCommandLineChanged) {
  const Workplace here;
  write_text(here / "ball.toml", ball_case);
  expect_repeated(here,
                  {"ball.toml", "--until", "2.3 day", "--precision", "double", "--set", "dose.1.amount=\"1.7 mg/kg\"",
                   "--set", "patient.weight=\"71.3 kg\"", "--set", "parameters.tissue.tumour_growth=\"0.0123 1/day\"",
                   "--set", "title=\"a \\\"ball\\\"\\t\\u0001 in µm\""});
}

TEST(Reproduction, OfAnEventTable) {
  const Workplace here;
  write_text(here / "events.csv",
             "TIME,AMT,DRUG,EVID,II,ADDL\n0.1,120,denosumab,1,0.7,2\n1.3,4,zoledronic acid,1,0,0\n");
  write_text(here / "ball.toml", ball_with("[time]", "[dosing]\nevents = \"events.csv\"\n\n[time]"));
  expect_repeated(here, {"ball.toml"});
}

TEST(Reproduction, OfAScanWithLabelsAndAnOutline) {
  const Workplace here;
  write_scan(here);
  write_text(here / "scan.toml", scan_case);
  expect_repeated(here, {"scan.toml"});
}

TEST(Reproduction, OfASurface) {
  const Workplace here;
  ASSERT_EQ(here.run({"mesh", "make", "vertebra", "-o", "L3.vtp"}).code, 0);
  write_text(here / "surface.toml", surface_case);
  expect_repeated(here, {"surface.toml"});
}

TEST(Reproduction, OfATemplateCutShort) {
  const Workplace here;
  ASSERT_EQ(here.run({"init", "osteoporosis-vertebra", "-o", "spine.toml"}).code, 0);
  expect_repeated(here, {"spine.toml", "--set", "geometry.spacing=\"6 mm\"", "--until", "2 day", "--set",
                         "output.every=\"1 day\""});
}

}  // namespace
}  // namespace howship::system_test
