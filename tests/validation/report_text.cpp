#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "tests/validation/report.hpp"

namespace howship::validation {

void write_text(const std::vector<Judged>& judged, std::ostream& out) {
  using Line = std::array<std::string, 7>;
  std::vector<Line> lines = {{"id", "quantity", "published", "accepted", "howship", "verdict", "confidence"}};
  for (const Judged& j : judged)
    lines.push_back({j.fact.id, j.fact.quantity, published_of(j.fact), band_of(j.fact), value_of(j), name_of(j.verdict),
                     j.fact.confidence});
  std::array<std::size_t, 7> widths{};
  constexpr std::size_t widest = 44;
  for (const Line& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], std::min(line[i].size(), widest));
  const auto shorten = [](const std::string& text) {
    return text.size() <= widest ? text : text.substr(0, widest - 3) + "...";
  };
  for (const Line& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) text += fmt::format("{:<{}}  ", shorten(line[i]), widths[i]);
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << '\n';
  }
  out << fmt::format("\n{:<32}{:>6}{:>6}{:>6}{:>12}{:>6}\n", "confidence", "rows", "pass", "FAIL", "cannot say",
                     "held");
  const auto all = totals(judged);
  for (const Total& t : all)
    out << fmt::format("{:<32}{:>6}{:>6}{:>6}{:>12}{:>6}\n", confidence_title(t.confidence), t.rows, t.pass, t.fail,
                       t.cannot_say, t.held);
  out << score_sentence(score(all)) << '\n';
}

}  // namespace howship::validation
