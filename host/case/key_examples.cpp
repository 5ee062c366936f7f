#include "host/case/key_examples.hpp"

#include <fmt/format.h>

#include "howship/model_presets.hpp"

#include "host/case/anatomy_sizes.hpp"
#include "host/case/case_file.hpp"
#include "host/case/names.hpp"

namespace howship {

namespace {

constexpr const char* two_years = "[time]\nend = \"2 year\"\n";

/// The geometry with the rest of a case that needs nothing else.
std::string with_geometry(const std::string& geometry) {
  return "[geometry]\n" + geometry + two_years;
}

/// A box with `blocks` in it.
std::string with_blocks(const std::string& blocks) {
  return with_geometry("shape = \"box\"\n") + blocks;
}

std::vector<std::string> bones() {
  std::vector<std::string> cases;
  for (const std::string& shape : shape_names()) cases.push_back(with_geometry(fmt::format("shape = \"{}\"\n", shape)));
  for (const std::string& level : vertebra_levels())
    cases.push_back(with_geometry(fmt::format("shape = \"vertebra\"\nvertebra.level = \"{}\"\n", level)));
  cases.push_back(with_geometry("file = \"L3.stl\"\n"));
  cases.push_back(
      with_geometry("file = \"ct.nii.gz\"\nlabels = \"map.nii.gz\"\nlabel = \"L3\"\ndensity.source = \"ct\"\n"));
  cases.push_back(
      with_geometry("file = \"ct.nii.gz\"\nthreshold = 150\ndensity.source = \"ct\"\n"
                    "density.calibration.slope = \"0.8 mg/cm3\"\n"));
  cases.push_back(with_geometry("file = \"L3.vtu\"\ndensity.source = \"cells\"\ndensity.array = \"density\"\n"));
  cases.push_back(with_geometry("shape = \"sphere\"\ndensity.source = \"uniform\"\n"));
  return cases;
}

std::vector<std::string> lesions() {
  std::vector<std::string> cases;
  for (const std::string& phenotype : phenotype_names())
    cases.push_back(with_blocks(fmt::format("[[lesion]]\nphenotype = \"{}\"\ncentre = \"centre\"\n", phenotype)));
  cases.push_back(with_blocks("[[lesion]]\ncentre = [\"0 mm\", \"0 mm\", \"0 mm\"]\nradius = \"2 mm\"\n"));
  cases.push_back(with_blocks("[[lesion]]\noutline = \"metastasis.nii.gz\"\n"));
  return cases;
}

std::vector<std::string> treatments() {
  const std::string dose = "[[dose]]\ndrug = \"{}\"\namount = \"{}\"\nevery = \"28 day\"\n";
  return {
      with_blocks(fmt::format(fmt::runtime(dose), "denosumab", "120 mg") + "count = 3\nlate = { 3 = \"2 day\" }\n"),
      with_blocks(fmt::format(fmt::runtime(dose), "denosumab", "1 mg/kg")),
      with_blocks(fmt::format(fmt::runtime(dose), "zoledronic acid", "4 mg")),
      with_blocks(fmt::format(fmt::runtime(dose), "calcium", "1 g")),
      with_blocks(fmt::format(fmt::runtime(dose), "vitamin D", "800 IU")),
      with_blocks(fmt::format(fmt::runtime(dose), "vitamin D", "1 mg")),
      with_blocks("[[therapy]]\nkind = \"chemotherapy\"\nduration = \"7 day\"\nkill_rate = \"0.05 1/day\"\n"),
      with_blocks("[[therapy]]\nkind = \"endocrine\"\nestrogen = 0.1\n"),
      with_blocks("[[therapy]]\nkind = \"endocrine\"\nkill_rate = \"0.01 1/day\"\n"),
      with_blocks("[[therapy]]\nkind = \"radiotherapy\"\nfraction_dose = \"8 Gy\"\n"),
      with_blocks("[[therapy]]\nkind = \"radiotherapy\"\nfraction_dose = \"8 Gy\"\ncentre = \"centre\"\n"
                  "radius = \"5 mm\"\n"),
      with_blocks("[[therapy]]\nkind = \"radiotherapy\"\nfraction_dose = \"8 Gy\"\nradius = \"5 mm\"\n"
                  "centre = [\"0 mm\", \"0 mm\", \"0 mm\"]\n"),
      with_blocks("[[arm]]\nname = \"control\"\n[[arm]]\nname = \"denosumab\"\n[[arm.dose]]\ndrug = \"denosumab\"\n"
                  "amount = \"120 mg\"\n"),
  };
}

std::vector<std::string> patients_and_models() {
  std::vector<std::string> cases;
  for (const char* preset : {"oncology", "postmenopausal"})
    cases.push_back(with_blocks(fmt::format("[patient]\npreset = \"{}\"\n", preset)));
  cases.push_back(with_blocks("[population]\nsize = 2\ncv = { weight = 0.2 }\n"));
  for (const ModelPreset& preset : model_presets()) {
    std::string blocks = fmt::format("[model]\npreset = \"{}\"\n", preset.name);
    for (const std::string& quantity : preset.inputs)
      blocks += fmt::format("[[model.input]]\nquantity = \"{}\"\n{}\n", quantity,
                            quantity == compressive_stress ? "value = \"25 MPa\"" : "rate = \"1 pmol/L/day\"");
    cases.push_back(with_blocks(blocks));
  }
  return cases;
}

}  // namespace

std::vector<std::string> key_examples() {
  std::vector<std::string> all;
  for (const auto& cases : {bones(), lesions(), treatments(), patients_and_models()})
    all.insert(all.end(), cases.begin(), cases.end());
  return all;
}

KeyLog example_log() {
  KeyLog log;
  for (const std::string& text : key_examples()) parse_case(text, "example.toml", {}, &log);
  return log;
}

}  // namespace howship
