#include "tests/validation/report.hpp"

#include <cmath>

#include <fmt/format.h>

namespace howship::validation {

std::string published_of(const Fact& fact) {
  std::string text = fact.value;
  if (!fact.range.empty()) text += " (" + fact.range + ")";
  // A value in words has its unit in it.
  const bool number = text.find_first_not_of("-.0123456789e") >= fact.value.size();
  return !number || fact.unit == "1" || fact.unit == "-" || fact.unit.empty() ? text : text + " " + fact.unit;
}

std::string band_of(const Fact& fact) {
  if (fact.kind == "yes") return fact.note;
  if (fact.low && fact.high) return fmt::format("{:g} to {:g}", *fact.low, *fact.high);
  if (fact.low) return fmt::format("at least {:g}", *fact.low);
  if (fact.high) return fmt::format("at most {:g}", *fact.high);
  return "";
}

std::string value_of(const Judged& judged) {
  if (!judged.answer.value) return "";
  const std::string value = std::isfinite(*judged.answer.value) ? fmt::format("{:.3g}", *judged.answer.value) : "none";
  if (judged.fact.kind != "yes" || !judged.answer.met) return value;
  const std::string unit = judged.fact.unit.empty() || judged.fact.unit == "1" ? "" : " " + judged.fact.unit;
  return (*judged.answer.met ? "yes, " : "no, ") + value + unit;
}

std::string topic_title(const std::string& topic) {
  if (topic == "PK") return "Denosumab in blood";
  if (topic == "ZA") return "Zoledronic acid";
  if (topic == "MK") return "Markers of turnover";
  if (topic == "BM") return "Bone mineral density";
  if (topic == "CA") return "Calcium";
  if (topic == "LE") return "Lesions";
  if (topic == "CL") return "Clinical end points";
  if (topic == "TI") return "Tissue";
  if (topic == "NU") return "Numerical";
  return "Other models";
}

std::string confidence_title(const std::string& confidence) {
  if (confidence == "S") return "S, in the review";
  if (confidence == "F") return "F, found in a source";
  if (confidence == "D") return "D, derived";
  if (confidence == "A") return "A, closed form";
  return "R, recalled (does not count)";
}

Score score(const std::vector<Total>& totals) {
  Score score;
  for (const Total& total : totals) {
    if (total.confidence != "S" && total.confidence != "F") continue;
    score.said += total.pass + total.fail;
    score.pass += total.pass;
    score.inputs += total.inputs;
  }
  return score;
}

std::string score_sentence(const Score& s) {
  return fmt::format(
      "Of {} rows with confidence S or F to which howship speaks, {} pass ({:.0f} %); {} of these only repeat a "
      "parameter.",
      s.said, s.pass, s.percent(), s.inputs);
}

}  // namespace howship::validation
