#include <fmt/format.h>

#include "tests/validation/report.hpp"

namespace howship::validation {

namespace {

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

}  // namespace

void write_markdown(const std::vector<Judged>& judged, std::ostream& out) {
  const auto all = totals(judged);
  out << "# howship against published facts\n\n"
         "Written by `howship-validate`; how to run and remake it: [tests/README.md](../README.md). Facts, their "
         "sources "
         "and the bands are in\n[facts.csv](facts.csv). Bands were set before howship's values were seen. Rows that "
         "fail "
         "are shown as failing.\n\n"
      << score_sentence(score(all)) << "\n\n"
      << "| confidence | rows | pass | FAIL | cannot say | held by another test |\n|---|---|---|---|---|---|\n";
  for (const Total& t : all)
    out << fmt::format("| {} | {} | {} | {} | {} | {} |\n", confidence_title(t.confidence), t.rows, t.pass, t.fail,
                       t.cannot_say, t.held);
  out << "\nA row with several figures stands on several lines below; it fails when one of them does.\n";
  std::string topic;
  for (const Judged& j : judged) {
    if (j.fact.topic() != topic) {
      topic = j.fact.topic();
      out << fmt::format(
          "\n## {}\n\n| id | quantity | scenario | when | published | accepted | howship | verdict | confidence | "
          "remark "
          "|\n|---|---|---|---|---|---|---|---|---|---|\n",
          topic_title(topic));
    }
    const std::string verdict =
        j.verdict == Verdict::Fail ? "**FAIL**" : name_of(j.verdict) + (j.fact.kind == "input" ? " (input)" : "");
    std::string remark = j.answer.remark;
    if (j.fact.kind != "yes" && j.fact.kind != "none" && j.fact.kind != "held" && !j.fact.note.empty())
      remark += (remark.empty() ? "" : "; ") + j.fact.note;
    out << fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", j.fact.id, cell(j.fact.quantity),
                       cell(j.fact.scenario), cell(j.fact.when), cell(published_of(j.fact)), cell(band_of(j.fact)),
                       value_of(j), verdict, j.fact.confidence, cell(remark));
  }
}

}  // namespace howship::validation
