#include "tests/validation/verdict.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship::validation {

Answer give(double value, std::string remark) {
  return {value, std::nullopt, std::move(remark)};
}
Answer give(bool met, double value, std::string remark) {
  return {value, met, std::move(remark)};
}
Answer does_not_show(std::string reason) {
  return {std::numeric_limits<double>::quiet_NaN(), false, std::move(reason)};
}
Answer cannot_say(std::string reason) {
  return {std::nullopt, std::nullopt, std::move(reason)};
}

std::string name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return "pass";
    case Verdict::Fail:
      return "FAIL";
    case Verdict::CannotSay:
      return "cannot say";
    case Verdict::Held:
      return "held";
  }
  return "";
}

namespace {

Verdict verdict_of(const Fact& fact, const Answer& answer) {
  if (fact.kind == "held") return Verdict::Held;
  if (!answer.value && !answer.met) return Verdict::CannotSay;
  if (fact.kind == "yes") return answer.met.value_or(false) ? Verdict::Pass : Verdict::Fail;
  // Written so that not-a-number fails.
  const double value = answer.value.value_or(0.0);
  const bool inside = (!fact.low || value >= *fact.low) && (!fact.high || value <= *fact.high) && value == value;
  return inside ? Verdict::Pass : Verdict::Fail;
}

}  // namespace

std::vector<Judged> judge(const std::vector<Fact>& facts, const Questions& questions) {
  std::vector<Judged> all;
  for (const Fact& fact : facts) {
    Judged judged{fact, {}, Verdict::CannotSay};
    if (fact.kind == "held" || fact.kind == "none") {
      judged.answer = cannot_say(fact.note);
    } else {
      const auto question = questions.find(fact.id);
      if (question == questions.end()) throw InputError(fmt::format("no question answers the fact {}", fact.id));
      judged.answer = question->second();
    }
    judged.verdict = verdict_of(fact, judged.answer);
    all.push_back(std::move(judged));
  }
  return all;
}

std::vector<Total> totals(const std::vector<Judged>& judged) {
  std::map<std::string, std::vector<const Judged*>> rows;
  for (const Judged& line : judged) rows[line.fact.row()].push_back(&line);
  std::vector<Total> all;
  for (const char* confidence : {"S", "F", "D", "A", "R"}) {
    Total total;
    total.confidence = confidence;
    for (const auto& [id, lines] : rows) {
      if (lines.front()->fact.confidence != confidence) continue;
      const auto any = [lines = &lines](Verdict verdict) {
        return std::any_of(lines->begin(), lines->end(), [&](const Judged* j) { return j->verdict == verdict; });
      };
      ++total.rows;
      if (any(Verdict::Fail)) {
        ++total.fail;
      } else if (any(Verdict::Pass)) {
        ++total.pass;
        if (std::all_of(lines.begin(), lines.end(), [](const Judged* j) { return j->fact.kind == "input"; }))
          ++total.inputs;
      } else if (any(Verdict::Held)) {
        ++total.held;
      } else {
        ++total.cannot_say;
      }
    }
    if (total.rows > 0) all.push_back(total);
  }
  return all;
}

}  // namespace howship::validation
