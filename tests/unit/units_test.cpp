#include "host/case/units.hpp"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

double read(const std::string& text, Dimension dimension) {
  return parse_quantity(text, dimension, "case.toml:3: geometry.spacing");
}

/// Message with which a text is refused; "accepted: value" when it is not.
std::string refusal(const std::string& text, Dimension dimension) {
  try {
    return "accepted: " + std::to_string(read(text, dimension));
  } catch (const InputError& error) {
    return error.what();
  }
}

std::vector<Dimension> dimensions() {
  std::vector<Dimension> all;
  for (int i = 0; i <= static_cast<int>(Dimension::Stress); ++i) all.push_back(static_cast<Dimension>(i));
  return all;
}

TEST(Units, InternalUnitsAreTakenAsTheyAre) {
  EXPECT_EQ(read("0.5 mm", Dimension::Length), 0.5);
  EXPECT_EQ(read("28 day", Dimension::Time), 28.0);
  EXPECT_EQ(read("120 mg", Dimension::Mass), 120.0);
  EXPECT_EQ(read("70 kg", Dimension::Weight), 70.0);
  EXPECT_EQ(read("18436 pmol/L", Dimension::Concentration), 18436.0);
  EXPECT_EQ(read("2.35 mmol/L", Dimension::Calcium), 2.35);
  EXPECT_EQ(read("0.138 mg/L", Dimension::MassConcentration), 0.138);
  EXPECT_EQ(read("0.1908 1/day", Dimension::Rate), 0.1908);
  EXPECT_EQ(read("1.7 mm2/day", Dimension::Diffusivity), 1.7);
  EXPECT_EQ(read("2.62 L", Dimension::Volume), 2.62);
  EXPECT_EQ(read("0.078 L/day", Dimension::Clearance), 0.078);
  EXPECT_EQ(read("6 L/h", Dimension::HourlyClearance), 6.0);
  EXPECT_EQ(read("84 mL/min", Dimension::MinuteClearance), 84.0);
  EXPECT_EQ(read("88 mmol/day", Dimension::DailyAmount), 88.0);
  EXPECT_EQ(read("0.15 mmol/h", Dimension::HourlyAmount), 0.15);
  EXPECT_EQ(read("713 mm3/day", Dimension::VolumeRate), 713.0);
  EXPECT_EQ(read("147 kDa", Dimension::MolarMass), 147.0);
  EXPECT_EQ(read("1 mg/kg", Dimension::MassPerWeight), 1.0);
  EXPECT_EQ(read("800 IU", Dimension::Activity), 800.0);
  EXPECT_EQ(read("75 nmol/L", Dimension::Vitamin), 75.0);
  EXPECT_EQ(read("8 Gy", Dimension::AbsorbedDose), 8.0);
  EXPECT_EQ(read("0.3 1/Gy", Dimension::PerDose), 0.3);
  EXPECT_EQ(read("0.03 1/Gy2", Dimension::PerDoseSquared), 0.03);
  EXPECT_EQ(read("1000 pmol/L/day", Dimension::ConcentrationRate), 1000.0);
  EXPECT_EQ(read("40 degree", Dimension::Angle), 40.0);
  EXPECT_EQ(read("25 MPa", Dimension::Stress), 25.0);
  EXPECT_EQ(read("0.13", Dimension::None), 0.13);
}

TEST(Units, OtherUnitsAreConverted) {
  EXPECT_DOUBLE_EQ(read("500 um", Dimension::Length), 0.5);
  EXPECT_DOUBLE_EQ(read("1.5 cm", Dimension::Length), 15.0);
  EXPECT_DOUBLE_EQ(read("0.03 m", Dimension::Length), 30.0);
  EXPECT_DOUBLE_EQ(read("1 inch", Dimension::Length), 25.4);
  EXPECT_DOUBLE_EQ(read("4 week", Dimension::Time), 28.0);
  EXPECT_DOUBLE_EQ(read("2 year", Dimension::Time), 730.5);
  EXPECT_DOUBLE_EQ(read("6 month", Dimension::Time), 182.625);
  EXPECT_DOUBLE_EQ(read("36 h", Dimension::Time), 1.5);
  EXPECT_DOUBLE_EQ(read("15 min", Dimension::Time), 15.0 / 1440.0);
  EXPECT_DOUBLE_EQ(read("43200 s", Dimension::Time), 0.5);
  EXPECT_DOUBLE_EQ(read("0.12 g", Dimension::Mass), 120.0);
  EXPECT_DOUBLE_EQ(read("250 ug", Dimension::Mass), 0.25);
  EXPECT_DOUBLE_EQ(read("70000 g", Dimension::Weight), 70.0);
  EXPECT_DOUBLE_EQ(read("1.2 nmol/L", Dimension::Concentration), 1200.0);
  EXPECT_DOUBLE_EQ(read("1.2 nM", Dimension::Concentration), 1200.0);
  EXPECT_DOUBLE_EQ(read("2350 umol/L", Dimension::Calcium), 2.35);
  EXPECT_DOUBLE_EQ(read("0.138 ug/mL", Dimension::MassConcentration), 0.138);
  EXPECT_DOUBLE_EQ(read("138 ng/ml", Dimension::MassConcentration), 0.138);
  EXPECT_DOUBLE_EQ(read("0.7 1/week", Dimension::Rate), 0.1);
  EXPECT_DOUBLE_EQ(read("1e-6 cm2/s", Dimension::Diffusivity), 8.64);
  EXPECT_DOUBLE_EQ(read("2620 mL", Dimension::Volume), 2.62);
  EXPECT_DOUBLE_EQ(read("3.25 mL/h", Dimension::Clearance), 0.078);
  EXPECT_DOUBLE_EQ(read("100 mL/min", Dimension::HourlyClearance), 6.0);
  EXPECT_DOUBLE_EQ(read("5.04 L/h", Dimension::MinuteClearance), 84.0);
  EXPECT_DOUBLE_EQ(read("2.4 mmol/day", Dimension::HourlyAmount), 0.1);
  EXPECT_DOUBLE_EQ(read("0.713 cm3/day", Dimension::VolumeRate), 713.0);
  EXPECT_DOUBLE_EQ(read("147000 Da", Dimension::MolarMass), 147.0);
  EXPECT_DOUBLE_EQ(read("147000 g/mol", Dimension::MolarMass), 147.0);
  EXPECT_DOUBLE_EQ(read("1 nM/h", Dimension::ConcentrationRate), 24000.0);
  EXPECT_DOUBLE_EQ(read("0.5 rad", Dimension::Angle), 90.0 / 3.14159265358979323846);
  EXPECT_DOUBLE_EQ(read("12 degrees", Dimension::Angle), 12.0);
  EXPECT_DOUBLE_EQ(read("30000 kPa", Dimension::Stress), 30.0);
  EXPECT_DOUBLE_EQ(read("0.03 GPa", Dimension::Stress), 30.0);
  EXPECT_DOUBLE_EQ(read("25e6 kg/m/s2", Dimension::Stress), 25.0);
  EXPECT_DOUBLE_EQ(read("13 %", Dimension::None), 0.13);
  EXPECT_DOUBLE_EQ(read("200 ug / kg", Dimension::MassPerWeight), 0.2);
  EXPECT_DOUBLE_EQ(read("75000 pM", Dimension::Vitamin), 75.0);
  EXPECT_DOUBLE_EQ(read("200 cGy", Dimension::AbsorbedDose), 2.0);
  EXPECT_DOUBLE_EQ(read("0.03 Gy^-2", Dimension::PerDoseSquared), 0.03);
}

TEST(Units, SpellingsThatPeopleUseMeanTheSame) {
  for (const char* text : {"28 day", "28day", "28 d", "28 days", " 28  day ", "2.8e1 day", "+28 day", "4 weeks"})
    EXPECT_EQ(read(text, Dimension::Time), 28.0) << text;
  for (const char* text : {"2 mm2/day", "2 mm^2/day", "2 mm\u00b2/day", "2 mm*mm/day", "2 mm2*day^-1", "2 mm2 / day"})
    EXPECT_DOUBLE_EQ(read(text, Dimension::Diffusivity), 2.0) << text;
  for (const char* text : {"0.1 1/day", "0.1 /day", "0.1/day", "0.1 day^-1", "0.1 day-1"})
    EXPECT_DOUBLE_EQ(read(text, Dimension::Rate), 0.1) << text;
  for (const char* text : {"500 um", "500 \u00b5m", "500 \u03bcm"})
    EXPECT_DOUBLE_EQ(read(text, Dimension::Length), 0.5) << text;
}

TEST(Units, SignsAndZeroAreKept) {
  EXPECT_EQ(read("-12.5 mm", Dimension::Length), -12.5);
  EXPECT_EQ(read("0 day", Dimension::Time), 0.0);
}

TEST(Units, MissingUnitIsRefusedWithAnExample) {
  for (const char* text : {"0.5", " 0.5 ", "1e-3", "0"})
    EXPECT_THAT(refusal(text, Dimension::Length),
                AllOf(HasSubstr("case.toml:3: geometry.spacing"), HasSubstr("\"" + std::string(text) + "\""),
                      HasSubstr("a unit is required"), HasSubstr("\"0.5 mm\"")))
        << text;
}

TEST(Units, WrongDimensionIsRefusedAndBothAreNamed) {
  EXPECT_THAT(refusal("3 day", Dimension::Length),
              AllOf(HasSubstr("case.toml:3: geometry.spacing"), HasSubstr("\"3 day\""), HasSubstr("unit of a time"),
                    HasSubstr("a length is needed"), HasSubstr("\"0.5 mm\"")));
  EXPECT_THAT(refusal("120 mg/L", Dimension::Mass), AllOf(HasSubstr("a mass per volume"), HasSubstr("\"120 mg\"")));
  EXPECT_THAT(refusal("4 mm", Dimension::Diffusivity), AllOf(HasSubstr("a length"), HasSubstr("mm2/day")));
  EXPECT_THAT(refusal("20.5 ug/mL", Dimension::Concentration), HasSubstr("a concentration is needed"));
  EXPECT_THAT(refusal("5 mm", Dimension::None), HasSubstr("a plain number is needed"));
  EXPECT_THAT(refusal("5 %", Dimension::Length), HasSubstr("a length is needed"));
}

TEST(Units, UnknownUnitIsRefusedWithTheNearestOne) {
  EXPECT_THAT(refusal("3 dya", Dimension::Time),
              AllOf(HasSubstr("case.toml:3: geometry.spacing"), HasSubstr("\"3 dya\""), HasSubstr("unknown unit 'dya'"),
                    HasSubstr("did you mean 'day'?"), HasSubstr("\"28 day\"")));
  EXPECT_THAT(refusal("120 MG", Dimension::Mass), HasSubstr("did you mean 'mg'?"));
  EXPECT_THAT(refusal("3 fortnight", Dimension::Time),
              AllOf(HasSubstr("unknown unit 'fortnight'"), Not(HasSubstr("did you mean")), HasSubstr("\"28 day\"")));
  EXPECT_THAT(refusal("2 mm2/dya", Dimension::Diffusivity), HasSubstr("unknown unit 'dya'"));
}

TEST(Units, MassPerBodyWeightIsNoPlainNumber) {
  for (const char* text : {"5 %", "5 mg", "5 mg/g", "5 IU/kg", "5 mm/kg"})
    EXPECT_THAT(refusal(text, Dimension::MassPerWeight), HasSubstr("\"1 mg/kg\"")) << text;
}

TEST(Units, TextIsToldByTheKindOfItsUnit) {
  EXPECT_TRUE(is_quantity_of("800 IU", Dimension::Activity));
  EXPECT_TRUE(is_quantity_of("-1 mg/kg", Dimension::MassPerWeight));
  for (const char* text : {"20 ug", "800", "800 iu", "IU", ""})
    EXPECT_FALSE(is_quantity_of(text, Dimension::Activity)) << text;
}

TEST(Units, MalformedTextsAreRefused) {
  for (const char* text : {"",       " ",       "mm",       "half a mm", "0,5 mm",  "1.2.3 mm", "1:30 h", "nan mm",
                           "inf mm", "-inf mm", "1e999 mm", "0x10 mm",   "1 2 mm",  "5 mm/",    "5 //mm", "5 mm^",
                           "5 mm99", "5 mm2.5", "--5 mm",   "5 mm;",     "5 mm mm", "5 \"mm\""})
    EXPECT_THAT(refusal(text, Dimension::Length),
                AllOf(HasSubstr("case.toml:3: geometry.spacing"), HasSubstr("0.5 mm")))
        << text;
}

TEST(Units, MessagesAreOneLine) {
  for (const char* text : {"", "5", "5 day", "5 parsec", "x"})
    EXPECT_THAT(refusal(text, Dimension::Length), Not(HasSubstr("\n"))) << text;
}

TEST(Units, RefusalEndsTheProgramAsBadInput) {
  try {
    read("0.5", Dimension::Length);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::BadInput);
  }
}

TEST(Units, EveryExampleIsOneOfItsDimension) {
  for (Dimension d : dimensions()) {
    EXPECT_GT(read(example_of(d), d), 0.0) << example_of(d);
    EXPECT_THAT(example_of(d), HasSubstr(unit_of(d)));
  }
}

TEST(Units, FormattedQuantitiesReadBackTheSameDouble) {
  std::mt19937_64 random(4);
  std::uniform_real_distribution<double> mantissa(-10.0, 10.0), exponent(-12.0, 12.0);
  for (Dimension d : dimensions())
    for (int i = 0; i < 1000; ++i) {
      const double value = mantissa(random) * std::pow(10.0, exponent(random));
      ASSERT_EQ(read(format_quantity(value, d), d), value) << format_quantity(value, d);
    }
}

TEST(Units, FormattedQuantitiesAreShort) {
  EXPECT_EQ(format_quantity(0.5, Dimension::Length), "0.5 mm");
  EXPECT_EQ(format_quantity(0.1, Dimension::Rate), "0.1 1/day");
  EXPECT_EQ(format_quantity(0.13, Dimension::None), "0.13");
}

TEST(Units, AUnitAloneIsReadAsItsSize) {
  EXPECT_DOUBLE_EQ(parse_unit("m", Dimension::Length, "--length-unit"), 1000.0);
  EXPECT_DOUBLE_EQ(parse_unit(" inch ", Dimension::Length, "--length-unit"), 25.4);
  for (const char* text : {"", "kg", "metre"}) {
    try {
      parse_unit(text, Dimension::Length, "--length-unit");
      ADD_FAILURE() << text << " was accepted";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), AllOf(HasSubstr("--length-unit = \"" + std::string(text) + "\""), HasSubstr("mm")));
    }
  }
}

}  // namespace
}  // namespace howship
