#include "host/case/event_table.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
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
using ::testing::Not;
using ::testing::StartsWith;

/// A folder that is gone after the test.
class DoseEvents : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder = std::filesystem::path(::testing::TempDir()) /
             ("events_" + std::string(test->name()) + std::to_string(getpid()));
    std::filesystem::create_directories(folder / "data");
    file = folder / "events.csv";
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::vector<Dose> read(const std::string& text) const {
    std::ofstream(file, std::ios::binary) << text;
    return read_event_table(file, {365.0, false});
  }

  /// Message with which a table is refused.
  std::string refusal(const std::string& text) const {
    try {
      read(text);
      return "accepted";
    } catch (const InputError& error) {
      return error.what();
    }
  }

  /// What messages about a line start with.
  std::string at(int line) const { return file.string() + ":" + std::to_string(line) + ": "; }

  std::filesystem::path folder, file;
};

std::vector<double> times_of(const std::vector<Dose>& doses) {
  std::vector<double> times;
  for (const Dose& dose : doses) times.push_back(dose.time);
  return times;
}

TEST_F(DoseEvents, RowsAreDoses) {
  const auto doses = read(
      "TIME,AMT,EVID,II,ADDL,RATE,CMT\n"
      "0,120,1,0,0,0,1\n"
      "7,120,1,0,0,0,1\n"
      "10,0,0,0,0,0,2\n"
      "28,60,1,0,0,0,2\n"
      "30.5,4,1,0,0,384,3\n");
  EXPECT_THAT(times_of(doses), ElementsAre(0.0, 7.0, 28.0, 30.5));
  EXPECT_EQ(doses[0].drug, Drug::Denosumab);
  EXPECT_EQ(doses[0].route, Route::Subcutaneous);
  EXPECT_EQ(doses[0].amount, 120.0);
  EXPECT_EQ(doses[0].duration, 0.0);
  EXPECT_EQ(doses[2].route, Route::Intravenous);
  EXPECT_EQ(doses[2].amount, 60.0);
  EXPECT_EQ(doses[3].drug, Drug::ZoledronicAcid);
  EXPECT_EQ(doses[3].route, Route::Intravenous);
  EXPECT_DOUBLE_EQ(doses[3].duration, 4.0 / 384.0);
}

TEST_F(DoseEvents, AdditionalDosesFollowAtTheirInterval) {
  const auto doses = read("TIME,AMT,II,ADDL,CMT\n14,120,28,3,1\n50,4,0,0,3\n");
  EXPECT_THAT(times_of(doses), ElementsAre(14.0, 42.0, 50.0, 70.0, 98.0));
  EXPECT_EQ(doses[2].drug, Drug::ZoledronicAcid);
  // They may lie after the end; the row itself may not.
  EXPECT_EQ(read("TIME,AMT,II,ADDL,CMT\n364,120,28,3,1\n").size(), 4u);
}

TEST_F(DoseEvents, DrugsAndRoutesGoByTheNamesOfCaseFiles) {
  const auto doses = read(
      "TIME,AMT,DRUG,ROUTE\n0,120,denosumab,.\n1,120,denosumab,iv\n2,4,zoledronic acid,\n3,4,\"zoledronic acid\",iv\n");
  EXPECT_EQ(doses[0].route, Route::Subcutaneous);
  EXPECT_EQ(doses[1].route, Route::Intravenous);
  EXPECT_EQ(doses[2].drug, Drug::ZoledronicAcid);
  EXPECT_EQ(doses[3].drug, Drug::ZoledronicAcid);
}

TEST_F(DoseEvents, SupplementsAreEvenIntakes) {
  const auto doses =
      read("TIME,AMT,DRUG,II,ADDL,RATE\n0,500,calcium,1,179,0\n7,1.25,vitamin D,30,0,0\n9,600,calcium,0,0,60\n");
  ASSERT_EQ(doses.size(), 3u);
  EXPECT_EQ(doses[0].route, Route::Oral);
  EXPECT_DOUBLE_EQ(doses[0].amount, 90000.0);
  EXPECT_EQ(doses[0].duration, 180.0);
  EXPECT_EQ(doses[1].drug, Drug::VitaminD);
  EXPECT_EQ(doses[1].duration, 30.0);
  EXPECT_EQ(doses[2].duration, 10.0);
  EXPECT_THAT(refusal("TIME,AMT,DRUG\n0,500,calcium\n"), AllOf(StartsWith(at(2) + "II"), HasSubstr("even intake")));
  EXPECT_THAT(refusal("TIME,AMT,DRUG,II,RATE\n0,500,calcium,1,100\n"), HasSubstr("either RATE or II"));
}

TEST_F(DoseEvents, CompartmentAndDrugMayStandSideBySideWhenTheyAgree) {
  EXPECT_EQ(read("TIME,AMT,CMT,DRUG\n0,120,2,denosumab\n")[0].route, Route::Intravenous);
  EXPECT_EQ(read("TIME,AMT,CMT,DRUG\n0,120,.,denosumab\n")[0].route, Route::Subcutaneous);
  EXPECT_THAT(refusal("TIME,AMT,CMT,DRUG\n0,4,3,denosumab\n"),
              AllOf(StartsWith(at(2) + "CMT = '3'"), HasSubstr("zoledronic acid"), HasSubstr("denosumab")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,ROUTE\n0,120,1,iv\n"),
              AllOf(StartsWith(at(2) + "ROUTE = 'iv'"), HasSubstr("CMT 1 is sc")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,DRUG\n0,120,.,.\n"), AllOf(StartsWith(at(2) + "DRUG"), HasSubstr("what is given")));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,120,.\n"), AllOf(StartsWith(at(2) + "CMT"), HasSubstr("what is given")));
}

TEST_F(DoseEvents, LayoutsInUseAreRead) {
  const std::vector<std::string> same = {
      "time,amt,cmt\n7,120,1\n",
      "Time , Amt , Cmt\n 7 , 120 , 1 \n",
      "TIME AMT CMT\n7 120 1\n",
      "  TIME\tAMT  CMT \n\t7  +1.2e2\t1\n",
      "\"TIME\",\"AMT\",\"CMT\"\n7,120,1\n",
      "# made by hand\n\nTIME,AMT,CMT\n  # first dose\n7,120,1\n\n",
      "\xef\xbb\xbfTIME,AMT,CMT\r\n7,120,1\r\n",
      "TIME,AMT,CMT\n7,120,1",
      "ID,TIME,DV,MDV,AMT,EVID,II,ADDL,RATE,SS,CMT\n1,0,.,0,.,0,.,.,.,.,2\n1,7,.,1,120,1,.,.,.,.,1\n1,9,8.5,0,.,2,.,.,."
      ",.,2\n",
  };
  for (const std::string& text : same) {
    const auto doses = read(text);
    ASSERT_EQ(doses.size(), 1u) << text;
    EXPECT_EQ(doses[0].time, 7.0) << text;
    EXPECT_EQ(doses[0].amount, 120.0) << text;
    EXPECT_EQ(doses[0].route, Route::Subcutaneous) << text;
  }
  EXPECT_THAT(read("TIME,AMT,CMT\n0,0,1\n"), IsEmpty());
}

TEST_F(DoseEvents, ColumnsAreNamedWhenMissingUnknownOrDoubled) {
  EXPECT_THAT(refusal("AMT,CMT\n120,1\n"), AllOf(StartsWith(at(1)), HasSubstr("TIME is missing")));
  EXPECT_THAT(refusal("TIME,CMT\n0,1\n"), HasSubstr("AMT is missing"));
  EXPECT_THAT(refusal("# doses\nTIME,AMT\n0,120\n"), AllOf(StartsWith(at(2)), HasSubstr("CMT or DRUG")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,ADL\n0,120,1,3\n"),
              AllOf(StartsWith(at(1)), HasSubstr("'ADL'"), HasSubstr("did you mean 'ADDL'?")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,SMOKER\n0,120,1,1\n"), AllOf(HasSubstr("'SMOKER'"), HasSubstr("known: TIME, AMT")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,time\n0,120,1,0\n"), HasSubstr("TIME stands there twice"));
}

TEST_F(DoseEvents, RowsMustFitTheHeader) {
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,120\n"),
              AllOf(StartsWith(at(2)), HasSubstr("2 entries"), HasSubstr("3 columns")));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,120,1,\n"), HasSubstr("4 entries"));
  EXPECT_THAT(refusal("TIME AMT DRUG\n0 4 zoledronic acid\n"), HasSubstr("4 entries"));
  EXPECT_THAT(refusal("TIME,AMT,DRUG\n0,120,\"denosumab\n"), AllOf(StartsWith(at(2)), HasSubstr("quotation mark")));
  EXPECT_THAT(refusal("TIME,AMT,DRUG\n0,120,\"denosumab\" x\n"), HasSubstr("quotation mark"));
  EXPECT_THAT(refusal(""), HasSubstr("no rows"));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n"), HasSubstr("no rows"));
}

TEST_F(DoseEvents, NumbersAreNumbers) {
  for (const char* amount : {"120 mg", "x", "1,5", "NA", "nan", "inf", "0x10", "1e999", "--1"})
    EXPECT_THAT(refusal("TIME AMT CMT\n0 \"" + std::string(amount) + "\" 1\n"),
                AllOf(StartsWith(at(2) + "AMT = '" + amount + "'"), HasSubstr("number")))
        << amount;
  EXPECT_THAT(refusal("TIME,AMT,CMT\n1:30,120,1\n"), StartsWith(at(2) + "TIME = '1:30'"));
  EXPECT_THAT(refusal("TIME,AMT,CMT,II,ADDL\n0,120,1,28,2.5\n"), AllOf(HasSubstr("ADDL = '2.5'"), HasSubstr("whole")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,II,ADDL\n0,120,1,28,-1\n"), HasSubstr("ADDL = '-1'"));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,a\tb\x01,1\n"), Not(HasSubstr("\x01")));
}

TEST_F(DoseEvents, AmountsThatNobodyGivesAreRefused) {
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,-120,1\n"), AllOf(StartsWith(at(2) + "AMT = '-120'"), HasSubstr("negative")));
  EXPECT_THAT(refusal("TIME,AMT,EVID,CMT\n0,0,1,1\n"), HasSubstr("above zero"));
  EXPECT_THAT(refusal("TIME,AMT,EVID,CMT\n0,120,0,1\n"), AllOf(HasSubstr("AMT = '120'"), HasSubstr("EVID")));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,100001,1\n"), HasSubstr("100000 mg of denosumab"));
  EXPECT_THAT(refusal("TIME,AMT,DRUG,II\n0,800,vitamin D,1\n"), HasSubstr("15 mg of vitamin D"));
}

TEST_F(DoseEvents, TimesMustAscendWithinTheRun) {
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,120,1\n56,120,1\n28,120,1\n"),
              AllOf(StartsWith(at(4) + "TIME = '28'"), HasSubstr("after 56 in line 3"), HasSubstr("sort")));
  EXPECT_EQ(read("TIME,AMT,CMT\n28,120,1\n28,4,3\n").size(), 2u);
  EXPECT_THAT(refusal("TIME,AMT,CMT\n-1,120,1\n"), AllOf(StartsWith(at(2) + "TIME"), HasSubstr("before time zero")));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,120,1\n400,120,1\n"),
              AllOf(StartsWith(at(3) + "TIME = '400'"), HasSubstr("after time.end = 365 day")));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n365,120,1\n"), HasSubstr("at time.end"));
  EXPECT_EQ(read("TIME,AMT,CMT\n0,120,1\n400,0,1\n").size(), 1u);  // an observation
  EXPECT_EQ(read_event_table(file, {0.5, true}).size(), 1u);
}

TEST_F(DoseEvents, AdditionalDosesNeedAnInterval) {
  EXPECT_THAT(refusal("TIME,AMT,CMT,ADDL\n0,120,1,3\n"), AllOf(StartsWith(at(2) + "ADDL = '3'"), HasSubstr("II")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,II,ADDL\n0,120,1,0,3\n"), AllOf(HasSubstr("ADDL = '3'"), HasSubstr("II")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,II,ADDL\n0,120,1,-28,3\n"), HasSubstr("II = '-28'"));
}

TEST_F(DoseEvents, RatesAreThoseOfInfusions) {
  for (const char* rate : {"-1", "-2", "-5"})
    EXPECT_THAT(refusal("TIME,AMT,CMT,RATE\n0,4,3," + std::string(rate) + "\n"),
                AllOf(StartsWith(at(2) + "RATE = '" + rate + "'"), HasSubstr("mg/day")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,RATE\n0,120,1,60\n"), HasSubstr("only an iv infusion"));
  EXPECT_THAT(refusal("TIME,AMT,CMT,RATE\n0,4,3,0.001\n"), AllOf(HasSubstr("4000 day"), HasSubstr("365.25 day")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,RATE\n0,4,3,1e15\n"), AllOf(HasSubstr("4e-15 day"), HasSubstr("1e-06 day")));
}

TEST_F(DoseEvents, EventsWithoutMeaningHereAreRefused) {
  for (const char* evid : {"3", "4"})
    EXPECT_THAT(refusal("TIME,AMT,EVID,CMT\n0,120," + std::string(evid) + ",1\n"),
                AllOf(StartsWith(at(2) + "EVID = '" + evid + "'"), HasSubstr("not supported")));
  for (const char* evid : {"5", "-1", "1.5", "101"})
    EXPECT_THAT(refusal("TIME,AMT,EVID,CMT\n0,120," + std::string(evid) + ",1\n"), HasSubstr("EVID = "));
  EXPECT_THAT(refusal("TIME,AMT,SS,II,CMT\n0,120,1,28,1\n"), AllOf(HasSubstr("SS = '1'"), HasSubstr("not supported")));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,120,4\n"), AllOf(HasSubstr("CMT = '4'"), HasSubstr("1 is denosumab sc")));
  EXPECT_THAT(refusal("TIME,AMT,CMT\n0,120,1.5\n"), HasSubstr("CMT = '1.5'"));
  EXPECT_THAT(refusal("TIME,AMT,DRUG\n0,120,denosumb\n"),
              AllOf(StartsWith(at(2) + "DRUG = 'denosumb'"), HasSubstr("did you mean 'denosumab'?")));
  EXPECT_THAT(refusal("TIME,AMT,DRUG,ROUTE\n0,120,denosumab,oral\n"), HasSubstr("ROUTE = 'oral'"));
  EXPECT_THAT(refusal("TIME,AMT,DRUG,ROUTE\n0,4,zoledronic acid,sc\n"), HasSubstr("zoledronic acid is given iv only"));
}

TEST_F(DoseEvents, SecondPatientIsRefused) {
  EXPECT_THAT(refusal("ID,TIME,AMT,CMT\n1,0,120,1\n1,28,120,1\n2,0,120,1\n"),
              AllOf(StartsWith(at(4) + "ID = '2'"), HasSubstr("second patient after '1'")));
}

TEST_F(DoseEvents, SizesAreLimited) {
  std::string rows = "TIME,AMT,CMT\n";
  for (int i = 0; i < 100001; ++i) rows += "0,0,1\n";
  EXPECT_THAT(refusal(rows), AllOf(StartsWith(at(100002)), HasSubstr("100000 rows")));
  EXPECT_THAT(refusal(std::string(17 * 1024 * 1024, '#')), HasSubstr("16 MB"));
  EXPECT_THAT(refusal("TIME,AMT,CMT,II,ADDL\n0,120,1,0.001,60000\n1,120,1,0.001,40000\n"),
              AllOf(StartsWith(at(3) + "ADDL"), HasSubstr("100000")));
  EXPECT_THAT(refusal("TIME,AMT,CMT,II,ADDL\n0,120,1,1,1e9\n"), HasSubstr("ADDL = '1e9'"));
}

TEST_F(DoseEvents, DamagedTablesAreReadOrRefusedInOneLine) {
  const std::string whole =
      "ID,TIME,AMT,EVID,II,ADDL,RATE,DRUG,ROUTE\n1,0,120,1,28,3,0,denosumab,sc\n1,4,4,1,.,.,384,\"zoledronic "
      "acid\",iv\n"
      "1,5,500,1,1,30,0,calcium,po\n";
  const std::string signs = "0123456789.,-+eE#\" \t\r\n;x\xff";
  std::mt19937 random(11);
  const auto below = [&](std::size_t n) { return random() % n; };
  int refused = 0;
  for (int i = 0; i < 1000; ++i) {
    std::string text = whole;
    for (std::size_t k = below(4); k < 4; ++k) {
      const std::size_t place = below(text.size());
      if (below(3) == 0)
        text.erase(place, 1 + below(9));
      else
        text[place] = signs[below(signs.size())];
    }
    const std::string message = refusal(text);
    if (message == "accepted") continue;
    ++refused;
    EXPECT_THAT(message, AllOf(HasSubstr(file.string()), Not(HasSubstr("\n")))) << text;
  }
  EXPECT_GT(refused, 500);
  EXPECT_LT(refused, 1000);
}

TEST_F(DoseEvents, CaseFindsItBesideItselfAndAddsItsDoses) {
  std::ofstream(folder / "data/doses.csv") << "TIME,AMT,CMT\n5,120,1\n40,4,3\n";
  const std::string text =
      "[geometry]\nshape = \"box\"\n[time]\nend = \"1 year\"\n[[dose]]\ndrug = \"denosumab\"\namount = \"60 mg\"\n"
      "every = \"20 day\"\ncount = 2\n[dosing]\nevents = \"data/../data/doses.csv\"\n";
  std::ofstream(folder / "case.toml") << text;
  const Case c = read_case(folder / "case.toml");
  EXPECT_EQ(c.dose_events, folder / "data/doses.csv");
  EXPECT_THAT(times_of(c.doses), ElementsAre(0.0, 5.0, 20.0, 40.0));
  // Written with its whole name, so that the case can be read elsewhere.
  std::filesystem::create_directories(folder / "run");
  std::ofstream(folder / "run/case.toml") << write_case(c);
  const Case again = read_case(folder / "run/case.toml");
  EXPECT_EQ(again.dose_events, c.dose_events);
  EXPECT_EQ(times_of(again.doses), times_of(c.doses));
  EXPECT_EQ(write_case(again), write_case(c));
}

TEST_F(DoseEvents, CaseWithoutItsTableIsRefused) {
  const auto message = [&](const std::string& events) -> std::string {
    std::ofstream(folder / "case.toml") << "[geometry]\nshape = \"box\"\n[time]\nend = \"1 year\"\n[dosing]\nevents = "
                                        << events << "\n";
    try {
      read_case(folder / "case.toml");
      return "accepted";
    } catch (const InputError& error) {
      return error.what();
    }
  };
  EXPECT_THAT(message("\"nowhere.csv\""),
              AllOf(HasSubstr("case.toml:6: dosing.events"), HasSubstr((folder / "nowhere.csv").string())));
  EXPECT_THAT(message("\"data\""), HasSubstr("dosing.events"));
  EXPECT_THAT(message("\"\""), HasSubstr("dosing.events"));
  EXPECT_THAT(message("3"), HasSubstr("a text in quotes"));
}

}  // namespace
}  // namespace howship
