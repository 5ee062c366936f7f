// A case with arms: each leaves what a run of its own does, and the trial tells of all of them.

#include "tests/system/trial_case.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// One trial, shared by the tests of this file that only look at it.
class ATrial : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    here = new Workplace;
    write_trial_case(*here);
    outcome = here->run({"run", "trial.toml", "-o", "out", "--threads", "1"});
  }
  static void TearDownTestSuite() {
    delete here;
    here = nullptr;
  }
  void SetUp() override { ASSERT_EQ(outcome.code, 0) << outcome.err; }
  static Workplace* here;
  static Outcome outcome;
};
Workplace* ATrial::here = nullptr;
Outcome ATrial::outcome;

TEST_F(ATrial, LeavesTheBytesOfSeparateRuns) {
  std::set<std::size_t> rows;
  for (const auto& [arm, results] : separate_runs(*here, "out")) {
    EXPECT_GE(results.size(), 18U);
    EXPECT_TRUE(same_results(results, results_in(*here / ("out/" + arm)))) << arm;
    rows.insert(Csv(results.at("timeseries.csv")).rows.size());
  }
  EXPECT_EQ(rows.size(), 3U) << "the arms were to take different steps";
}

TEST_F(ATrial, HasAFolderPerArmItsCaseAndATable) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(*here / "out")) names.push_back(entry.path().filename().string());
  EXPECT_THAT(names, testing::UnorderedElementsAre("case.toml", "arms.csv", "control", "denosumab", "zoledronate"));
  EXPECT_THAT(read_text(*here / "out/case.toml"), HasSubstr("[[arm]]\nname = \"denosumab\"\n\n[[arm.dose]]"));
  const Csv table(read_text(*here / "out/arms.csv"));
  EXPECT_THAT(std::vector(table.columns.begin(), table.columns.begin() + 3), ElementsAre("arm", "state", "time [day]"));
  ASSERT_EQ(table.rows.size(), 3U);
  for (std::size_t arm = 0; arm < 3; ++arm) {
    const Csv series(read_text(*here / ("out/" + trial_arms()[arm] + "/timeseries.csv")));
    EXPECT_EQ(table.rows[arm][0], trial_arms()[arm]);
    EXPECT_EQ(table.rows[arm][1], "finished");
    EXPECT_EQ(std::vector(table.rows[arm].begin() + 2, table.rows[arm].end()), series.rows.back());
  }
}

TEST_F(ATrial, GivesEachArmWhatIsForAllAndItsOwn) {
  const auto events = [](const std::string& arm) { return read_text(*here / ("out/" + arm + "/events.csv")); };
  for (const std::string& arm : trial_arms()) EXPECT_THAT(events(arm), HasSubstr("calcium")) << arm;
  EXPECT_THAT(events("control"), AllOf(Not(HasSubstr("denosumab")), Not(HasSubstr("zoledronic"))));
  EXPECT_THAT(events("denosumab"), AllOf(HasSubstr("1,dose,denosumab,sc,117"), HasSubstr("2,chemotherapy")));
  EXPECT_THAT(events("zoledronate"), AllOf(HasSubstr("0.5,dose,zoledronic acid,iv,4"), HasSubstr("1.5,radiotherapy")));
}

TEST_F(ATrial, EndsWithWhatEachArmCameToAndWhatToDoNext) {
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out,
              AllOf(HasSubstr("eventful: 3 arms\n  control      day 4 in "), HasSubstr("  zoledronate  day 4"),
                    HasSubstr("3 arms, day "), HasSubstr("howship compare out\n")));
  const Outcome compared = here->run({"compare", "out", "-o", "arms.html"});
  EXPECT_EQ(compared.code, 0) << compared.err;
  EXPECT_THAT(read_text(*here / "arms.html"),
              AllOf(HasSubstr("eventful: control"), HasSubstr("eventful: zoledronate")));
  const Outcome report = here->run({"report", "out"});
  EXPECT_EQ(report.code, 2);
  EXPECT_THAT(report.message(), AllOf(HasSubstr("is the folder of a trial"), HasSubstr("out/control")));
}

TEST_F(ATrial, IsNotReplacedUnlessAsked) {
  const Outcome again = here->run({"run", "trial.toml", "-o", "out"});
  EXPECT_EQ(again.code, 5);
  EXPECT_THAT(again.message(), AllOf(HasSubstr("not empty"), HasSubstr("--overwrite")));
}

TEST(ATrialCase, IsCheckedArmByArm) {
  const Workplace here;
  write_trial_case(here);
  const Outcome check = here.run({"check", "trial.toml"});
  EXPECT_EQ(check.code, 0) << check.err;
  EXPECT_THAT(check.out, AllOf(HasSubstr("arm control     calcium, taken from day 0 to 4\n"),
                               HasSubstr("arm denosumab   calcium, taken from day 0 to 4\n                denosumab, 2 "
                                         "times, day 1 to 3\n                chemotherapy, once, on day 2\n"),
                               HasSubstr("of each arm"), HasSubstr("of 3 arms together")));
  const auto report = nlohmann::json::parse(here.run({"check", "trial.toml", "--json"}).out);
  ASSERT_EQ(report.at("arms").size(), 3U);
  EXPECT_EQ(report.at("arms").at(2).at("name"), "zoledronate");
  EXPECT_EQ(report.at("arms").at(2).at("treatments").at(1).at("name"), "zoledronic acid");
  const auto one = nlohmann::json::parse(here.run({"check", "trial.toml", "--set", "arm=[]", "--json"}).out);
  EXPECT_FALSE(one.contains("arms"));
  EXPECT_GT(report.at("disk_bytes").get<double>(), 2.9 * one.at("disk_bytes").get<double>());
  EXPECT_GT(report.at("host_memory_bytes").get<double>(), one.at("host_memory_bytes").get<double>());
}

TEST(ATrialCase, IsRefusedWhereAFieldOfAnArmHoldsNoBone) {
  const Workplace here;
  write_trial_case(here);
  for (const std::string command : {"run", "check"}) {
    const Outcome outcome = here.run(
        {command, "trial.toml", "--set", "therapy=[{kind=\"radiotherapy\",fraction_dose=\"1 Gy\"}]", "--set",
         "arm[3].therapy[1].radius=\"2 mm\"", "--set", "arm[3].therapy[1].centre=[\"90 mm\", \"0 mm\", \"0 mm\"]"});
    EXPECT_EQ(outcome.code, 2) << command;
    EXPECT_THAT(outcome.message(),
                HasSubstr("arm[3] (\"zoledronate\"): therapy[1].centre = (90, 0, 0) mm with radius = 2 mm: no voxel"));
  }
  EXPECT_THAT(here.content(), testing::UnorderedElementsAre("block.stl", "trial.toml", "zoledronate.csv"));
}

TEST(ATrialCase, HasTheBloodOfAllArmsInOneTable) {
  const Workplace here;
  write_trial_case(here);
  const Outcome blood = here.run({"systemic", "trial.toml"});
  ASSERT_EQ(blood.code, 0) << blood.err;
  const Csv table(blood.out);
  EXPECT_THAT(std::vector(table.columns.begin(), table.columns.begin() + 2), ElementsAre("arm", "time [day]"));
  std::map<std::string, std::size_t> rows;
  for (const auto& row : table.rows) ++rows[row.at(0)];
  EXPECT_THAT(rows, ElementsAre(testing::Pair("control", 5U), testing::Pair("denosumab", 5U),
                                testing::Pair("zoledronate", 5U)));
  EXPECT_LT(table.number(4, "denosumab_serum [ug/mL]"), 1e-9);
  EXPECT_GT(table.number(9, "denosumab_serum [ug/mL]"), 0.1);
}

TEST(ATrialCase, IsPrintedAsJson) {
  const Workplace here;
  write_trial_case(here);
  const Outcome run = here.run({"run", "trial.toml", "-o", "out", "--until", "0.2 day", "--quiet", "--json"});
  ASSERT_EQ(run.code, 0) << run.err;
  const auto trial = nlohmann::json::parse(run.out);
  EXPECT_EQ(trial.at("title"), "eventful");
  ASSERT_EQ(trial.at("arms").size(), 3U);
  for (std::size_t arm = 0; arm < 3; ++arm) {
    const auto& entry = trial.at("arms").at(arm);
    EXPECT_EQ(entry.at("name"), trial_arms()[arm]);
    EXPECT_EQ(entry.at("summary"),
              nlohmann::json::parse(read_text(here / ("out/" + trial_arms()[arm] + "/summary.json"))));
  }
}

}  // namespace
}  // namespace howship::system_test
