#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/validation/facts.hpp"

namespace howship::validation {

/// What howship gives for a fact.
struct Answer {
  std::optional<double> value;  ///< in the fact's unit
  std::optional<bool> met;      ///< whether a criterion in words is met
  std::string remark;           ///< why there is no answer, or what qualifies it
};

Answer give(double value, std::string remark = "");
Answer give(bool met, double value, std::string remark = "");
/// What howship should show and does not: fails. \param reason what is missing
Answer does_not_show(std::string reason);
/// \param reason why howship has no such quantity, as yet or at all
Answer cannot_say(std::string reason);

/// Answers by the id of their fact.
using Questions = std::map<std::string, std::function<Answer()>>;

enum class Verdict { Pass, Fail, CannotSay, Held };
std::string name_of(Verdict verdict);  ///< "pass", "FAIL", "cannot say", "held"

struct Judged {
  Fact fact;
  Answer answer;
  Verdict verdict = Verdict::CannotSay;
};

/// Not a number fails. \throws InputError for a fact of kind band, yes or input that no question answers, or a question
/// that no fact asks
std::vector<Judged> judge(const std::vector<Fact>& facts, const Questions& questions);

/// Rows (a row with several lines fails when one of them does) of one confidence.
struct Total {
  std::string confidence;
  int rows = 0, pass = 0, fail = 0, cannot_say = 0, held = 0;
  int inputs = 0;  ///< of `pass`: rows that only repeat a parameter
};
std::vector<Total> totals(const std::vector<Judged>& judged);

}  // namespace howship::validation
