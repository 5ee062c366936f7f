#include "host/case/model_section.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"
#include "howship/model_presets.hpp"

#include "host/case/case_file.hpp"
#include "host/models/run_model.hpp"

namespace howship {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string start = "[geometry]\nshape = \"box\"\n[time]\nend = \"200 day\"\n";  // four lines

Case read(const std::string& text) {
  const auto file = std::filesystem::path(::testing::TempDir()) / ("model" + std::to_string(getpid()) + ".toml");
  std::ofstream(file) << text;
  try {
    Case c = read_case(file);
    std::filesystem::remove(file);
    return c;
  } catch (...) {
    std::filesystem::remove(file);
    throw;
  }
}

std::string refusal(const std::string& text) {
  try {
    read(start + text);
    return "accepted";
  } catch (const InputError& error) {
    return error.what();
  }
}

std::string preset(const std::string& name) {
  return "[model]\npreset = \"" + name + "\"\n";
}

TEST(ModelSection, IsOursUnlessNamed) {
  EXPECT_EQ(read(start).model.preset, "howship");
  EXPECT_THAT(refusal("[[model.input]]\nquantity = \"pth\"\n"), HasSubstr("published models"));
}

TEST(ModelSection, HasAModelForEveryPreset) {
  for (const ModelPreset& p : model_presets()) {
    const Case c = read(start + preset(p.name));
    EXPECT_EQ(c.model.preset, p.name);
    const auto model = make_published_model(p.name);
    std::vector<double> y;
    for (const auto& state : model->states()) {
      y.push_back(state.initial);
      EXPECT_GT(state.scale, 0.0) << state.name;
    }
    if (p.denosumab)
      EXPECT_NO_THROW(model->give_denosumab(60.0, y.data())) << p.name;
    else
      EXPECT_THROW(model->give_denosumab(60.0, y.data()), InputError) << p.name;
  }
  EXPECT_THROW(make_published_model("komarova-2003"), InputError);
}

TEST(ModelSection, EveryInputOfAPresetMovesIt) {
  for (const ModelPreset& p : model_presets())
    for (const std::string& quantity : p.inputs) {
      const auto model = make_published_model(p.name);
      std::vector<double> y, at_rest, moved;
      for (const auto& state : model->states()) y.push_back(state.initial);
      at_rest = moved = y;
      model->rate(0.0, y.data(), at_rest.data());
      model->set_inputs(inputs_at({{quantity, 20.0, 5.0, 7.0}}, 5.0));
      model->rate(0.0, y.data(), moved.data());
      EXPECT_NE(at_rest, moved) << p.name << ' ' << quantity;
      model->set_inputs(inputs_at({{quantity, 20.0, 5.0, 7.0}}, 7.0));
      if (quantity != compressive_stress) {  // the first change of load stays a change
        model->rate(0.0, y.data(), moved.data());
        EXPECT_EQ(at_rest, moved) << p.name << ' ' << quantity;
      }
    }
}

TEST(ModelSection, InputsConvertTheirUnits) {
  const Case c = read(start + preset("scheiner-2013") +
                      "[[model.input]]\nquantity = \"pth\"\nrate = \"1 nmol/L/h\"\nend = \"3 week\"\n"
                      "[[model.input]]\nquantity = \"compressive_stress\"\nvalue = \"25 MPa\"\nstart = \"50 day\"\n");
  ASSERT_EQ(c.model.inputs.size(), 2U);
  EXPECT_EQ(c.model.inputs[0].quantity, "pth");
  EXPECT_DOUBLE_EQ(c.model.inputs[0].value, 24000.0);
  EXPECT_EQ(c.model.inputs[0].start, 0.0);
  EXPECT_DOUBLE_EQ(c.model.inputs[0].end, 21.0);
  EXPECT_EQ(c.model.inputs[1].value, 25.0);
  EXPECT_EQ(c.model.inputs[1].start, 50.0);
  EXPECT_EQ(c.model.inputs[1].end, 200.0);  // that of the run
}

TEST(ModelSection, ResolvedCaseGivesTheSameModel) {
  const Case c = read(start + preset("scheiner-2013") +
                      "[[model.input]]\nquantity = \"osteoclasts\"\nrate = \"-1.25e-5 pmol/L/day\"\nstart = \"3 day\"\n"
                      "[[model.input]]\nquantity = \"compressive_stress\"\nvalue = \"25 MPa\"\n");
  const Case again = read(write_case(c));
  EXPECT_EQ(again.model.preset, c.model.preset);
  ASSERT_EQ(again.model.inputs.size(), c.model.inputs.size());
  for (std::size_t i = 0; i < c.model.inputs.size(); ++i) {
    EXPECT_EQ(again.model.inputs[i].quantity, c.model.inputs[i].quantity);
    EXPECT_EQ(again.model.inputs[i].value, c.model.inputs[i].value);
    EXPECT_EQ(again.model.inputs[i].start, c.model.inputs[i].start);
    EXPECT_EQ(again.model.inputs[i].end, c.model.inputs[i].end);
  }
  EXPECT_EQ(write_case(again), write_case(c));
  EXPECT_EQ(read(write_case(read(start))).model.preset, "howship");
}

TEST(ModelSection, WrongEntriesNameThePlaceAndWhatIsAllowed) {
  EXPECT_THAT(refusal(preset("pivonca-2008")), AllOf(HasSubstr(":6: model.preset"), HasSubstr("'pivonka-2008'")));
  EXPECT_THAT(refusal("[model]\npresset = \"pivonka-2008\"\n"), HasSubstr("did you mean 'preset'"));
  const std::string input = preset("pivonka-2008") + "[[model.input]]\n";
  EXPECT_THAT(refusal(input), AllOf(HasSubstr("input[1].quantity"), HasSubstr("tgf_beta")));
  EXPECT_THAT(refusal(input + "quantity = \"pht\"\n"), HasSubstr("did you mean 'pth'"));
  EXPECT_THAT(refusal(input + "quantity = \"compressive_stress\"\n"), HasSubstr("unknown"));
  EXPECT_THAT(refusal(input + "quantity = \"pth\"\n"), AllOf(HasSubstr("rate"), HasSubstr("1000 pmol/L/day")));
  EXPECT_THAT(refusal(input + "quantity = \"pth\"\nrate = \"1000 pmol/L\"\n"),
              AllOf(HasSubstr(":9: "), HasSubstr("a concentration per time is needed")));
  EXPECT_THAT(refusal(input + "quantity = \"pth\"\nvalue = \"1000 pmol/L/day\"\n"), HasSubstr("rate: is missing"));
  EXPECT_THAT(refusal(input + "quantity = \"pth\"\nrate = \"1 pmol/L/day\"\nstart = \"9 day\"\nend = \"9 day\"\n"),
              HasSubstr("after the input's start"));
  const std::string load = "[[model.input]]\nquantity = \"compressive_stress\"\nvalue = \"25 MPa\"\n";
  EXPECT_THAT(refusal(preset("scheiner-2013") + load + load), HasSubstr("only one at a time"));
}

TEST(ModelSection, InputsMustStartWithinTheRunUnlessItWasCutShort) {
  const auto input = [](const std::string& from) {
    return preset("pivonka-2008") + "[[model.input]]\nquantity = \"pth\"\nrate = \"1 pmol/L/day\"\nstart = \"" + from +
           "\"\n";
  };
  EXPECT_THAT(refusal(input("300 day") + "end = \"400 day\"\n"),
              AllOf(HasSubstr(":10: model.input[1].start = '300 day': lies after time.end = 200 day: lengthen the run"),
                    HasSubstr("dosing.after_end")));
  EXPECT_THAT(refusal(input("200 day")), HasSubstr("lies at time.end"));
  EXPECT_THAT(refusal(input("-1 day")), HasSubstr("before time zero"));
  EXPECT_EQ(refusal(input("199 day")), "accepted");
  const std::string ignore = "[dosing]\nafter_end = \"ignore\"\n";
  EXPECT_TRUE(read(start + ignore + input("300 day")).model.inputs.empty());
  EXPECT_EQ(read(start + ignore + input("100 day")).model.inputs.size(), 1U);
}

TEST(ModelSection, WhatAModelLacksIsRefused) {
  const std::string zoledronate = "[[dose]]\ndrug = \"zoledronic acid\"\namount = \"4 mg\"\n";
  const std::string denosumab = "[[dose]]\ndrug = \"denosumab\"\namount = \"60 mg\"\n";
  for (const ModelPreset& p : model_presets()) {
    EXPECT_THAT(refusal(preset(p.name) + zoledronate),
                AllOf(HasSubstr(":8: dose[1].drug"), HasSubstr("zoledronic acid"), HasSubstr(p.name),
                      HasSubstr("martinez-reina-2019, peterson-riggs-2010")));
    EXPECT_THAT(refusal(preset(p.name) + denosumab),
                p.denosumab ? HasSubstr("accepted") : HasSubstr("has no such drug"));
    EXPECT_THAT(refusal(preset(p.name) + denosumab + "route = \"iv\"\n"), HasSubstr(p.denosumab ? "sc only" : "drug"));
  }
  EXPECT_THAT(refusal(preset("lemaire-2004") + "[[lesion]]\ncentre = \"centre\"\n"),
              AllOf(HasSubstr("lesion"), HasSubstr("take it out")));
  EXPECT_THAT(refusal(preset("lemaire-2004") + "[population]\nsize = 3\n"),
              AllOf(HasSubstr(":8: population.size"), HasSubstr("take it out")));
  EXPECT_EQ(refusal(preset("lemaire-2004") + "[population]\nsize = 0\n"), "accepted");
}

TEST(ModelSection, AnInputThatEmptiesAPoolEndsTheRun) {
  Case c = read(start + preset("lemaire-2004") +
                "[[model.input]]\nquantity = \"osteoblast_precursors\"\nrate = \"-1.2e-3 pmol/L/day\"\n");
  const auto model = make_published_model(c.model.preset);
  const auto follow = [&] { integrate_model(*model, c, {0.0, 1.0, 2.0}, [](double, const auto&, const auto&) {}); };
  EXPECT_THROW(follow(), NumericalError);
  c.doses = {{0.0, Drug::ZoledronicAcid, Route::Intravenous, 4.0, 0.0}};
  EXPECT_THROW(follow(), InputError);
}

}  // namespace
}  // namespace howship
