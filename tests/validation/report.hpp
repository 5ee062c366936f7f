#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "tests/validation/verdict.hpp"

namespace howship::validation {

// The table of facts, with totals by confidence.
void write_text(const std::vector<Judged>& judged, std::ostream& out);
void write_markdown(const std::vector<Judged>& judged, std::ostream& out);
void write_html(const std::vector<Judged>& judged, std::ostream& out);

// What the three have in common.
std::string published_of(const Fact& fact);  ///< "20.5 (SD 13.5) ug/mL"
std::string band_of(const Fact& fact);       ///< "14.35 to 26.65", "below 0.8", or the criterion in words
std::string value_of(const Judged& judged);  ///< "24.1", or empty
std::string topic_title(const std::string& topic);
std::string confidence_title(const std::string& confidence);
/// Rows that count (S and F) and say something, and how many of them pass.
struct Score {
  int said = 0, pass = 0, inputs = 0;
  double percent() const { return said == 0 ? 0.0 : 100.0 * pass / said; }
};
Score score(const std::vector<Total>& totals);
std::string score_sentence(const Score& score);

}  // namespace howship::validation
