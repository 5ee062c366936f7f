#include "host/case/dosing.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<double> times_of(const std::vector<Dose>& doses) {
  std::vector<double> times;
  for (const Dose& dose : doses) times.push_back(dose.time);
  return times;
}

DoseSchedule monthly(double start, int count) {
  DoseSchedule s;
  s.amount = 120.0;
  s.start = start;
  s.every = 28.0;
  s.count = count;
  return s;
}

/// Reads a case whose text ends with `tables`. The file is gone afterwards.
Case read_with(const std::string& tables) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const std::filesystem::path file =
      std::filesystem::path(::testing::TempDir()) / (std::string(test->name()) + std::to_string(getpid()) + ".toml");
  std::ofstream(file) << "[geometry]\nshape = \"box\"\n[time]\nend = \"1 year\"\n" << tables;
  struct Remove {
    const std::filesystem::path& path;
    ~Remove() { std::filesystem::remove(path); }
  } remove{file};
  return read_case(file);
}

/// Message with which a [[dose]] table is refused. Its first line is line 6 of the file.
std::string refusal(const std::string& dose) {
  try {
    read_with("[[dose]]\n" + dose);
    return "accepted";
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(Dosing, ScheduleExpandsToItsExactTimes) {
  EXPECT_THAT(times_of(expand_schedules({monthly(84.0, 4)})), ElementsAre(84.0, 112.0, 140.0, 168.0));
}

TEST(Dosing, TimesDoNotDriftOverManyDoses) {
  DoseSchedule s = monthly(0.3, 5000);
  s.every = 0.1;
  const auto doses = expand_schedules({s});
  ASSERT_EQ(doses.size(), 5000u);
  for (std::size_t i = 0; i < doses.size(); ++i) EXPECT_EQ(doses[i].time, 0.3 + static_cast<double>(i) * 0.1);
}

TEST(Dosing, SingleDoseNeedsNoInterval) {
  DoseSchedule s = monthly(10.0, 1);
  s.every = 0.0;
  EXPECT_THAT(times_of(expand_schedules({s})), ElementsAre(10.0));
}

TEST(Dosing, EveryDoseIsAsItsScheduleSays) {
  DoseSchedule s = monthly(0.0, 2);
  s.drug = Drug::ZoledronicAcid;
  s.route = Route::Intravenous;
  s.amount = 4.0;
  s.duration = 15.0 / 1440.0;
  for (const Dose& dose : expand_schedules({s})) {
    EXPECT_EQ(dose.drug, Drug::ZoledronicAcid);
    EXPECT_EQ(dose.route, Route::Intravenous);
    EXPECT_EQ(dose.amount, 4.0);
    EXPECT_EQ(dose.duration, 15.0 / 1440.0);
  }
}

TEST(Dosing, SchedulesAreMergedByTimeAndTiesKeepTheirOrder) {
  DoseSchedule late = monthly(28.0, 2), early = monthly(0.0, 3);
  late.amount = 1.0;
  early.amount = 2.0;
  std::vector<std::tuple<double, double>> merged;
  for (const Dose& dose : expand_schedules({late, early})) merged.emplace_back(dose.time, dose.amount);
  EXPECT_THAT(merged, ElementsAre(std::tuple(0.0, 2.0), std::tuple(28.0, 1.0), std::tuple(28.0, 2.0),
                                  std::tuple(56.0, 1.0), std::tuple(56.0, 2.0)));
}

TEST(Dosing, NoScheduleIsNoDose) {
  EXPECT_TRUE(expand_schedules({}).empty());
}

TEST(Dosing, TooManyDosesAreRefusedWithTheirNumber) {
  EXPECT_EQ(expand_schedules({monthly(0.0, 60000), monthly(0.0, 40000)}).size(), 100000u);
  try {
    expand_schedules({monthly(0.0, 60000), monthly(0.0, 40001)});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("100001"), HasSubstr("100000"), HasSubstr("count")));
  }
}

TEST(DoseTable, IsReadWithItsUnits) {
  const Case c = read_with(
      "[[dose]]\ndrug = \"denosumab\"\namount = \"0.12 g\"\nroute = \"sc\"\nstart = \"12 week\"\nevery = \"4 week\"\n"
      "count = 3\n[[dose]]\ndrug = \"zoledronic acid\"\namount = \"4 mg\"\nstart = \"100 day\"\nduration = \"0.5 "
      "h\"\n");
  ASSERT_EQ(c.schedules.size(), 2u);
  EXPECT_EQ(c.schedules[0].count, 3);
  EXPECT_DOUBLE_EQ(c.schedules[0].every, 28.0);
  EXPECT_THAT(times_of(c.doses), ElementsAre(84.0, 100.0, 112.0, 140.0));
  EXPECT_EQ(c.doses[0].drug, Drug::Denosumab);
  EXPECT_EQ(c.doses[0].route, Route::Subcutaneous);
  EXPECT_DOUBLE_EQ(c.doses[0].amount, 120.0);
  EXPECT_EQ(c.doses[1].drug, Drug::ZoledronicAcid);
  EXPECT_DOUBLE_EQ(c.doses[1].duration, 0.5 / 24.0);
}

TEST(DoseTable, RouteIsTheDrugsUsualOneWhenNotGiven) {
  const Case c = read_with(
      "[[dose]]\ndrug = \"denosumab\"\namount = \"60 mg\"\n[[dose]]\ndrug = \"zoledronic acid\"\namount = \"4 mg\"\n");
  EXPECT_EQ(c.schedules[0].route, Route::Subcutaneous);
  EXPECT_EQ(c.schedules[1].route, Route::Intravenous);
  EXPECT_THAT(times_of(c.doses), ElementsAre(0.0, 0.0));
}

TEST(DoseTable, UnknownDrugIsRefusedWithTheNearestOne) {
  EXPECT_THAT(refusal("drug = \"denosumb\"\namount = \"120 mg\"\n"),
              AllOf(HasSubstr(".toml:6: dose[1].drug"), HasSubstr("denosumb"), HasSubstr("did you mean 'denosumab'?")));
  EXPECT_THAT(refusal("drug = \"zoledronate\"\namount = \"4 mg\"\n"), HasSubstr("did you mean 'zoledronic acid'?"));
  EXPECT_THAT(refusal("drug = \"aspirin\"\namount = \"4 mg\"\n"), AllOf(HasSubstr("known:"), HasSubstr("denosumab")));
}

TEST(DoseTable, DoseBeforeTimeZeroIsRefused) {
  EXPECT_THAT(refusal("drug = \"denosumab\"\namount = \"120 mg\"\nstart = \"-1 day\"\n"),
              AllOf(HasSubstr(".toml:8: dose[1].start"), HasSubstr("-1 day"), HasSubstr("before time zero")));
}

TEST(DoseTable, WhatIsMissingIsNamed) {
  EXPECT_THAT(refusal("amount = \"120 mg\"\n"), AllOf(HasSubstr("dose[1].drug"), HasSubstr("missing")));
  EXPECT_THAT(refusal("drug = \"denosumab\"\n"), AllOf(HasSubstr("dose[1].amount"), HasSubstr("\"120 mg\"")));
  EXPECT_THAT(refusal("drug = \"denosumab\"\namount = \"120 mg\"\ncount = 3\n"), HasSubstr("dose[1].every"));
}

TEST(DoseTable, AmountsThatNobodyGivesAreRefused) {
  for (const char* amount : {"\"0 mg\"", "\"-120 mg\"", "\"1 kg\"", "120", "\"120\"", "\"120 day\"", "true"})
    EXPECT_THAT(refusal("drug = \"denosumab\"\namount = " + std::string(amount) + "\n"),
                HasSubstr(".toml:7: dose[1].amount"))
        << amount;
}

TEST(DoseTable, SchedulesThatMakeNoSenseAreRefused) {
  const std::string drug = "drug = \"denosumab\"\namount = \"120 mg\"\n";
  EXPECT_THAT(refusal(drug + "every = \"28 day\"\ncount = 0\n"), HasSubstr("dose[1].count"));
  EXPECT_THAT(refusal(drug + "every = \"28 day\"\ncount = 2.5\n"), HasSubstr("whole number"));
  EXPECT_THAT(refusal(drug + "every = \"0 day\"\ncount = 2\n"), HasSubstr("dose[1].every"));
  EXPECT_THAT(refusal(drug + "every = \"-28 day\"\ncount = 2\n"), HasSubstr("dose[1].every"));
  EXPECT_THAT(refusal(drug + "duration = \"1 h\"\n"), HasSubstr("dose[1].duration"));
  EXPECT_THAT(refusal(drug + "route = \"oral\"\n"), AllOf(HasSubstr("dose[1].route"), HasSubstr("sc, iv")));
  EXPECT_THAT(refusal("drug = \"zoledronic acid\"\namount = \"4 mg\"\nroute = \"sc\"\n"), HasSubstr("iv only"));
  EXPECT_THAT(refusal(drug + "amout = \"4 mg\"\n"), HasSubstr("did you mean 'amount'?"));
}

TEST(DoseTable, MessagesNameTheTableByItsNumber) {
  EXPECT_THAT(refusal("drug = \"denosumab\"\namount = \"120 mg\"\n[[dose]]\ndrug = \"denosumab\"\namount = \"5 mm\"\n"),
              AllOf(HasSubstr(".toml:10: dose[2].amount"), HasSubstr("5 mm")));
}

TEST(DoseTable, WhatThisVersionDoesNotReadIsRefusedAndNotIgnored) {
  for (const char* drug : {"calcium", "vitamin D"})
    EXPECT_THAT(refusal("drug = \"" + std::string(drug) + "\"\namount = \"500 mg\"\n"),
                AllOf(HasSubstr("dose[1].drug"), HasSubstr("this version")));
  try {
    read_with("[dosing]\nevents = \"events.csv\"\n");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("dosing.events"), HasSubstr("events.csv"), HasSubstr("this version")));
  }
}

}  // namespace
}  // namespace howship
