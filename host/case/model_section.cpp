#include "host/case/model_section.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "howship/model_presets.hpp"

#include "host/case/units.hpp"

namespace howship {

namespace {

constexpr const char* own_model = "howship";

ModelCase::Input read_input(Section& s, const ModelPreset& preset, const RunSpan& span) {
  ModelCase::Input input;
  s.require("quantity", fmt::format("is missing: one of {}", fmt::join(preset.inputs, ", ")));
  input.quantity = s.choice("quantity", "", preset.inputs);
  const bool load = input.quantity == compressive_stress;
  const char* const key = load ? "value" : "rate";
  s.require(key, fmt::format("is missing (for example \"{}\")", load ? "25 MPa" : "1000 pmol/L/day"));
  input.value = load ? s.quantity(key, Dimension::Stress, 0.0, 0.0, 1e3)
                     : s.quantity(key, Dimension::ConcentrationRate, 0.0, -1e9, 1e9);
  input.start = read_start(s, span);
  input.end = s.quantity("end", Dimension::Time, std::max(span.end, input.start), 0.0, longest_run);
  if (s.has("end") && input.end <= input.start) s.fail("end", "must lie after the input's start");
  s.finish();
  return input;
}

/// Two loads at a time would be ambiguous, whereas supplies add up.
void refuse_two_loads(const Section& model, const std::vector<ModelCase::Input>& inputs) {
  for (std::size_t i = 0; i < inputs.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (inputs[i].quantity == compressive_stress && inputs[j].quantity == compressive_stress &&
          inputs[i].start < inputs[j].end && inputs[j].start < inputs[i].end)
        model.fail("input", fmt::format("{} {} and {} run at the same time; a load can be only one at a time",
                                        compressive_stress, j + 1, i + 1));
}

std::vector<std::string> with_denosumab() {
  std::vector<std::string> names;
  for (const ModelPreset& preset : model_presets())
    if (preset.denosumab) names.push_back(preset.name);
  return names;
}

void hold_against(Section& top, const ModelPreset& preset) {
  const std::string take_out = fmt::format("cannot be used with model.preset = \"{}\"; take it out", preset.name);
  for (const char* block : {"lesion", "therapy", "arm"})
    if (top.has(block)) top.fail(block, take_out);
  Section population = top.section("population");
  if (population.integer("size", 0, 0, std::numeric_limits<int>::max()) > 0) population.fail("size", take_out);
  for (Section& dose : top.sections("dose")) {
    const std::string drug = dose.text("drug", "");
    if (drug != "denosumab" || !preset.denosumab)
      dose.fail("drug", fmt::format("{} has no such drug; the published models with denosumab are {}, and none has "
                                    "another drug",
                                    preset.name, fmt::join(with_denosumab(), ", ")));
    if (dose.text("route", "sc") != "sc") dose.fail("route", fmt::format("{} knows sc only", preset.name));
  }
}

}  // namespace

ModelCase read_model(Section& top, const RunSpan& span) {
  ModelCase model;
  Section section = top.section("model");
  std::vector<std::string> names{own_model};
  for (const ModelPreset& preset : model_presets()) names.push_back(preset.name);
  model.preset = section.choice("preset", model.preset, names);
  if (model.preset == own_model) {
    if (section.has("input")) section.fail("input", "is for the published models: set model.preset to one of them");
    section.finish();
    return model;
  }
  const ModelPreset& preset = *std::find_if(model_presets().begin(), model_presets().end(),
                                            [&](const ModelPreset& p) { return p.name == model.preset; });
  for (Section& input : section.sections("input")) model.inputs.push_back(read_input(input, preset, span));
  section.finish();
  refuse_two_loads(section, model.inputs);
  // An input that the end lets out may have none of its own.
  const auto left_out = [&](const ModelCase::Input& input) { return input.start >= span.end; };
  model.inputs.erase(std::remove_if(model.inputs.begin(), model.inputs.end(), left_out), model.inputs.end());
  hold_against(top, preset);
  return model;
}

std::string write_model(const ModelCase& model) {
  std::string text = fmt::format("\n[model]\npreset = \"{}\"\n", model.preset);
  for (const ModelCase::Input& input : model.inputs) {
    const bool load = input.quantity == compressive_stress;
    text += fmt::format("\n[[model.input]]\nquantity = \"{}\"\n{} = \"{}\"\nstart = \"{}\"\nend = \"{}\"\n",
                        input.quantity, load ? "value" : "rate",
                        format_quantity(input.value, load ? Dimension::Stress : Dimension::ConcentrationRate),
                        format_quantity(input.start, Dimension::Time), format_quantity(input.end, Dimension::Time));
  }
  return text;
}

}  // namespace howship
