#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/therapy_block.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Reads a case of 365.25 days with a [[therapy]] block, whose first line is line 6 of the file.
TherapyCase read(const std::string& therapy, const std::vector<std::string>& overrides = {}) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  const std::filesystem::path file =
      std::filesystem::path(::testing::TempDir()) / (std::string(test->name()) + std::to_string(getpid()) + ".toml");
  std::ofstream(file) << "[geometry]\nshape = \"box\"\n[time]\nend = \"1 year\"\n[[therapy]]\n" << therapy;
  struct Remove {
    const std::filesystem::path& path;
    ~Remove() { std::filesystem::remove(path); }
  } remove{file};
  const Case c = read_case(file, overrides);
  EXPECT_EQ(c.therapies.size(), 1u);
  return c.therapies.at(0);
}

std::string refusal(const std::string& therapy) {
  try {
    read(therapy);
    return "accepted";
  } catch (const InputError& error) {
    return error.what();
  }
}

const std::string chemotherapy = "kind = \"chemotherapy\"\nkill_rate = \"0.05 1/day\"\nduration = \"1 week\"\n";
const std::string endocrine = "kind = \"endocrine\"\n";
const std::string radiotherapy = "kind = \"radiotherapy\"\nfraction_dose = \"8 Gy\"\n";

TEST(Therapy, ChemotherapyComesInCycles) {
  const TherapyCase t = read(chemotherapy + "start = \"30 day\"\nevery = \"3 week\"\ncount = 6\n");
  EXPECT_EQ(t.kind, TherapyKind::Chemotherapy);
  EXPECT_EQ(t.start, 30.0);
  EXPECT_EQ(t.every, 21.0);
  EXPECT_EQ(t.count, 6);
  EXPECT_EQ(t.duration, 7.0);
  EXPECT_EQ(t.kill_rate, 0.05);
  EXPECT_EQ(t.estrogen, 1.0);
  EXPECT_EQ(read(chemotherapy).count, 1);
  EXPECT_EQ(read(chemotherapy + "start = \"300 day\"\nevery = \"3 week\"\n").count, 4);  // to the end
}

TEST(Therapy, EndocrineTherapyLastsToTheEndUnlessItSays) {
  const TherapyCase t = read(endocrine + "estrogen = 0.1\nstart = \"100 day\"\n");
  EXPECT_EQ(t.kind, TherapyKind::Endocrine);
  EXPECT_EQ(t.estrogen, 0.1);
  EXPECT_EQ(t.kill_rate, 0.0);
  EXPECT_EQ(t.duration, 265.25);
  EXPECT_EQ(t.count, 1);
  const TherapyCase short_one = read(endocrine + "kill_rate = \"0.01 1/day\"\nduration = \"60 day\"\n");
  EXPECT_EQ(short_one.duration, 60.0);
  EXPECT_EQ(short_one.estrogen, 1.0);
}

TEST(Therapy, RadiotherapyIsOfARegionOrTheWholeBone) {
  const TherapyCase whole = read(radiotherapy);
  EXPECT_EQ(whole.kind, TherapyKind::Radiotherapy);
  EXPECT_EQ(whole.fraction_dose, 8.0);
  EXPECT_EQ(whole.alpha, 0.3);
  EXPECT_EQ(whole.beta, 0.03);
  EXPECT_EQ(whole.radius, 0.0);
  EXPECT_EQ(whole.count, 1);
  const TherapyCase fractions = read(
      "kind = \"radiotherapy\"\nfraction_dose = \"200 cGy\"\nevery = \"1 day\"\ncount = 10\nalpha = \"0.2 1/Gy\"\n"
      "beta = \"0.05 1/Gy2\"\ncentre = \"centre\"\nradius = \"3 cm\"\n");
  EXPECT_DOUBLE_EQ(fractions.fraction_dose, 2.0);
  EXPECT_EQ(fractions.count, 10);
  EXPECT_EQ(fractions.every, 1.0);
  EXPECT_EQ(fractions.alpha, 0.2);
  EXPECT_EQ(fractions.beta, 0.05);
  EXPECT_EQ(fractions.site, "centre");
  EXPECT_EQ(fractions.radius, 30.0);
  EXPECT_THAT(read(radiotherapy + "centre = [\"1 mm\", \"-2 mm\", \"3 mm\"]\nradius = \"5 mm\"\n").centre,
              ElementsAre(1.0, -2.0, 3.0));
}

TEST(Therapy, WhatIsMissingIsNamed) {
  EXPECT_THAT(refusal("start = \"1 day\"\n"), AllOf(HasSubstr("therapy[1].kind"), HasSubstr("missing")));
  EXPECT_THAT(refusal("kind = \"chemotherapy\"\nkill_rate = \"0.05 1/day\"\n"), HasSubstr("therapy[1].duration"));
  EXPECT_THAT(refusal("kind = \"chemotherapy\"\nduration = \"7 day\"\n"), HasSubstr("therapy[1].kill_rate"));
  EXPECT_THAT(refusal(endocrine), AllOf(HasSubstr("therapy[1].estrogen"), HasSubstr("kill_rate")));
  EXPECT_THAT(refusal("kind = \"radiotherapy\"\n"), HasSubstr("therapy[1].fraction_dose"));
  EXPECT_THAT(refusal(radiotherapy + "every = \"1 day\"\n"), HasSubstr("therapy[1].count"));
  EXPECT_THAT(refusal(radiotherapy + "count = 5\n"), HasSubstr("therapy[1].every"));
  EXPECT_THAT(refusal(radiotherapy + "radius = \"5 mm\"\n"), HasSubstr("therapy[1].centre"));
  EXPECT_THAT(refusal(radiotherapy + "centre = \"centre\"\n"), HasSubstr("therapy[1].radius"));
}

TEST(Therapy, ValuesOutOfRangeAreRefusedWithTheirLine) {
  EXPECT_THAT(refusal("kind = \"chemoterapy\"\n"),
              AllOf(HasSubstr(".toml:6: therapy[1].kind"), HasSubstr("did you mean 'chemotherapy'?")));
  EXPECT_THAT(refusal(endocrine + "estrogen = 1.2\n"),
              AllOf(HasSubstr(":7: therapy[1].estrogen"), HasSubstr("0 to 1")));
  EXPECT_THAT(refusal(endocrine + "estrogen = -0.1\n"), HasSubstr("therapy[1].estrogen"));
  EXPECT_THAT(refusal("kind = \"chemotherapy\"\nduration = \"7 day\"\nkill_rate = \"-0.05 1/day\"\n"),
              HasSubstr("therapy[1].kill_rate"));
  EXPECT_THAT(refusal("kind = \"chemotherapy\"\nduration = \"0 day\"\nkill_rate = \"0.05 1/day\"\n"),
              HasSubstr("therapy[1].duration"));
  EXPECT_THAT(refusal(chemotherapy + "every = \"5 day\"\ncount = 3\n"), HasSubstr("overlap"));
  EXPECT_THAT(refusal("kind = \"radiotherapy\"\nfraction_dose = \"8 mg\"\n"),
              AllOf(HasSubstr("an absorbed dose is needed"), HasSubstr("\"8 Gy\"")));
  EXPECT_THAT(refusal("kind = \"radiotherapy\"\nfraction_dose = 8\n"), HasSubstr("a unit is required"));
  EXPECT_THAT(refusal("kind = \"radiotherapy\"\nfraction_dose = \"-8 Gy\"\n"), HasSubstr("out of range"));
  EXPECT_THAT(refusal(radiotherapy + "alpha = \"0.3\"\n"), HasSubstr("\"0.3 1/Gy\""));
  EXPECT_THAT(refusal(radiotherapy + "beta = \"0.03 1/Gy\"\n"), HasSubstr("\"0.03 1/Gy2\""));
  EXPECT_THAT(refusal(chemotherapy + "every = \"1 h\"\nduration = \"1 h\"\n"), HasSubstr("TOML"));  // twice
}

TEST(Therapy, KeysOfAnotherKindAreRefusedAndNotIgnored) {
  EXPECT_THAT(refusal(chemotherapy + "estrogen = 0.1\n"), HasSubstr("unknown key 'therapy[1].estrogen'"));
  EXPECT_THAT(refusal(endocrine + "estrogen = 0.1\ncount = 3\n"), HasSubstr("unknown key 'therapy[1].count'"));
  EXPECT_THAT(refusal(radiotherapy + "kill_rate = \"0.1 1/day\"\n"), HasSubstr("unknown key 'therapy[1].kill_rate'"));
}

TEST(Therapy, MustStartWithinTheRunUnlessItWasCutShort) {
  EXPECT_THAT(refusal(chemotherapy + "start = \"400 day\"\n"),
              AllOf(HasSubstr("therapy[1].start"), HasSubstr("after time.end = 365.25 day")));
  EXPECT_THAT(refusal(chemotherapy + "start = \"-4 day\"\n"), HasSubstr("before time zero"));
  EXPECT_EQ(read(chemotherapy + "start = \"30 day\"\nevery = \"21 day\"\n", {"time.end=2 day"}).count, 1);
  EXPECT_EQ(read(endocrine + "start = \"30 day\"\nestrogen = 0.1\n", {"time.end=2 day"}).duration, 0.0);
}

}  // namespace
}  // namespace howship
