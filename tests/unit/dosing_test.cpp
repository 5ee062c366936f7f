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
using ::testing::IsEmpty;

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
Case read_with(const std::string& tables, const std::vector<std::string>& overrides = {}) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const std::filesystem::path file =
      std::filesystem::path(::testing::TempDir()) / (std::string(test->name()) + std::to_string(getpid()) + ".toml");
  std::ofstream(file) << "[geometry]\nshape = \"box\"\n[time]\nend = \"1 year\"\n" << tables;
  struct Remove {
    const std::filesystem::path& path;
    ~Remove() { std::filesystem::remove(path); }
  } remove{file};
  return read_case(file, overrides);
}

/// Message with which something is refused.
template <class Action>
std::string message_of(const Action& action) {
  try {
    action();
    return "accepted";
  } catch (const InputError& error) {
    return error.what();
  }
}

/// Message with which a [[dose]] table is refused. Its first line is line 6 of the file.
std::string refusal(const std::string& dose) {
  return message_of([&] { read_with("[[dose]]\n" + dose); });
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

TEST(Dosing, StormOfDosesIsRefusedWithItsDay) {
  const std::string storm = "[[dose]]\ndrug = \"denosumab\"\namount = \"1 mg\"\nstart = \"3 day\"\nevery = ";
  EXPECT_THAT(message_of([&] { read_with(storm + "\"1e-6 day\"\ncount = 2000\n"); }),
              AllOf(HasSubstr("more than 1000 doses fall into the day after day 3"), HasSubstr("dose.every")));
  // A thousand are as many as may be, however close; and five of a day for as long as one likes.
  EXPECT_EQ(read_with(storm + "\"1e-6 day\"\ncount = 1000\n").doses.size(), 1000u);
  EXPECT_EQ(read_with(storm + "\"0.2 day\"\n").doses.size(), 1812u);
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
  EXPECT_THAT(refusal(drug + "route = \"iv\"\nduration = \"1e-15 day\"\n"),
              AllOf(HasSubstr("dose[1].duration"), HasSubstr("at least 1e-06 day")));
  EXPECT_THAT(refusal(drug + "route = \"oral\"\n"), AllOf(HasSubstr("dose[1].route"), HasSubstr("sc, iv")));
  EXPECT_THAT(refusal("drug = \"zoledronic acid\"\namount = \"4 mg\"\nroute = \"sc\"\n"), HasSubstr("iv only"));
  EXPECT_THAT(refusal(drug + "amout = \"4 mg\"\n"), HasSubstr("did you mean 'amount'?"));
}

TEST(DoseTable, MessagesNameTheTableByItsNumber) {
  EXPECT_THAT(refusal("drug = \"denosumab\"\namount = \"120 mg\"\n[[dose]]\ndrug = \"denosumab\"\namount = \"5 mm\"\n"),
              AllOf(HasSubstr(".toml:10: dose[2].amount"), HasSubstr("5 mm")));
}

const std::string denosumab = "drug = \"denosumab\"\namount = \"120 mg\"\n";

/// The doses of one [[dose]] table, in a run of 365.25 days.
std::vector<Dose> doses_of(const std::string& dose) {
  return read_with("[[dose]]\n" + dose).doses;
}

TEST(DoseTable, LoadingDosesComeOnTopOfTheSchedule) {
  const auto doses =
      doses_of(denosumab + "start = \"10 day\"\nevery = \"28 day\"\ncount = 3\nextra = [\"7 day\", \"2 week\"]\n");
  EXPECT_THAT(times_of(doses), ElementsAre(10.0, 17.0, 24.0, 38.0, 66.0));
  for (const Dose& dose : doses) EXPECT_EQ(dose.amount, 120.0);
  EXPECT_THAT(refusal(denosumab + "extra = [\"0 day\"]\n"), HasSubstr(".toml:8: dose[1].extra"));
  EXPECT_THAT(refusal(denosumab + "extra = \"7 day\"\n"), HasSubstr("a list of quantities"));
  EXPECT_THAT(refusal(denosumab + "extra = [7]\n"), HasSubstr("a unit is required"));
}

TEST(DoseTable, ScheduleWithoutCountGoesOnToItsStopOrTheEnd) {
  EXPECT_THAT(times_of(doses_of(denosumab + "every = \"100 day\"\n")), ElementsAre(0.0, 100.0, 200.0, 300.0));
  EXPECT_THAT(times_of(doses_of(denosumab + "every = \"100 day\"\nstop = \"200 day\"\n")), ElementsAre(0.0, 100.0));
  EXPECT_THAT(times_of(doses_of(denosumab + "every = \"100 day\"\nstop = \"201 day\"\n")),
              ElementsAre(0.0, 100.0, 200.0));
  EXPECT_THAT(times_of(doses_of(denosumab + "every = \"0.1 day\"\nstop = \"0.3 day\"\n")), ElementsAre(0.0, 0.1, 0.2));
}

TEST(DoseTable, CountAndStopEndAScheduleWhicheverIsFirst) {
  EXPECT_THAT(times_of(doses_of(denosumab + "every = \"50 day\"\ncount = 2\nstop = \"1 year\"\n")),
              ElementsAre(0.0, 50.0));
  EXPECT_THAT(times_of(doses_of(denosumab + "every = \"50 day\"\ncount = 9\nstop = \"60 day\"\n"
                                            "extra = [\"7 day\", \"60 day\"]\n")),
              ElementsAre(0.0, 7.0, 50.0));
  EXPECT_THAT(refusal(denosumab + "start = \"9 day\"\nevery = \"28 day\"\nstop = \"9 day\"\n"),
              AllOf(HasSubstr("dose[1].stop"), HasSubstr("after start = 9 day")));
  EXPECT_THAT(refusal(denosumab + "stop = \"9 day\"\n"), HasSubstr("give every as well"));
}

TEST(DoseTable, MissedAndLateDosesAreCountedFromOne) {
  EXPECT_THAT(
      times_of(doses_of(denosumab + "every = \"30 day\"\ncount = 5\nmissed = [1, 4]\nlate = { 3 = \"9 day\" }\n")),
      ElementsAre(30.0, 69.0, 120.0));
  // A dose may be so late that it comes after the next one.
  EXPECT_THAT(times_of(doses_of(denosumab + "every = \"30 day\"\ncount = 3\nlate = { 2 = \"31 day\" }\n")),
              ElementsAre(0.0, 60.0, 61.0));
  EXPECT_THAT(doses_of(denosumab + "missed = [1]\n"), IsEmpty());
}

TEST(DoseTable, MissedAndLateDosesMustExist) {
  const std::string five = denosumab + "every = \"30 day\"\ncount = 5\n";
  EXPECT_THAT(refusal(five + "missed = [6]\n"), AllOf(HasSubstr(".toml:10: dose[1].missed"), HasSubstr("from 1 to 5")));
  EXPECT_THAT(refusal(five + "missed = [0]\n"), HasSubstr("from 1 to 5"));
  EXPECT_THAT(refusal(five + "missed = [2, 2]\n"), HasSubstr("2 stands there twice"));
  EXPECT_THAT(refusal(five + "missed = [\"2\"]\n"), HasSubstr("whole number"));
  EXPECT_THAT(refusal(five + "late = { 6 = \"1 day\" }\n"),
              AllOf(HasSubstr(".toml:10: dose[1].late.6"), HasSubstr("1 to 5")));
  EXPECT_THAT(refusal(five + "late = { third = \"1 day\" }\n"), HasSubstr("1 to 5"));
  EXPECT_THAT(refusal(five + "late = { 3 = \"0 day\" }\n"), HasSubstr("above zero"));
  EXPECT_THAT(refusal(five + "late = { 3 = \"1 day\", 03 = \"2 day\" }\n"), HasSubstr("twice"));
  EXPECT_THAT(refusal(five + "late = [\"1 day\"]\n"), HasSubstr("{ 3 = \"5 day\" }"));
  EXPECT_THAT(refusal(five + "missed = [3]\nlate = { 3 = \"1 day\" }\n"), HasSubstr("missed as well"));
}

TEST(DoseTable, SwitchOfDrugIsTwoSchedules) {
  const Case c = read_with(
      "[[dose]]\ndrug = \"zoledronic acid\"\namount = \"4 mg\"\nevery = \"4 week\"\nstop = \"8 week\"\n"
      "[[dose]]\n" +
      denosumab + "start = \"8 week\"\nevery = \"4 week\"\ncount = 2\n");
  EXPECT_THAT(times_of(c.doses), ElementsAre(0.0, 28.0, 56.0, 84.0));
  EXPECT_EQ(c.doses[1].drug, Drug::ZoledronicAcid);
  EXPECT_EQ(c.doses[2].drug, Drug::Denosumab);
}

TEST(DoseTable, AmountPerWeightIsThatOfThePatient) {
  const std::string dose = "[[dose]]\ndrug = \"denosumab\"\namount = \"1.5 mg/kg\"\n[patient]\nweight = \"60 kg\"\n";
  Case c = read_with(dose);
  ASSERT_EQ(c.doses.size(), 1u);
  EXPECT_DOUBLE_EQ(c.doses[0].amount, 90.0);
  set_weight(c, 40.0);
  EXPECT_DOUBLE_EQ(c.doses[0].amount, 60.0);
  EXPECT_EQ(c.systemic.weight, 40.0);
  EXPECT_DOUBLE_EQ(doses_of("drug = \"denosumab\"\namount = \"200 ug / kg\"\n")[0].amount, 0.2 * 78.0);
  EXPECT_THAT(refusal("drug = \"denosumab\"\namount = \"0 mg/kg\"\n"), HasSubstr("above zero"));
  EXPECT_THAT(refusal("drug = \"denosumab\"\namount = \"5 g/kg\"\n"), HasSubstr("to 1000 mg/kg"));
  EXPECT_THAT(refusal("drug = \"denosumab\"\namount = \"5 mg/L\"\n"), HasSubstr("a mass is needed"));
}

TEST(DoseTable, SupplementsAreOneEvenIntake) {
  const auto calcium =
      doses_of("drug = \"calcium\"\namount = \"500 mg\"\nstart = \"7 day\"\nevery = \"12 h\"\ncount = 60\n");
  ASSERT_EQ(calcium.size(), 1u);
  EXPECT_EQ(calcium[0].drug, Drug::Calcium);
  EXPECT_EQ(calcium[0].route, Route::Oral);
  EXPECT_EQ(calcium[0].time, 7.0);
  EXPECT_DOUBLE_EQ(calcium[0].amount, 30000.0);
  EXPECT_DOUBLE_EQ(calcium[0].duration, 30.0);
  const auto vitamin = doses_of("drug = \"vitamin D\"\namount = \"800 IU\"\nroute = \"po\"\nevery = \"1 day\"\n");
  ASSERT_EQ(vitamin.size(), 1u);
  EXPECT_EQ(vitamin[0].drug, Drug::VitaminD);
  EXPECT_EQ(vitamin[0].duration, 366.0);  // the last intake before the end lasts its day
  EXPECT_DOUBLE_EQ(vitamin[0].amount, 366 * 0.02);
  const auto stopped = doses_of("drug = \"calcium\"\namount = \"1 g\"\nevery = \"1 day\"\nstop = \"10 day\"\n");
  EXPECT_DOUBLE_EQ(stopped[0].amount, 10000.0);
  EXPECT_DOUBLE_EQ(stopped[0].duration, 10.0);
  const auto capsule = doses_of("drug = \"vitamin D\"\namount = \"1250 ug\"\nduration = \"30 day\"\n");
  EXPECT_DOUBLE_EQ(capsule[0].amount, 1.25);
  EXPECT_EQ(capsule[0].duration, 30.0);
}

TEST(DoseTable, SupplementsThatMakeNoSenseAreRefused) {
  const std::string calcium = "drug = \"calcium\"\namount = \"500 mg\"\n";
  EXPECT_THAT(refusal(calcium), AllOf(HasSubstr("dose[1].every"), HasSubstr("duration")));
  EXPECT_THAT(refusal(calcium + "every = \"1 day\"\nduration = \"30 day\"\n"), HasSubstr("either every"));
  EXPECT_THAT(refusal(calcium + "every = \"1 day\"\nmissed = [2]\n"), HasSubstr("even intake"));
  EXPECT_THAT(refusal(calcium + "every = \"1 day\"\nextra = [\"2 day\"]\n"), HasSubstr("even intake"));
  EXPECT_THAT(refusal(calcium + "every = \"1 day\"\nlate = { 2 = \"2 day\" }\n"), HasSubstr("even intake"));
  EXPECT_THAT(refusal(calcium + "every = \"1 day\"\nroute = \"iv\"\n"), HasSubstr("calcium is given po only"));
  EXPECT_THAT(refusal(denosumab + "route = \"po\"\n"), HasSubstr("denosumab is given sc or iv only"));
  EXPECT_THAT(refusal("drug = \"vitamin D\"\namount = \"800 mg\"\nevery = \"1 day\"\n"), HasSubstr("to 15 mg"));
  EXPECT_THAT(refusal("drug = \"vitamin D\"\namount = \"1e6 IU\"\nevery = \"1 day\"\n"), HasSubstr("to 600000 IU"));
  EXPECT_THAT(refusal("drug = \"vitamin D\"\namount = \"800 iu\"\nevery = \"1 day\"\n"),
              HasSubstr("did you mean 'IU'?"));
}

TEST(DoseTable, InternationalUnitsAreOfVitaminDOnly) {
  for (const char* drug : {"denosumab", "zoledronic acid", "calcium"})
    EXPECT_THAT(refusal("drug = \"" + std::string(drug) + "\"\namount = \"120 IU\"\nevery = \"1 day\"\n"),
                AllOf(HasSubstr(".toml:7: dose[1].amount"), HasSubstr("'IU'"), HasSubstr("a mass is needed")));
}

TEST(DoseTable, ScheduleThatStartsAfterTheEndIsRefused) {
  EXPECT_THAT(
      refusal(denosumab + "start = \"400 day\"\n"),
      AllOf(HasSubstr(".toml:8: dose[1].start"), HasSubstr("400 day"), HasSubstr("after time.end = 365.25 day")));
  EXPECT_THAT(refusal(denosumab + "start = \"1 year\"\n"), HasSubstr("lies at time.end"));
  // Later doses of a schedule may lie after the end.
  EXPECT_EQ(doses_of(denosumab + "start = \"364 day\"\nevery = \"28 day\"\ncount = 12\n").size(), 12u);
}

TEST(DoseTable, OpenScheduleWithTooManyDosesIsRefused) {
  EXPECT_THAT(refusal(denosumab + "every = \"1 min\"\n"), AllOf(HasSubstr("dose[1].every"), HasSubstr("100000")));
}

TEST(DoseTable, RunCutShortOnTheCommandLineMeetsFewerDoses) {
  const std::string tables = "[[dose]]\n" + denosumab + "start = \"84 day\"\nevery = \"28 day\"\ncount = 2\n";
  const Case c = read_with(tables, {"time.end=2 day"});
  EXPECT_TRUE(c.ignore_after_end);
  EXPECT_THAT(times_of(c.doses), ElementsAre(84.0, 112.0));
  EXPECT_FALSE(read_with(tables).ignore_after_end);
  // What a user asks for holds either way.
  EXPECT_THAT(
      times_of(read_with("[dosing]\nafter_end = \"ignore\"\n[[dose]]\n" + denosumab + "start = \"2 year\"\n").doses),
      ElementsAre(730.5));
  EXPECT_THROW(read_with("[dosing]\nafter_end = \"refuse\"\n" + tables, {"time.end=2 day"}), InputError);
}

}  // namespace
}  // namespace howship
