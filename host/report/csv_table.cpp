#include "host/report/csv_table.hpp"

#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

/// Splits a text into rows of entries; calls `row(line, entries)` for each that is ended by a line end.
/// \return line of a quotation mark that is not closed although further lines follow it; 0 when there is none
template <class Row>
int split_rows(const std::string& text, Row row) {
  std::vector<std::string> entries(1);
  bool quoted = false;
  int line = 1, first_line = 1, quoted_since = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"')
        entries.back() += c;
      else if (i + 1 < text.size() && text[i + 1] == '"')
        entries.back() += text[++i];
      else
        quoted = false;
    } else if (c == '"' && entries.back().empty()) {
      quoted = true;
      quoted_since = line;
    } else if (c == ',') {
      entries.emplace_back();
    } else if (c == '\n') {
      if (entries.size() > 1 || !entries.front().empty()) row(first_line, entries);
      entries.assign(1, "");
      first_line = line;
    } else if (c != '\r') {
      entries.back() += c;
    }
  }
  return quoted && line > quoted_since ? quoted_since : 0;
}

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& file) : file_(file.string()) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!in || (in.peek() != std::ifstream::traits_type::eof() && !(text << in.rdbuf())))
    throw FileError(fmt::format("{}: cannot be read; give the folder of a run", file_));
  const int open_quote = split_rows(text.str(), [&](int line, std::vector<std::string>& entries) {
    if (columns_.empty()) {
      for (const std::string& heading : entries) {
        const std::size_t at = heading.find(" [");
        if (at == std::string::npos || heading.back() != ']')
          columns_.push_back({heading, ""});
        else
          columns_.push_back({heading.substr(0, at), heading.substr(at + 2, heading.size() - at - 3)});
      }
    } else if (entries.size() != columns_.size()) {
      throw InputError(fmt::format("{}:{}: {} entries under {} headings; the table is damaged", file_, line,
                                   entries.size(), columns_.size()));
    } else {
      rows_.push_back({line, std::move(entries)});
    }
  });
  if (open_quote > 0)
    throw InputError(fmt::format("{}:{}: a quotation mark is not closed; the table is damaged", file_, open_quote));
  if (columns_.empty()) throw InputError(fmt::format("{}: has no heading; the table is damaged", file_));
}

std::size_t CsvTable::find(const std::string& column) const {
  std::size_t at = 0;
  while (at < columns_.size() && columns_[at].name != column) ++at;
  return at;
}

bool CsvTable::has(const std::string& column) const {
  return find(column) < columns_.size();
}

std::vector<std::string> CsvTable::columns() const {
  std::vector<std::string> names;
  names.reserve(columns_.size());
  for (const Column& column : columns_) names.push_back(column.name);
  return names;
}

std::string CsvTable::unit(const std::string& column) const {
  return has(column) ? columns_[find(column)].unit : "";
}

std::vector<double> CsvTable::numbers(const std::string& column) const {
  std::vector<double> values;
  if (!has(column)) return values;
  const std::size_t at = find(column);
  for (const Row& row : rows_) {
    const std::string& entry = row.entries[at];
    double value = std::numeric_limits<double>::quiet_NaN();
    const char* const end = entry.data() + entry.size();
    const std::from_chars_result read = std::from_chars(entry.data(), end, value);
    if (!entry.empty() && (read.ec != std::errc() || read.ptr != end))
      throw InputError(
          fmt::format("{}:{}: {} = '{}': a number is expected; the table is damaged", file_, row.line, column, entry));
    values.push_back(value);
  }
  return values;
}

std::vector<double> CsvTable::finite_numbers(const std::string& column) const {
  std::vector<double> values = numbers(column);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i]))
      throw InputError(fmt::format("{}:{}: {} = '{}': a finite number is expected; the table is damaged", file_,
                                   rows_[i].line, column, rows_[i].entries[find(column)]));
  return values;
}

std::vector<std::string> CsvTable::texts(const std::string& column) const {
  std::vector<std::string> values;
  if (!has(column)) return values;
  const std::size_t at = find(column);
  for (const Row& row : rows_) values.push_back(row.entries[at]);
  return values;
}

}  // namespace howship
