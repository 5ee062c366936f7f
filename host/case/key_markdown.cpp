#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/event_columns.hpp"
#include "host/case/key_choice.hpp"
#include "host/case/key_listing.hpp"
#include "host/case/unit_symbols.hpp"
#include "host/case/units.hpp"

namespace howship {

namespace {

constexpr const char* introduction = R"(# Keys of a case file

Written by `howship keys --markdown`, from what reads a case. Do not edit: change the readers in `host/case/` or the words in
`host/case/key_phrases*.cpp`, build, and write it anew from the root of the repository:

```sh
build/release/howship keys --markdown > meshes/CASE.md
```

A test fails while the file differs from what the program prints. How to write a case, with examples: [README.md](README.md).
`howship keys lesion` prints a part of this in the terminal.

Ranges include their ends unless they say "above". A key that is not listed here is an error, and so is a listed one where it
does not apply ("when"). Any of them can be given on the command line instead: [`--set`](README.md#overriding-entries).
)";

constexpr const char* parameters = R"(
## `[parameters.tissue]`, `[parameters.systemic]`

Every rate and constant of the model, by the names in [kernels/PARAMETERS.md](../kernels/PARAMETERS.md), where unit, default, range
and evidence stand; `howship parameters` prints them. Shares lie between 0 and 1, most others within a factor of 1000 of their
default. `v_primary` must be below `v_maximum`. Body weight, creatinine clearance and the tissue's healthy calcium are not set here
but by `[patient]` and `parameters.systemic.calcium`.
)";

constexpr const char* events = R"(
## Event table

The file that `dosing.events` names. Header in any case and order; any other column is refused, so that a misspelt one is not
overlooked. Entries are separated by commas, or by blanks when the header has no comma, and may stand in double quotes. `.` and an empty
entry are 0. Empty lines and lines that start with `#` are skipped. At most 16 MB and 100 000 rows. Supplements are an even intake:
`AMT` over each `II`, `ADDL` + 1 times, or over `AMT / RATE`.

| column | unit | meaning |
|---|---|---|
)";

constexpr const char* units = R"(
## Units

A quantity is a text of a number and its unit: `"0.5 mm"`. A bare number is an error where a unit is needed; numbers without dimension
are written plain (`0.25`) or in percent (`"25 %"`). Units combine with `/`, `*` and powers: `1/day`, `mm2/day`, `L/h`, `day^-1`. Words
of four letters or more may end in s (`days`, `years`); `µ`, `²`, `³` and `·` are understood. A month is 30.4375 days, a year 365.25.

| kind | symbols |
|---|---|
)";

constexpr const char* kinds = R"(
| value | for example | inside the program |
|---|---|---|
)";

std::string line_of(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

std::string rule(std::size_t columns) {
  return fmt::format("|{}\n", fmt::join(std::vector<std::string>(columns, "---|"), ""));
}

std::string rows_of(const KeyTable& table) {
  const auto any = [&](std::string KeyRow::*cell) {
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const KeyRow& row) { return !(row.*cell).empty(); });
  };
  const bool when = any(&KeyRow::with), source = any(&KeyRow::source);
  std::vector<std::string> head{"key", "value", "default", "allowed"};
  if (when) head.emplace_back("when");
  head.emplace_back("meaning");
  if (source) head.emplace_back("source");
  std::string text = line_of(head) + rule(head.size());
  for (const KeyRow& row : table.rows) {
    std::vector<std::string> cells{"`" + row.key + "`", row.value, row.otherwise, row.allowed};
    if (when) cells.push_back(row.with);
    cells.push_back(row.meaning);
    if (source) cells.push_back(row.source);
    text += line_of(cells);
  }
  return text;
}

std::string defaults_of(const KeyTable::Defaults& defaults) {
  std::vector<std::string> head{"default by `" + defaults.by + "`"};
  for (const std::string& value : defaults.values) head.push_back("`" + value + "`");
  std::string text = "\n" + line_of(head) + rule(head.size());
  for (const auto& [key, values] : defaults.rows) {
    std::vector<std::string> cells{"`" + key + "`"};
    cells.insert(cells.end(), values.begin(), values.end());
    text += line_of(cells);
  }
  return text;
}

std::string heading_of(const KeyTable& table) {
  return table.heading.empty() ? "Top level" : fmt::format("`{}`: {}", table.heading, table.title);
}

/// Link to a heading, by the name that GitHub gives it: lower case, without punctuation, blanks as hyphens.
std::string link_to(const std::string& words, const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '_') anchor += static_cast<char>(std::tolower(byte));
    if (c == ' ') anchor += '-';
  }
  return fmt::format("[{}](#{})", words, anchor);
}

std::string contents() {
  std::string text = "\nTables:\n";
  for (const KeyTable& table : key_reference()) {
    const std::string words = table.heading.empty() ? "top level" : "`" + table.heading + "`";
    text += link_to(words, heading_of(table)) + " ·\n";
  }
  return text + "[parameters](#parameterstissue-parameterssystemic) · [event table](#event-table) · [units](#units)\n";
}

std::string table_markdown(const KeyTable& table) {
  std::string text = fmt::format("\n## {}\n\n", heading_of(table));
  std::string about = table.heading.compare(0, 2, "[[") == 0 ? "Any number." : "";
  if (!table.with.empty()) {
    std::string with = table.with;
    with[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(with[0])));
    about += fmt::format("{}{}.", about.empty() ? "" : " ", table.with.front() == '`' ? "When " + table.with : with);
  }
  if (!table.about.empty()) about += (about.empty() ? "" : " ") + table.about;
  if (!about.empty()) text += about + "\n\n";
  text += rows_of(table);
  if (!table.defaults.rows.empty()) text += defaults_of(table.defaults);
  return text;
}

std::string units_markdown() {
  std::string text = units;
  for (const UnitFamily& family : unit_families())
    text += line_of({family.kind, fmt::format("`{}`", fmt::join(family.symbols, "` `"))});
  text += kinds;
  for (int i = 0; i < dimension_count; ++i) {
    const auto dimension = static_cast<Dimension>(i);
    const bool plain = dimension == Dimension::None;
    text += line_of({kind_of(dimension), fmt::format(plain ? "`{}`" : "`\"{}\"`", example_of(dimension)),
                     plain ? "1" : unit_of(dimension)});
  }
  return text;
}

}  // namespace

std::string key_markdown(const std::vector<std::string>& prefixes) {
  std::string text = prefixes.empty() ? introduction + contents() : "";
  for (const KeyTable& table : chosen_keys(prefixes)) text += table_markdown(table);
  if (!prefixes.empty()) return text;
  text += parameters;
  text += events;
  for (const EventColumn& column : event_columns)
    text += line_of({fmt::format("`{}`", column.name), column.unit, column.meaning});
  return text + units_markdown();
}

}  // namespace howship
