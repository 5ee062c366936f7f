#include "tests/validation/facts.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship::validation {

namespace {

const std::vector<std::string> columns = {"id",     "quantity",   "scenario", "value", "range", "unit", "when",
                                          "source", "confidence", "kind",     "low",   "high",  "rule", "note"};
const std::vector<std::string> kinds = {"band", "yes", "input", "held", "none"};

bool is_one_of(const std::string& word, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<double> bound(const std::string& cell, const std::string& where) {
  if (cell.empty()) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(cell.c_str(), &end);
  if (*end != '\0') throw InputError(fmt::format("{}: '{}' is no number", where, cell));
  return value;
}

}  // namespace

std::vector<std::string> csv_cells(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      cells.back() += line[i++];
    else if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  return cells;
}

std::vector<Fact> read_facts(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string line;
  if (!std::getline(stream, line)) throw InputError(fmt::format("cannot read the facts in '{}'", file.string()));
  if (csv_cells(line) != columns)
    throw InputError(fmt::format("{}:1: the columns must be {}", file.string(), fmt::join(columns, ",")));
  std::vector<Fact> facts;
  for (int number = 2; std::getline(stream, line); ++number) {
    const std::string where = fmt::format("{}:{}", file.string(), number);
    const std::vector<std::string> c = csv_cells(line);
    if (c.size() != columns.size())
      throw InputError(fmt::format("{}: {} cells instead of {}", where, c.size(), columns.size()));
    Fact fact{c[0],  c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], bound(c[10], where), bound(c[11], where),
              c[12], c[13]};
    if (!is_one_of(fact.kind, kinds))
      throw InputError(fmt::format("{}: kind = '{}'; known: {}", where, fact.kind, fmt::join(kinds, ", ")));
    if (!is_one_of(fact.confidence, {"S", "F", "D", "A", "R"}))
      throw InputError(fmt::format("{}: confidence = '{}'; known: S, F, D, A, R", where, fact.confidence));
    if ((fact.kind == "band" || fact.kind == "input") && !fact.low && !fact.high)
      throw InputError(fmt::format("{}: {} has no band", where, fact.id));
    facts.push_back(std::move(fact));
  }
  return facts;
}

}  // namespace howship::validation
