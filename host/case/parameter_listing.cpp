#include "host/case/parameter_listing.hpp"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "howship/error.hpp"

#include "host/case/nearest_name.hpp"
#include "host/case/parameter_rows.hpp"

namespace howship {

namespace {

constexpr const char* introduction =
    R"(# Parameters of the model

Written by `howship parameters --markdown`, from the tables that read a case. Do not edit: change `include/howship/parameters.hpp` (values)
or `host/case/parameters_*.cpp` (everything else), build, and write it anew from the root of the repository:

```sh
build/release/howship parameters --markdown > kernels/PARAMETERS.md
```

A test fails while the file differs from what the program prints. Symbols are those of [README.md](README.md); the same
symbol may stand for two things there, one in the tissue and one in the blood.

- **accepted**: what a case may say. Wide on purpose, it catches slipped units.
- **plausible**: spread that is reported or thought possible. Defaults that were tuned may lie outside it.
- **evidence**: **P** published and verified in a source that was read; **R** published but quoted from memory, not checked against the
  paper; **D** derived from published values; **A** assumed; **F** assumed, then tuned to data of trials. Agreement with those
  trials is calibration, not validation.

Papers behind the short names: [README.md](README.md#sources).
)";

/// The groups with only what is named. \throws InputError for a name that is none
std::vector<ParameterRows> chosen(const std::vector<std::string>& names) {
  std::vector<ParameterRows> groups = parameter_rows();
  if (names.empty()) return groups;
  std::vector<std::string> known;
  for (const ParameterRows& group : groups)
    for (const ParameterRow& row : group.rows) known.push_back(row.name);
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw InputError(fmt::format("'{}' is no parameter{}", name, suggest(name, known)));
  for (ParameterRows& group : groups)
    group.rows.erase(std::remove_if(group.rows.begin(), group.rows.end(),
                                    [&](const ParameterRow& row) {
                                      return std::find(names.begin(), names.end(), row.name) == names.end();
                                    }),
                     group.rows.end());
  groups.erase(std::remove_if(groups.begin(), groups.end(), [](const auto& group) { return group.rows.empty(); }),
               groups.end());
  return groups;
}

using Line = std::vector<std::string>;

/// Head and rows of a group: name, symbol, values, unit, ranges, evidence, meaning, source.
std::vector<Line> table_of(const ParameterRows& group) {
  const auto line = [](const ParameterRow& row, const std::vector<std::string>& values, const std::string& evidence) {
    Line cells{row.name, row.symbol};
    cells.insert(cells.end(), values.begin(), values.end());
    for (const std::string& cell : {row.unit, row.accepted, row.plausible, evidence, row.meaning, row.source})
      cells.push_back(cell);
    return cells;
  };
  ParameterRow head;
  head.name = "name";
  head.symbol = "symbol";
  head.unit = "unit";
  head.accepted = "accepted";
  head.plausible = "plausible";
  head.meaning = "meaning";
  head.source = "source or remark";
  std::vector<Line> table{line(head, group.sets, "evidence")};
  for (const ParameterRow& row : group.rows) table.push_back(line(row, row.values, std::string(1, row.evidence)));
  return table;
}

std::string aligned(const std::vector<Line>& table) {
  std::vector<std::size_t> width(table.front().size(), 0);
  for (const Line& line : table)
    for (std::size_t i = 0; i < line.size(); ++i) width[i] = std::max(width[i], line[i].size());
  std::string text;
  for (const Line& line : table) {
    std::string row;
    for (std::size_t i = 0; i < line.size(); ++i) row += fmt::format("{:<{}}  ", line[i], width[i]);
    text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string heading(const ParameterRows& group) {
  return group.title.empty() ? group.table : fmt::format("{} {}", group.table, group.title);
}

}  // namespace

std::string parameter_text(const std::vector<std::string>& names) {
  std::string text;
  for (const ParameterRows& group : chosen(names)) {
    if (!text.empty()) text += "\n";
    text += heading(group) + "\n" + aligned(table_of(group));
  }
  text += "\nevidence: P published and verified, R published but recalled, D derived, A assumed, F fitted to trials\n";
  return text;
}

std::string parameter_markdown(const std::vector<std::string>& names) {
  std::string text = names.empty() ? introduction : "";
  std::string table;
  for (const ParameterRows& group : chosen(names)) {
    if (group.table != table) text += fmt::format("{}## `{}`\n", text.empty() ? "" : "\n", group.table);
    table = group.table;
    if (!group.title.empty()) text += fmt::format("\n### {}\n", group.title);
    text += "\n";
    bool first = true;
    for (Line line : table_of(group)) {
      if (!first) {
        line[0] = fmt::format("`{}`", line[0]);
        line[1] = fmt::format("${}$", tex_of(line[1]));
      }
      text += fmt::format("| {} |\n", fmt::join(line, " | "));
      if (first) text += "|" + fmt::format("{}", fmt::join(Line(line.size(), "---|"), "")) + "\n";
      first = false;
    }
  }
  return text;
}

std::string tex_of(const std::string& symbol) {
  const auto part = [](const std::string& word, bool base) -> std::string {
    static const std::vector<std::string> greek = {"beta", "chi",   "delta", "eta", "zeta", "kappa", "lambda", "mu",
                                                   "nu",   "omega", "phi",   "psi", "rho",  "tau",   "theta"};
    if (std::find(greek.begin(), greek.end(), word) != greek.end()) return "\\" + word;
    if (word == "epsilon") return "\\varepsilon";
    if (base && word == "l") return "\\ell";
    return word.size() > 1 && base ? "\\mathrm{" + word + "}" : word;
  };
  const std::size_t at = symbol.find('_');
  if (at == std::string::npos) return part(symbol, true);
  const std::string below = part(symbol.substr(at + 1), false);
  return part(symbol.substr(0, at), true) + "_" +
         (below.size() > 1 && below.front() != '\\' ? "{" + below + "}" : below);
}

}  // namespace howship
