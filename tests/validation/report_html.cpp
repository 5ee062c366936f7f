#include <fmt/format.h>

#include "tests/validation/report.hpp"

namespace howship::validation {

namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return out;
}

std::string style_of(Verdict verdict) {
  return verdict == Verdict::Pass ? "pass" : verdict == Verdict::Fail ? "fail" : "none";
}

}  // namespace

void write_html(const std::vector<Judged>& judged, std::ostream& out) {
  const auto all = totals(judged);
  out << "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>howship against published "
         "facts</title>\n<style>body{font:15px sans-serif;margin:2em;max-width:110em}table{border-collapse:collapse}"
         "td,th{border:1px solid #ccc;padding:.25em .5em;text-align:left;vertical-align:top}th{background:#eee}"
         ".pass{background:#dff0d8}.fail{background:#f2c6c6;font-weight:bold}.none{background:#f4f4f4;color:#555}"
         "</style></head><body>\n<h1>howship against published facts</h1>\n<p>"
      << score_sentence(score(all))
      << "</p>\n<table><tr><th>confidence<th>rows<th>pass<th>FAIL<th>cannot say<th>held by another test</tr>\n";
  for (const Total& t : all)
    out << fmt::format("<tr><td>{}<td>{}<td>{}<td>{}<td>{}<td>{}</tr>\n", confidence_title(t.confidence), t.rows,
                       t.pass, t.fail, t.cannot_say, t.held);
  out << "</table>\n";
  std::string topic;
  for (const Judged& j : judged) {
    if (j.fact.topic() != topic) {
      out << (topic.empty() ? "" : "</table>\n");
      topic = j.fact.topic();
      out << "<h2>" << topic_title(topic)
          << "</h2>\n<table><tr><th>id<th>quantity<th>scenario<th>when<th>published<th>accepted<th>howship<th>verdict"
             "<th>confidence<th>remark<th>source</tr>\n";
    }
    const std::string remark = j.fact.kind == "yes" || j.answer.remark == j.fact.note || j.fact.note.empty()
                                   ? j.answer.remark
                                   : j.answer.remark + (j.answer.remark.empty() ? "" : "; ") + j.fact.note;
    out << fmt::format("<tr><td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td class=\"{}\">{}<td>{}<td>{}<td>{}</tr>\n",
                       j.fact.id, escaped(j.fact.quantity), escaped(j.fact.scenario), escaped(j.fact.when),
                       escaped(published_of(j.fact)), escaped(band_of(j.fact)), value_of(j), style_of(j.verdict),
                       name_of(j.verdict) + (j.fact.kind == "input" ? " (input)" : ""), j.fact.confidence,
                       escaped(remark), escaped(j.fact.source));
  }
  out << (topic.empty() ? "" : "</table>\n") << "</body></html>\n";
}

}  // namespace howship::validation
