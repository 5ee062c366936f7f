// Arms of a trial in a case file, and the cases that they make.

#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/arm_block.hpp"
#include "host/case/arm_cases.hpp"
#include "host/case/case_file.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string dose = "drug = \"denosumab\"\namount = \"1 mg/kg\"\n";

/// A case of a year that ends with `tables`, the first of which is line 5.
Case read(const std::string& tables, const std::vector<std::string>& overrides = {}) {
  return parse_case("[geometry]\nshape = \"box\"\n[time]\nend = \"1 year\"\n" + tables, "trial.toml", overrides);
}

std::string refusal(const std::string& tables, const std::vector<std::string>& overrides = {}) {
  try {
    read(tables, overrides);
    return "accepted";
  } catch (const InputError& error) {
    return error.what();
  }
}

std::string arm(const std::string& name) {
  return "[[arm]]\nname = \"" + name + "\"\n";
}

std::vector<double> times_of(const Case& c) {
  std::vector<double> times;
  for (const Dose& d : c.doses) times.push_back(d.time);
  return times;
}

const std::string three_arms = "title = \"T\"\n[[dose]]\nstart = \"20 day\"\n" + dose +
                               "[[therapy]]\nkind = \"radiotherapy\"\nfraction_dose = \"8 Gy\"\n" + arm("control") +
                               arm("early") + "[[arm.dose]]\nstart = \"10 day\"\nevery = \"20 day\"\ncount = 2\n" +
                               dose + arm("chemo-2.b") +
                               "[[arm.therapy]]\nkind = \"chemotherapy\"\nduration = \"7 day\"\nkill_rate = \"0.1 "
                               "1/day\"\n[arm.dosing]\nafter_end = \"ignore\"\n";

TEST(Arms, GetWhatTheCaseHasAndTheirOwn) {
  const Case c =
      parse_case(three_arms + "[geometry]\nshape = \"box\"\n[time]\nend = \"1 year\"\n[patient]\nweight = \"60 kg\"\n",
                 "trial.toml");
  EXPECT_THAT(times_of(c), ElementsAre(20.0));
  const std::vector<Case> arms = arm_cases(c);
  ASSERT_EQ(arms.size(), 3U);
  EXPECT_THAT(times_of(arms[0]), ElementsAre(20.0));
  EXPECT_THAT(times_of(arms[1]), ElementsAre(10.0, 20.0, 30.0));
  for (const Dose& d : arms[1].doses) EXPECT_EQ(d.amount, 60.0);
  EXPECT_EQ(arms[1].therapies.size(), 1U);
  ASSERT_EQ(arms[2].therapies.size(), 2U);
  EXPECT_EQ(arms[2].therapies[1].kind, TherapyKind::Chemotherapy);
  EXPECT_TRUE(arms[2].ignore_after_end);
  EXPECT_FALSE(arms[1].ignore_after_end);
  EXPECT_EQ(arms[2].title, "T: chemo-2.b");
  for (const Case& a : arms) EXPECT_THAT(a.arms, IsEmpty());
}

TEST(Arms, AreWrittenAndReadBack) {
  const Case c = parse_case(three_arms + "[geometry]\nshape = \"box\"\n[time]\nend = \"1 year\"\n", "trial.toml");
  const std::string text = write_case(c);
  EXPECT_THAT(text, AllOf(HasSubstr("[[arm]]\nname = \"early\"\n\n[[arm.dose]]\n"),
                          HasSubstr("[arm.dosing]\nafter_end = \"ignore\"\n"), HasSubstr("[[arm.therapy]]\n")));
  EXPECT_EQ(write_case(parse_case(text, "again.toml")), text);
  for (const Case& a : arm_cases(c)) {
    const std::string own = write_case(a);
    EXPECT_THAT(own, Not(HasSubstr("arm")));
    const Case again = parse_case(own, "own.toml");
    EXPECT_EQ(write_case(again), own);
    EXPECT_EQ(times_of(again), times_of(a));
  }
}

TEST(Arms, MayNameATableEach) {
  const std::filesystem::path folder =
      std::filesystem::path(::testing::TempDir()) / ("arms" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "events.csv") << "TIME,AMT,DRUG\n5,120,denosumab\n";
  const std::string events = "events = \"" + (folder / "events.csv").string() + "\"\n";
  const Case c = read(arm("a") + "dosing." + events + arm("b"));
  EXPECT_THAT(times_of(arm_case(c, 0)), ElementsAre(5.0));
  EXPECT_THAT(times_of(arm_case(c, 1)), IsEmpty());
  EXPECT_EQ(parse_case(write_case(c), "again.toml").arms[0].dose_events, folder / "events.csv");
  const Case for_all = read("[dosing]\n" + events + arm("a") + "[[arm.dose]]\n" + dose);
  EXPECT_THAT(times_of(arm_case(for_all, 0)), ElementsAre(0.0, 5.0));
  EXPECT_THAT(refusal("[dosing]\n" + events + arm("a") + "dosing." + events),
              AllOf(HasSubstr("trial.toml:9: arm[1].dosing.events"), HasSubstr("[dosing] names")));
  std::filesystem::remove_all(folder);
}

TEST(Arms, AreRefusedWhereTheyAreWrong) {
  const std::vector<std::tuple<std::string, std::string>> cases = {
      {"[[arm]]\n", "trial.toml: arm[1].name: is missing"},
      {arm("a") + arm("a"), "trial.toml:8: arm[2].name = 'a': is that of arm[1] as well"},
      {arm("a") + arm("A"), "capitals do not count"},
      {arm(".."), "must do for a folder"},
      {arm("a/b"), "must do for a folder"},
      {arm(""), "must do for a folder"},
      {arm("-a"), "must do for a folder"},
      {arm(std::string(65, 'a')), "at most 64"},
      {arm("Fields"), "is the name of a file or folder of results"},
      {arm("summary.json"), "is the name of a file or folder of results"},
      {arm("a.partial"), "is the name of a file or folder of results"},
      {arm("a") + "does = []\n", "trial.toml:7: unknown key 'arm[1].does'; did you mean 'dose'?"},
      {arm("a") + "[[arm.dose]]\namuont = 1\n" + dose, "unknown key 'arm[1].dose[1].amuont'"},
      {arm("a") + "[[arm.dose]]\ndrg = \"denosumab\"\n",
       "trial.toml:8: unknown key 'arm[1].dose[1].drg'; did you mean 'drug'?"},
      {arm("a") + "[[arm.therapy]]\nknd = \"chemotherapy\"\n", "unknown key 'arm[1].therapy[1].knd'"},
      {arm("a") + "dosing.after = \"ignore\"\n[[arm.dose]]\n", "unknown key 'arm[1].dosing.after'"},
      {arm("a") + "[[arm.dose]]\nstart = \"2 year\"\n" + dose, "arm[1].dose[1].start = '2 year': lies after time.end"},
      {arm("a") + "[[arm.therapy]]\nkind = \"x\"\n", "arm[1].therapy[1].kind"},
      {arm("a") + "dosing.events = \"none.csv\"\n", "arm[1].dosing.events = 'none.csv': there is no file"},
      {"[[dose]]\nevery = \"0.02 day\"\n" + dose + arm("a") + "[[arm.dose]]\nevery = \"0.004 day\"\n" + dose,
       "trial.toml: arm[1] (\"a\"): "},
      {"[model]\npreset = \"lemaire-2004\"\n" + arm("a"), "cannot be used with model.preset"},
  };
  for (const auto& [tables, message] : cases) EXPECT_THAT(refusal(tables), HasSubstr(message)) << tables;
  std::string many;
  for (std::size_t i = 0; i <= most_arms; ++i) many += arm("a" + std::to_string(i));
  EXPECT_THAT(refusal(many), HasSubstr("a list of 65; at most 64 arms"));
}

TEST(Arms, AreReachedByOverrides) {
  const std::string tables = arm("a") + "[[arm.dose]]\n" + dose;
  EXPECT_EQ(read(tables, {"arm[1].dose[1].start=\"3 day\""}).arms[0].schedules[0].start, 3.0);
  EXPECT_THAT(read(tables, {"arm=[]"}).arms, IsEmpty());
  EXPECT_THAT(refusal("", {"arm=3"}), HasSubstr("--set arm = 3: a list of tables is expected: write [[arm]]"));
  EXPECT_EQ(refusal(arm("a"), {"arm[1].dose[1].amount=\"60 mg\""}),
            "--set arm[1].dose[1].amount=\"60 mg\": arm[1] has no dose[1]; write [[arm.dose]] in the case file");
  EXPECT_THAT(refusal(arm("a"), {"arm[1].dose=3"}), HasSubstr("expected: write [[arm.dose]]"));
  EXPECT_THAT(refusal(tables, {"arm.a.name=b"}), HasSubstr("'arm' is a list of 1; name its item"));
  // Cut short on the command line, a trial meets fewer doses on purpose.
  const std::string late = arm("a") + "[[arm.dose]]\nstart = \"200 day\"\n" + dose;
  EXPECT_THAT(times_of(arm_case(read(late, {"time.end=\"90 day\""}), 0)), ElementsAre(200.0));
}

}  // namespace
}  // namespace howship
