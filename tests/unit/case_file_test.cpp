#include "host/case/case_file.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/names.hpp"
#include "host/case/nearest_name.hpp"
#include "host/case/parameter_table.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string minimal = "[geometry]\nshape = \"vertebra\"\n[time]\nend = \"2 year\"\n";

/// A case in every respect other than the defaults.
const std::string full = R"(title = "Two lesions, \"mixed\" \\ fr\u00fch\n\tlate\u0001"
[geometry]
shape = "box"
size = ["20 mm", "1.5 cm", "1 cm"]
spacing = ["0.5 mm", "400 um", "0.3 mm"]
[geometry.density]
source = "uniform"
trabecular = 0.11
cortical = 0.75
cortical_thickness = "0.4 mm"
[[lesion]]
phenotype = "mixed"
centre = ["1 mm", "-2 mm", "3.3 mm"]
radius = "3 mm"
tumour_fraction = 0.07
bone_lost = 0.3
pthrp_secretion = "33 pmol/L"
osteoblast_suppression = 1.5
osteogenic_secretion = 7
rankl_secretion = 0.3
cytokines = 1.7
growth = 0.8
[[lesion]]
phenotype = "sclerotic"
centre = "vertebral body"
[[dose]]
drug = "denosumab"
amount = "120 mg"
route = "iv"
start = "12 week"
every = "28 day"
count = 3
stop = "2 year"
extra = ["7 day", "0.1 week"]
missed = [2]
late = { 3 = "36 h", 1 = "2 day" }
[[dose]]
drug = "zoledronic acid"
amount = "4 mg"
start = "100 day"
duration = "15 min"
[[dose]]
drug = "denosumab"
amount = "1.1 mg/kg"
[[dose]]
drug = "vitamin D"
amount = "1000 IU"
every = "1 day"
stop = "1 year"
[[dose]]
drug = "calcium"
amount = "1 g"
duration = "2 day"
[[therapy]]
kind = "chemotherapy"
start = "20 day"
every = "21 day"
count = 6
duration = "7 day"
kill_rate = "0.05 1/day"
[[therapy]]
kind = "endocrine"
estrogen = 0.1
kill_rate = "0.002 1/day"
[[therapy]]
kind = "radiotherapy"
start = "50 day"
every = "1 day"
count = 5
fraction_dose = "4 Gy"
alpha = "0.25 1/Gy"
beta = "0.02 1/Gy2"
centre = ["1 mm", "2 mm", "0 mm"]
radius = "6 mm"
[[therapy]]
kind = "radiotherapy"
fraction_dose = "8 Gy"
centre = "centre"
radius = "3 mm"
[patient]
preset = "postmenopausal"
weight = "71.3 kg"
creatinine_clearance = "60 mL/min"
metastatic_fraction = 0.2
vitamin_d = "40 nmol/L"
[population]
size = 200
seed = 7
[population.cv]
weight = 0.2
clearance = "30 %"
turnover = 0.5
metastatic_fraction = 1.0
[time]
end = "3 year"
[output]
every = "14 day"
arrays = ["bmd", "tumour"]
accuracy = 0.001
[numerics]
rtol = 1e-4
first_step = "1 h"
max_step = "7 day"
precision = "double"
merge_below = 0.2
quasi_steady = ["tgf_beta"]
[parameters.tissue]
turnover = "3e-4 1/day"
diffusivity_tumour = "0.01 mm2/day"
kd_denosumab = "0.004 nmol/L"
[parameters.systemic]
calcium = "2.4 mmol/L"
gfr = "110 mL/min"
)";

/// A folder that is gone after the test.
class CaseFile : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder =
        std::filesystem::path(::testing::TempDir()) / ("case_" + std::string(test->name()) + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    file = folder / "case.toml";
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  Case read(const std::string& text, const std::vector<std::string>& overrides = {}) const {
    std::ofstream(file, std::ios::binary) << text;
    return read_case(file, overrides);
  }

  /// Message with which a case is refused.
  std::string refusal(const std::string& text, const std::vector<std::string>& overrides = {}) const {
    try {
      read(text, overrides);
      return "accepted";
    } catch (const InputError& error) {
      return error.what();
    }
  }

  std::filesystem::path folder, file;
};

template <class Parameters>
void expect_same(const std::vector<ParameterInfo<Parameters>>& table, const Parameters& a, const Parameters& b) {
  for (const auto& info : table) EXPECT_EQ(a.*info.member, b.*info.member) << info.name;
}

/// All but `source`, which says where a case was read from.
void expect_same(const Case& a, const Case& b) {
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.geometry.shape, b.geometry.shape);
  EXPECT_EQ(a.geometry.file, b.geometry.file);
  EXPECT_EQ(a.geometry.length_unit_mm, b.geometry.length_unit_mm);
  EXPECT_EQ(a.geometry.length_unit_given, b.geometry.length_unit_given);
  EXPECT_EQ(a.geometry.spacing, b.geometry.spacing);
  EXPECT_EQ(a.geometry.size, b.geometry.size);
  EXPECT_EQ(a.geometry.radius, b.geometry.radius);
  EXPECT_EQ(a.density.source, b.density.source);
  EXPECT_EQ(a.density.trabecular, b.density.trabecular);
  EXPECT_EQ(a.density.cortical, b.density.cortical);
  EXPECT_EQ(a.density.cortical_thickness, b.density.cortical_thickness);
  ASSERT_EQ(a.lesions.size(), b.lesions.size());
  for (std::size_t i = 0; i < a.lesions.size(); ++i) {
    const LesionCase &x = a.lesions[i], &y = b.lesions[i];
    EXPECT_EQ(x.phenotype, y.phenotype);
    EXPECT_EQ(x.secretion.pthrp_secretion, y.secretion.pthrp_secretion);
    EXPECT_EQ(x.secretion.osteoblast_suppression, y.secretion.osteoblast_suppression);
    EXPECT_EQ(x.secretion.osteogenic_secretion, y.secretion.osteogenic_secretion);
    EXPECT_EQ(x.secretion.rankl_secretion, y.secretion.rankl_secretion);
    EXPECT_EQ(x.secretion.cytokines, y.secretion.cytokines);
    EXPECT_EQ(x.secretion.growth, y.secretion.growth);
    EXPECT_EQ(x.site, y.site);
    EXPECT_EQ(x.centre, y.centre);
    EXPECT_EQ(x.radius, y.radius);
    EXPECT_EQ(x.tumour_fraction, y.tumour_fraction);
    EXPECT_EQ(x.bone_lost, y.bone_lost);
  }
  ASSERT_EQ(a.schedules.size(), b.schedules.size());
  for (std::size_t i = 0; i < a.schedules.size(); ++i) {
    const DoseSchedule &x = a.schedules[i], &y = b.schedules[i];
    EXPECT_EQ(x.drug, y.drug);
    EXPECT_EQ(x.route, y.route);
    EXPECT_EQ(x.amount, y.amount);
    EXPECT_EQ(x.start, y.start);
    EXPECT_EQ(x.every, y.every);
    EXPECT_EQ(x.count, y.count);
    EXPECT_EQ(x.duration, y.duration);
    EXPECT_EQ(x.amount_per_weight, y.amount_per_weight);
    EXPECT_EQ(x.stop, y.stop);
    EXPECT_EQ(x.extra, y.extra);
    EXPECT_EQ(x.missed, y.missed);
    ASSERT_EQ(x.late.size(), y.late.size());
    for (std::size_t k = 0; k < x.late.size(); ++k) {
      EXPECT_EQ(x.late[k].number, y.late[k].number);
      EXPECT_EQ(x.late[k].by, y.late[k].by);
    }
  }
  EXPECT_EQ(a.ignore_after_end, b.ignore_after_end);
  ASSERT_EQ(a.doses.size(), b.doses.size());
  for (std::size_t i = 0; i < a.doses.size(); ++i) {
    EXPECT_EQ(a.doses[i].time, b.doses[i].time);
    EXPECT_EQ(a.doses[i].drug, b.doses[i].drug);
    EXPECT_EQ(a.doses[i].route, b.doses[i].route);
    EXPECT_EQ(a.doses[i].amount, b.doses[i].amount);
    EXPECT_EQ(a.doses[i].duration, b.doses[i].duration);
  }
  EXPECT_EQ(a.dose_events, b.dose_events);
  EXPECT_EQ(a.event_doses.size(), b.event_doses.size());
  ASSERT_EQ(a.therapies.size(), b.therapies.size());
  for (std::size_t i = 0; i < a.therapies.size(); ++i) {
    const TherapyCase &x = a.therapies[i], &y = b.therapies[i];
    EXPECT_EQ(x.kind, y.kind);
    EXPECT_EQ(x.start, y.start);
    EXPECT_EQ(x.every, y.every);
    EXPECT_EQ(x.count, y.count);
    EXPECT_EQ(x.duration, y.duration);
    EXPECT_EQ(x.kill_rate, y.kill_rate);
    EXPECT_EQ(x.estrogen, y.estrogen);
    EXPECT_EQ(x.fraction_dose, y.fraction_dose);
    EXPECT_EQ(x.alpha, y.alpha);
    EXPECT_EQ(x.beta, y.beta);
    EXPECT_EQ(x.site, y.site);
    EXPECT_EQ(x.centre, y.centre);
    EXPECT_EQ(x.radius, y.radius);
  }
  EXPECT_EQ(a.population.size, b.population.size);
  EXPECT_EQ(a.population.seed, b.population.seed);
  ASSERT_EQ(a.population.spreads.size(), b.population.spreads.size());
  for (std::size_t i = 0; i < a.population.spreads.size(); ++i) {
    EXPECT_EQ(a.population.spreads[i].parameter, b.population.spreads[i].parameter);
    EXPECT_EQ(a.population.spreads[i].cv, b.population.spreads[i].cv);
  }
  EXPECT_EQ(a.vitamin_d, b.vitamin_d);
  EXPECT_EQ(a.patient_preset, b.patient_preset);
  EXPECT_EQ(a.weight, b.weight);
  EXPECT_EQ(a.creatinine_clearance, b.creatinine_clearance);
  EXPECT_EQ(a.metastatic_fraction, b.metastatic_fraction);
  EXPECT_EQ(a.end, b.end);
  EXPECT_EQ(a.output.every, b.output.every);
  EXPECT_EQ(a.output.accuracy, b.output.accuracy);
  EXPECT_EQ(a.output.arrays, b.output.arrays);
  EXPECT_EQ(a.numerics.rtol, b.numerics.rtol);
  EXPECT_EQ(a.numerics.first_step, b.numerics.first_step);
  EXPECT_EQ(a.numerics.max_step, b.numerics.max_step);
  EXPECT_EQ(a.numerics.precision, b.numerics.precision);
  EXPECT_EQ(a.numerics.merge_below, b.numerics.merge_below);
  EXPECT_EQ(a.numerics.quasi_steady, b.numerics.quasi_steady);
  expect_same(tissue_table(), a.tissue, b.tissue);
  EXPECT_EQ(a.tissue.calcium_serum_healthy, b.tissue.calcium_serum_healthy);
  expect_same(systemic_table(), a.systemic, b.systemic);
  EXPECT_EQ(a.systemic.weight, b.systemic.weight);
  EXPECT_EQ(a.systemic.creatinine_clearance, b.systemic.creatinine_clearance);
}

TEST_F(CaseFile, EveryMemberIsWhatTheFileSays) {
  const Case c = read(full);
  EXPECT_EQ(c.title, "Two lesions, \"mixed\" \\ fr\u00fch\n\tlate\u0001");
  EXPECT_EQ(c.geometry.shape, "box");
  EXPECT_THAT(c.geometry.size, ElementsAre(20.0, 15.0, 10.0));
  EXPECT_THAT(c.geometry.spacing, ElementsAre(0.5, 0.4, 0.3));
  EXPECT_EQ(c.density.source, DensitySource::Uniform);
  EXPECT_EQ(c.density.trabecular, 0.11);
  EXPECT_EQ(c.density.cortical, 0.75);
  EXPECT_EQ(c.density.cortical_thickness, 0.4);
  ASSERT_EQ(c.lesions.size(), 2u);
  EXPECT_EQ(c.lesions[0].phenotype, "mixed");
  EXPECT_THAT(c.lesions[0].centre, ElementsAre(1.0, -2.0, 3.3));
  EXPECT_THAT(c.lesions[0].site, IsEmpty());
  EXPECT_EQ(c.lesions[0].radius, 3.0);
  EXPECT_EQ(c.lesions[0].tumour_fraction, 0.07);
  EXPECT_EQ(c.lesions[0].bone_lost, 0.3);
  EXPECT_EQ(c.lesions[0].secretion.pthrp_secretion, 33.0);
  EXPECT_EQ(c.lesions[0].secretion.osteoblast_suppression, 1.5);
  EXPECT_EQ(c.lesions[0].secretion.osteogenic_secretion, 7.0);
  EXPECT_EQ(c.lesions[0].secretion.rankl_secretion, 0.3);
  EXPECT_EQ(c.lesions[0].secretion.cytokines, 1.7);
  EXPECT_EQ(c.lesions[0].secretion.growth, 0.8);
  EXPECT_EQ(c.lesions[1].site, "vertebral body");
  EXPECT_EQ(c.lesions[1].secretion.osteogenic_secretion, sclerotic_phenotype.osteogenic_secretion);
  ASSERT_EQ(c.schedules.size(), 5u);
  EXPECT_EQ(c.schedules[0].route, Route::Intravenous);
  EXPECT_THAT(c.schedules[0].extra, ElementsAre(7.0, ::testing::DoubleEq(0.7)));
  EXPECT_EQ(c.doses.size(), 8u);
  EXPECT_EQ(c.patient_preset, "postmenopausal");
  EXPECT_EQ(c.weight, 71.3);
  EXPECT_EQ(c.creatinine_clearance, 60.0);
  EXPECT_EQ(c.metastatic_fraction, 0.2);
  EXPECT_EQ(c.vitamin_d, 40.0);
  EXPECT_EQ(c.therapies.size(), 4u);
  EXPECT_EQ(c.population.size, 200);
  EXPECT_EQ(c.population.seed, 7);
  ASSERT_EQ(c.population.spreads.size(), 4u);
  EXPECT_EQ(c.population.spreads[0].parameter, "clearance");
  EXPECT_EQ(c.population.spreads[0].cv, 0.3);
  EXPECT_DOUBLE_EQ(c.end, 3 * 365.25);
  EXPECT_EQ(c.output.every, 14.0);
  EXPECT_THAT(c.output.arrays, ElementsAre("bmd", "tumour"));
  EXPECT_EQ(c.output.accuracy, 0.001);
  EXPECT_EQ(c.numerics.rtol, 1e-4);
  EXPECT_DOUBLE_EQ(c.numerics.first_step, 1.0 / 24.0);
  EXPECT_EQ(c.numerics.max_step, 7.0);
  EXPECT_EQ(c.numerics.precision, "double");
  EXPECT_EQ(c.numerics.merge_below, 0.2);
  EXPECT_THAT(c.numerics.quasi_steady, ElementsAre("tgf_beta"));
  EXPECT_EQ(c.tissue.turnover, 3e-4);
  EXPECT_DOUBLE_EQ(c.tissue.kd_denosumab, 4.0);
  EXPECT_DOUBLE_EQ(c.systemic.gfr, 6.6);
}

TEST_F(CaseFile, WhatIsNotGivenHasItsDefault) {
  const Case c = read(minimal);
  EXPECT_EQ(c.title, "case");  // name of the file
  EXPECT_EQ(c.source, file);
  EXPECT_THAT(c.geometry.spacing, ElementsAre(0.5, 0.5, 0.5));
  EXPECT_EQ(c.density.source, DensitySource::Anatomical);
  EXPECT_THAT(c.lesions, IsEmpty());
  EXPECT_THAT(c.doses, IsEmpty());
  EXPECT_THAT(c.therapies, IsEmpty());
  EXPECT_EQ(c.vitamin_d, 75.0);
  EXPECT_EQ(c.population.size, 0);
  EXPECT_THAT(c.population.spreads, IsEmpty());
  EXPECT_EQ(c.weight, 78.0);
  EXPECT_FALSE(c.metastatic_fraction.has_value());
  EXPECT_EQ(c.end, 730.5);
  EXPECT_EQ(c.output.every, 28.0);
  EXPECT_EQ(c.numerics.rtol, 1e-3);
  expect_same(tissue_table(), c.tissue, TissueParameters{});
  expect_same(systemic_table(), c.systemic, oncology_parameters());
}

TEST_F(CaseFile, PresetOfThePatientSetsTheDrugsKinetics) {
  const Case c = read(minimal + "[patient]\npreset = \"postmenopausal\"\n");
  expect_same(systemic_table(), c.systemic, postmenopausal_parameters());
  EXPECT_EQ(c.weight, 70.0);
}

TEST_F(CaseFile, BodyAndTissueShareWeightAndCalcium) {
  const Case c = read(full);
  EXPECT_EQ(c.systemic.weight, 71.3);
  EXPECT_EQ(c.systemic.creatinine_clearance, 60.0);
  EXPECT_EQ(c.tissue.calcium_serum_healthy, 2.4);
}

TEST_F(CaseFile, OneSpacingStandsForAllAxes) {
  EXPECT_THAT(read(minimal, {"geometry.spacing=0.25 mm"}).geometry.spacing, ElementsAre(0.25, 0.25, 0.25));
}

TEST_F(CaseFile, SurfaceIsFoundBesideTheCase) {
  const Case c = read("[geometry]\nfile = \"meshes/../L3.stl\"\nlength_unit = \"m\"\n[time]\nend = \"1 year\"\n");
  EXPECT_EQ(c.geometry.file, std::filesystem::absolute(folder / "L3.stl"));
  EXPECT_EQ(c.geometry.length_unit_mm, 1000.0);
  EXPECT_TRUE(c.geometry.length_unit_given);
  EXPECT_EQ(read("[geometry]\nfile = \"/data/L3.stl\"\n[time]\nend = \"1 year\"\n").geometry.file, "/data/L3.stl");
}

// A run goes on to a later end with the case that it wrote.
TEST_F(CaseFile, WrittenForAShortRunServesALongerOne) {
  const std::string open =
      minimal +
      "[[dose]]\ndrug = \"denosumab\"\namount = \"120 mg\"\nevery = \"28 day\"\n"
      "[[dose]]\ndrug = \"denosumab\"\namount = \"120 mg\"\nevery = \"28 day\"\nstop = \"100 day\"\n"
      "[[therapy]]\nkind = \"chemotherapy\"\nevery = \"21 day\"\nduration = \"7 day\"\nkill_rate = \"0.1 1/day\"\n"
      "[[therapy]]\nkind = \"endocrine\"\nestrogen = 0.1\n";
  const std::string end = "time.end=";
  const std::string written = write_case(read(open, {end + "10 day"}));
  EXPECT_EQ(write_case(read(open, {end + "365 day"})), write_case(read(written, {end + "365 day"})));
  const Case later = read(written, {end + "365 day"});
  EXPECT_EQ(later.schedules.at(0).count, 14);
  EXPECT_EQ(later.schedules.at(1).count, 4);
  EXPECT_EQ(later.therapies.at(0).count, 18);
  EXPECT_EQ(later.therapies.at(1).duration, 365.0);
  EXPECT_EQ(later.output.every, 28.0);
}

TEST_F(CaseFile, WrittenCaseReadsBackTheSame) {
  const std::string surface = "[geometry]\nfile = \"L3.vtp\"\n[time]\nend = \"1 year\"\n";
  const std::string scaled = "[geometry]\nfile = \"a \\\"b\\\".stl\"\nlength_unit = \"um\"\n[time]\nend = \"1 year\"\n";
  const std::string sphere = "[geometry]\nshape = \"sphere\"\nradius = \"7 mm\"\n[time]\nend = \"1 year\"\n";
  const std::string cut_short = minimal + "[dosing]\nafter_end = \"ignore\"\n";
  for (const std::string& text : {minimal, full, surface, scaled, sphere, cut_short}) {
    const Case first = read(text);
    const std::string written = write_case(first);
    const Case second = read(written);
    expect_same(first, second);
    EXPECT_EQ(write_case(second), written);
  }
}

template <class Parameters>
void draw(const std::vector<ParameterInfo<Parameters>>& table, std::mt19937_64& random, Parameters& parameters) {
  std::uniform_real_distribution<double> share(0.0, 1.0);
  for (const auto& info : table) {
    double& value = parameters.*info.member;
    value = std::min(info.most, std::max(info.least, value * (0.5 + share(random))));
  }
}

TEST_F(CaseFile, AnyParameterReadsBackTheSame) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 20; ++i) {
    Case c = read(minimal);
    draw(tissue_table(), random, c.tissue);
    draw(systemic_table(), random, c.systemic);
    c.tissue.calcium_serum_healthy = c.systemic.calcium;
    c.tissue.v_maximum = 2.0 * c.tissue.v_primary;
    c.tissue.turnover = std::min(c.tissue.turnover, 0.4 / c.tissue.osteoid_lifetime);
    c.weight = c.systemic.weight = 50.0 + std::uniform_real_distribution<double>(0.0, 50.0)(random);
    expect_same(c, read(write_case(c)));
  }
}

TEST_F(CaseFile, TemplatesReadBackTheSameAndAreDocumented) {
  std::vector<std::string> names;
  for (const CaseTemplate& t : case_templates()) {
    SCOPED_TRACE(t.name);
    names.push_back(t.name);
    EXPECT_THAT(t.description, Not(IsEmpty()));
    const Case c = read(case_template(t.name));
    EXPECT_NE(c.title, "case");
    expect_same(c, read(write_case(c)));
  }
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("lytic-vertebra", "sclerotic-vertebra", "mixed-pelvis",
                                                     "osteoporosis-vertebra", "healthy-vertebra",
                                                     "hypercalcaemia-pelvis", "giant-cell-tumour-pelvis"));
}

TEST_F(CaseFile, UnknownTemplateIsRefusedWithTheNearestOne) {
  try {
    case_template("lytic-vertebrae");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("lytic-vertebrae"), HasSubstr("did you mean 'lytic-vertebra'?")));
  }
}

TEST_F(CaseFile, UnknownKeyIsRefusedWithItsLineAndTheNearestOne) {
  EXPECT_THAT(
      refusal("[geometry]\nshape = \"box\"\nspacin = \"0.5 mm\"\n[time]\nend = \"1 year\"\n"),
      AllOf(StartsWith(file.string() + ":3: "), HasSubstr("'geometry.spacin'"), HasSubstr("did you mean 'spacing'?")));
  EXPECT_THAT(refusal(minimal + "[pateint]\nweight = \"70 kg\"\n"),
              AllOf(StartsWith(file.string() + ":5: "), HasSubstr("did you mean 'patient'?")));
  EXPECT_THAT(refusal(minimal + "[[lesion]]\ncentre = \"vertebral body\"\nradios = \"4 mm\"\n"),
              AllOf(StartsWith(file.string() + ":7: "), HasSubstr("'lesion[1].radios'"), HasSubstr("'radius'")));
  EXPECT_THAT(refusal(minimal + "[parameters.tissue]\nturn_over = \"3e-4 1/day\"\n"), HasSubstr("'turnover'"));
  EXPECT_THAT(refusal(minimal + "[output]\nfrobnicate = 3\n"), AllOf(HasSubstr("known:"), HasSubstr("arrays")));
}

TEST_F(CaseFile, KeyOfAnotherShapeIsRefusedAndNotIgnored) {
  EXPECT_THAT(refusal(minimal, {"geometry.radius=5 mm"}), HasSubstr("unknown key 'geometry.radius'"));
}

TEST_F(CaseFile, SpacingThatIsNoneIsRefused) {
  for (const char* spacing : {"\"-0.5 mm\"", "\"0 mm\"", "\"1 m\"", "0.5", "\"0.5\"", "\"0.5 day\"",
                              "[\"1 mm\", \"1 mm\"]", "[\"1 mm\", \"1 mm\", \"-1 mm\"]", "[]", "true"})
    EXPECT_THAT(
        refusal("[geometry]\nshape = \"box\"\nspacing = " + std::string(spacing) + "\n[time]\nend = \"1 year\"\n"),
        StartsWith(file.string() + ":3: geometry.spacing = "))
        << spacing;
}

TEST_F(CaseFile, RangeIsNamedWithItsUnit) {
  EXPECT_THAT(refusal(minimal + "[patient]\nweight = \"0.7 kg\"\n"),
              AllOf(HasSubstr(":6: patient.weight"), HasSubstr("0.7 kg"), HasSubstr("1 kg"), HasSubstr("500 kg")));
  EXPECT_THAT(refusal(minimal + "[numerics]\nrtol = nan\n"), HasSubstr("numerics.rtol"));
  EXPECT_THAT(refusal(minimal + "[numerics]\nrtol = inf\n"), HasSubstr("numerics.rtol"));
  EXPECT_THAT(refusal(minimal + "[parameters.tissue]\nturnover = \"3 1/day\"\n"),
              HasSubstr("parameters.tissue.turnover"));
}

TEST_F(CaseFile, ABoundThatIsNotAllowedItselfIsSaidToBeNone) {
  EXPECT_THAT(refusal(minimal, {"time.end=300 year"}), HasSubstr("out of range: above 0 day, up to 73050 day is"));
  EXPECT_THAT(refusal(minimal, {"time.end=0 day"}), HasSubstr("must be above zero"));
  EXPECT_THAT(refusal(minimal, {"time.end=-1 day"}), HasSubstr("must be above zero"));
}

TEST_F(CaseFile, NumbersAreShownAsWritten) {
  EXPECT_THAT(refusal(minimal + "[numerics]\nrtol = 0.2\n"), HasSubstr("numerics.rtol = 0.2: "));
  EXPECT_THAT(refusal(minimal, {"patient.weight=0.3"}), HasSubstr("patient.weight = \"0.3\": a unit is required"));
  EXPECT_THAT(refusal(minimal + "[output]\narrays = [0.1, 3, \"bmd\"]\n"),
              HasSubstr("output.arrays = [0.1, 3, 'bmd']: "));
}

TEST_F(CaseFile, BoneThatWouldBeAllOsteoidIsRefused) {
  EXPECT_THAT(refusal(minimal + "[parameters.tissue]\nturnover = \"0.05 1/day\"\n"),
              AllOf(HasSubstr("turnover = 0.05 1/day"), HasSubstr("osteoid_lifetime = 22 day makes 1.1 of the bone")));
  EXPECT_EQ(refusal(minimal + "[parameters.tissue]\nturnover = \"0.02 1/day\"\n"), "accepted");
}

TEST_F(CaseFile, RunThatWouldNeverEndIsRefused) {
  EXPECT_THAT(refusal(minimal + "[numerics]\nmax_step = \"1e-6 day\"\n"),
              AllOf(HasSubstr("numerics.max_step"), HasSubstr("makes 7.3e+08 steps"), HasSubstr("1e+07 are allowed")));
  EXPECT_THAT(refusal(minimal + "[output]\nevery = \"0.001 day\"\n"),
              AllOf(HasSubstr("output.every"), HasSubstr("makes 7.3e+05 snapshots"), HasSubstr("100000 are allowed")));
  EXPECT_EQ(refusal(minimal + "[numerics]\nmax_step = \"0.001 day\"\n[output]\nevery = \"0.01 day\"\n"), "accepted");
}

TEST_F(CaseFile, ChoicesAreRefusedWithTheNearestOne) {
  EXPECT_THAT(refusal(minimal, {"geometry.shape=vertebrae"}), HasSubstr("did you mean 'vertebra'?"));
  EXPECT_THAT(refusal(minimal, {"numerics.precision=single"}), HasSubstr("mixed, double"));
  EXPECT_THAT(refusal(minimal, {"patient.preset=oncolgy"}), HasSubstr("did you mean 'oncology'?"));
  EXPECT_THAT(refusal(minimal + "[output]\narrays = [\"bdm\"]\n"), AllOf(HasSubstr("'bdm'"), HasSubstr("'bmd'")));
  EXPECT_THAT(refusal(minimal + "[numerics]\nquasi_steady = [\"calcum\"]\n"),
              AllOf(HasSubstr("'calcum' is unknown"), HasSubstr("did you mean 'calcium'?")));
}

TEST_F(CaseFile, WhatIsMissingIsNamed) {
  EXPECT_THAT(refusal("[geometry]\nshape = \"box\"\n"), AllOf(HasSubstr("time.end"), HasSubstr("\"2 year\"")));
  EXPECT_THAT(refusal("[time]\nend = \"2 year\"\n"), AllOf(HasSubstr("geometry.shape"), HasSubstr("file")));
  EXPECT_THAT(refusal("[geometry]\nshape = \"box\"\nfile = \"a.stl\"\n"), HasSubstr("either"));
  EXPECT_THAT(refusal(minimal + "[[lesion]]\nphenotype = \"lytic\"\n"), HasSubstr("lesion[1].centre"));
}

TEST_F(CaseFile, KindsOfValuesAreChecked) {
  EXPECT_THAT(refusal("title = 3\n" + minimal), HasSubstr("a text in quotes"));
  EXPECT_THAT(refusal("geometry = 3\n[time]\nend = \"1 year\"\n"), HasSubstr("[geometry]"));
  EXPECT_THAT(refusal("lesion = 3\n" + minimal), HasSubstr("[[lesion]]"));
  EXPECT_EQ(refusal(minimal + "[lesion]\nradius = \"4 mm\"\n"),
            file.string() + ":5: lesion: a list of tables is expected: write [[lesion]]");
  EXPECT_THAT(refusal(minimal, {"geometry.density=3"}), HasSubstr("write [geometry.density]"));
  EXPECT_THAT(refusal(minimal + "[output]\narrays = \"bmd\"\n"), HasSubstr("a list of texts"));
}

TEST_F(CaseFile, EveryPhenotypeSetsTheSecretionsThatALesionMayChange) {
  for (const char* name :
       {"lytic", "sclerotic", "mixed", "breast", "lung", "prostate", "myeloma", "giant-cell-tumour", "paget"}) {
    const LesionCase lesion =
        read(minimal + "[[lesion]]\ncentre = \"vertebral body\"\nphenotype = \"" + name + "\"\ngrowth = 0.4\n")
            .lesions[0];
    const Phenotype preset = phenotype_of(name);
    EXPECT_EQ(lesion.phenotype, name);
    EXPECT_EQ(lesion.secretion.pthrp_secretion, preset.pthrp_secretion);
    EXPECT_EQ(lesion.secretion.osteoblast_suppression, preset.osteoblast_suppression);
    EXPECT_EQ(lesion.secretion.osteogenic_secretion, preset.osteogenic_secretion);
    EXPECT_EQ(lesion.secretion.rankl_secretion, preset.rankl_secretion);
    EXPECT_EQ(lesion.secretion.cytokines, preset.cytokines);
    EXPECT_EQ(lesion.secretion.growth, 0.4);
  }
  EXPECT_THAT(refusal(minimal + "[[lesion]]\ncentre = \"vertebral body\"\nphenotype = \"giant cell tumour\"\n"),
              HasSubstr("did you mean 'giant-cell-tumour'?"));
  EXPECT_THAT(refusal(minimal + "[[lesion]]\ncentre = \"vertebral body\"\ncytokines = -1\n"),
              HasSubstr("lesion[1].cytokines"));
}

TEST_F(CaseFile, PopulationSpreadsKnownParametersOnly) {
  const std::string cv = minimal + "[population]\nsize = 50\n[population.cv]\n";
  const Case c = read(cv + "vitamin_d = 0.4\ncreatinine_clearance = 0.3\ntarget = 0\n");
  EXPECT_EQ(c.population.seed, 1);
  EXPECT_EQ(c.population.spreads.size(), 3u);
  EXPECT_THAT(refusal(cv + "clearence = 0.3\n"),
              AllOf(HasSubstr(":8: population.cv.clearence"), HasSubstr("did you mean 'clearance'?")));
  EXPECT_THAT(refusal(cv + "weight = 2.5\n"), AllOf(HasSubstr("population.cv.weight"), HasSubstr("0 to 2")));
  EXPECT_THAT(refusal(cv + "weight = -0.1\n"), HasSubstr("population.cv.weight"));
  EXPECT_THAT(refusal(cv + "weight = \"5 kg\"\n"), HasSubstr("a plain number"));
  EXPECT_THAT(refusal(cv + "metastatic_fraction = 0.3\n"), HasSubstr("needs patient.metastatic_fraction"));
  EXPECT_THAT(refusal(minimal + "[population.cv]\nweight = 0.1\n"), HasSubstr("population.size"));
  EXPECT_THAT(refusal(minimal + "[population]\nsize = -1\n"), HasSubstr("population.size"));
  EXPECT_THAT(refusal(minimal + "[population]\nsize = 1.5\n"), HasSubstr("whole number"));
  EXPECT_THAT(refusal(minimal + "[population]\nsize = 5\nsede = 3\n"), HasSubstr("did you mean 'seed'?"));
}

TEST_F(CaseFile, VitaminDIsAConcentration) {
  EXPECT_EQ(read(minimal, {"patient.vitamin_d=30 nmol/L"}).vitamin_d, 30.0);
  EXPECT_THAT(refusal(minimal, {"patient.vitamin_d=30"}), HasSubstr("\"75 nmol/L\""));
  EXPECT_THAT(refusal(minimal, {"patient.vitamin_d=0 nmol/L"}), HasSubstr("out of range"));
}

TEST_F(CaseFile, ImpossibleMineralLawIsRefused) {
  EXPECT_THAT(refusal(minimal + "[parameters.tissue]\nv_primary = 0.5\n"),
              AllOf(HasSubstr("v_primary = 0.5"), HasSubstr("v_maximum = 0.442")));
}

TEST_F(CaseFile, BrokenTomlIsRefusedWithItsLine) {
  EXPECT_THAT(refusal("[geometry]\nshape = \"box\nspacing = 1\n"),
              AllOf(StartsWith(file.string() + ":2: "), HasSubstr("TOML"), Not(HasSubstr("\n"))));
}

TEST_F(CaseFile, MissingFileIsNamed) {
  try {
    read_case(folder / "nowhere.toml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr((folder / "nowhere.toml").string()));
  }
}

TEST_F(CaseFile, OverridesReplaceAndAddValues) {
  const Case c = read(full, {"time.end=1 year", "geometry.size = \"8 mm\"", "lesion[2].radius=5 mm", "dose.1.count=5",
                             "patient.metastatic_fraction=0.5", "output.arrays=[\"rankl\"]", "title=New title",
                             "parameters.tissue.k_p=0.08 1/day"});
  EXPECT_EQ(c.end, 365.25);
  EXPECT_THAT(c.geometry.size, ElementsAre(8.0, 8.0, 8.0));
  EXPECT_EQ(c.lesions[0].radius, 3.0);
  EXPECT_EQ(c.lesions[1].radius, 5.0);
  EXPECT_EQ(c.doses.size(), 10u);
  EXPECT_EQ(c.metastatic_fraction, 0.5);
  EXPECT_THAT(c.output.arrays, ElementsAre("rankl"));
  EXPECT_EQ(c.title, "New title");
  EXPECT_EQ(c.tissue.k_p, 0.08);
  EXPECT_DOUBLE_EQ(read(minimal, {"patient.weight=70 kg"}).weight, 70.0);
}

TEST_F(CaseFile, OverridesThatFitNowhereAreRefused) {
  EXPECT_THAT(refusal(minimal, {"time.edn=1 year"}), AllOf(HasSubstr("--set"), HasSubstr("did you mean 'end'?")));
  EXPECT_THAT(refusal(minimal, {"geometry.spacing=-1 mm"}),
              AllOf(HasSubstr("--set geometry.spacing"), HasSubstr("-1 mm")));
  EXPECT_THAT(refusal(minimal, {"time.end"}), HasSubstr("key.path=value"));
  EXPECT_THAT(refusal(minimal, {"=1 year"}), HasSubstr("key.path=value"));
  EXPECT_THAT(refusal(minimal, {"geometry.shape.x=1"}), HasSubstr("'shape' has no keys"));
  EXPECT_THAT(refusal(full, {"lesion.3.radius=4 mm"}), AllOf(HasSubstr("'3'"), HasSubstr("a list of 2")));
  EXPECT_THAT(refusal(full, {"lesion.0.radius=4 mm"}), HasSubstr("count from 1"));
  EXPECT_EQ(refusal(minimal, {"lesion[1].radius=4 mm"}),
            "--set lesion[1].radius=4 mm: the case has no lesion[1]; write [[lesion]] in the case file");
  EXPECT_THAT(refusal(minimal, {"lesion.1.radius=4 mm"}), HasSubstr("lesion: a list of tables is expected"));
}

template <class Parameters>
void expect_consistent(const std::vector<ParameterInfo<Parameters>>& table, const Parameters& defaults) {
  std::set<std::string> names;
  std::set<const double*> members;
  for (const auto& info : table) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_TRUE(members.insert(&(defaults.*info.member)).second) << info.name;
    EXPECT_LE(info.least, defaults.*info.member) << info.name;
    EXPECT_GE(info.most, defaults.*info.member) << info.name;
  }
}

TEST(ParameterTable, HoldsEveryParameterOnceWithItsDefaultInRange) {
  expect_consistent(tissue_table(), TissueParameters{});
  expect_consistent(systemic_table(), oncology_parameters());
  expect_consistent(systemic_table(), postmenopausal_parameters());
  // All members are doubles. Calcium of the tissue is that of the blood; weight, creatinine clearance and
  // vitamin D stand in [patient].
  EXPECT_EQ(tissue_table().size() + 1, sizeof(TissueParameters) / sizeof(double));
  EXPECT_EQ(systemic_table().size() + 3, sizeof(SystemicParameters) / sizeof(double));
}

TEST(NearestName, CountsInsertionsDeletionsChangesAndSwaps) {
  EXPECT_EQ(edit_distance("spacing", "spacing"), 0);
  EXPECT_EQ(edit_distance("spacin", "spacing"), 1);
  EXPECT_EQ(edit_distance("spaccing", "spacing"), 1);
  EXPECT_EQ(edit_distance("spacong", "spacing"), 1);
  EXPECT_EQ(edit_distance("psacing", "spacing"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("BMD", "bmd"), 0);
}

TEST(NearestName, IsSuggestedOnlyWhenItIsNear) {
  EXPECT_EQ(suggest("spacin", {"shape", "spacing"}), "; did you mean 'spacing'?");
  EXPECT_EQ(suggest("xyz", {"shape", "spacing"}), "; known: shape, spacing");
  EXPECT_EQ(nearest("spacin", {"shape", "spacing"}), "spacing");
  EXPECT_EQ(nearest("mean", {"shape", "spacing"}), std::nullopt);
  EXPECT_EQ(suggest_nearest("meaning", {"shape", "spacing"}), "; did you mean 'spacing'?");
  EXPECT_EQ(suggest_nearest("mean", {"shape", "by mean"}), "; did you mean 'by mean'?");
  EXPECT_EQ(suggest_nearest("xyz", {"mean", "spacing"}), "");
  EXPECT_EQ(suggest_nearest("xyz", {}), "");
  EXPECT_EQ(suggest("xyz", {}), "");
}

}  // namespace
}  // namespace howship
