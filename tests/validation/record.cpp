#include "tests/validation/record.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship::validation {

namespace {

struct Recorded {
  std::string verdict, value;
};

std::map<std::string, Recorded> read_record(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line)) throw InputError(fmt::format("cannot read the verdicts in '{}'", file.string()));
  std::map<std::string, Recorded> all;
  for (int number = 2; std::getline(stream, line); ++number) {
    const std::vector<std::string> cells = csv_cells(line);
    if (cells.size() != 3)
      throw InputError(fmt::format("{}:{}: {} cells instead of id,verdict,value", file.string(), number, cells.size()));
    all[cells[0]] = {cells[1], cells[2]};
  }
  return all;
}

/// Of what a value may move by 2 %; not a number where nothing measures it.
double width_of(const Fact& fact) {
  if (fact.kind == "yes") return NAN;
  if (fact.low && fact.high) return *fact.high - *fact.low;
  return std::fabs(fact.low ? *fact.low : fact.high.value_or(NAN));
}

}  // namespace

void write_record(const std::vector<Judged>& judged, const std::filesystem::path& file) {
  std::ofstream out(file);
  out << "id,verdict,value\n";
  for (const Judged& j : judged)
    out << fmt::format("{},{},{}\n", j.fact.id, name_of(j.verdict),
                       j.answer.value ? fmt::format("{:.6g}", *j.answer.value) : "");
  if (!out.flush()) throw FileError(fmt::format("cannot write '{}'", file.string()));
}

std::vector<std::string> differences(const std::vector<Judged>& judged, const std::vector<Fact>& facts,
                                     const std::filesystem::path& file) {
  std::map<std::string, Recorded> recorded = read_record(file);
  std::vector<std::string> all;
  for (const Judged& j : judged) {
    const auto found = recorded.find(j.fact.id);
    if (found == recorded.end()) {
      all.push_back(fmt::format("{}: is not in the record", j.fact.id));
      continue;
    }
    const Recorded before = found->second;
    const std::string now = j.answer.value ? fmt::format("{:.6g}", *j.answer.value) : "";
    if (name_of(j.verdict) != before.verdict) {
      all.push_back(
          fmt::format("{}: was {} ({}), is {} ({})", j.fact.id, before.verdict, before.value, name_of(j.verdict), now));
      continue;
    }
    const double width = width_of(j.fact);
    if (now == before.value || !std::isfinite(width)) continue;
    const double moved = std::fabs(std::strtod(now.c_str(), nullptr) - std::strtod(before.value.c_str(), nullptr));
    // Written so that not-a-number is a difference.
    if (now.empty() || before.value.empty() || !(moved <= 0.02 * width))
      all.push_back(fmt::format("{}: moved from {} to {}, by {:.0f} % of its band", j.fact.id, before.value, now,
                                100.0 * moved / width));
  }
  for (const Fact& fact : facts) recorded.erase(fact.id);
  for (const auto& [id, unused] : recorded) all.push_back(fmt::format("{}: is in the record but no fact", id));
  return all;
}

}  // namespace howship::validation
