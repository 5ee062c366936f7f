#include "host/case/text_table.hpp"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

constexpr std::size_t most_rows = 100000;
constexpr std::uintmax_t most_bytes = 16 * 1024 * 1024;
constexpr const char* blanks = " \t";

/// One line, cut into its entries.
class Entries {
 public:
  Entries(const std::string& line, bool commas) : line_(line), commas_(commas) {}

  /// False when a quote is left open or something follows a closed one.
  bool cut(std::vector<std::string>& entries) {
    while (true) {
      skip_blanks();
      if (!commas_ && at_end()) return true;
      std::string entry;
      if (!at_end() && line_[at_] == '"') {
        if (!quoted(entry)) return false;
        skip_blanks_in_comma_table();
        if (!at_end() && !is_separator(line_[at_])) return false;
      } else {
        while (!at_end() && !is_separator(line_[at_])) entry += line_[at_++];
        entry.erase(entry.find_last_not_of(blanks) + 1);
      }
      entries.push_back(entry);
      if (commas_ && at_end()) return true;
      if (commas_) ++at_;
    }
  }

 private:
  bool at_end() const { return at_ >= line_.size(); }
  bool is_blank(char c) const { return c == ' ' || c == '\t'; }
  bool is_separator(char c) const { return commas_ ? c == ',' : is_blank(c); }
  void skip_blanks() {
    while (!at_end() && is_blank(line_[at_])) ++at_;
  }
  void skip_blanks_in_comma_table() {
    if (commas_) skip_blanks();
  }
  bool quoted(std::string& entry) {
    for (++at_; !at_end(); ++at_) {
      if (line_[at_] != '"') {
        entry += line_[at_];
      } else if (at_ + 1 < line_.size() && line_[at_ + 1] == '"') {
        entry += line_[at_++];
      } else {
        ++at_;
        return true;
      }
    }
    return false;
  }

  const std::string& line_;
  const bool commas_;
  std::size_t at_ = 0;
};

void strip_line_end(std::string& line, int number) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (number == 1 && line.compare(0, 3, "\xef\xbb\xbf") == 0) line.erase(0, 3);  // byte order mark of spreadsheets
}

bool is_skipped(const std::string& line) {
  const std::size_t first = line.find_first_not_of(blanks);
  return first == std::string::npos || line[first] == '#';
}

}  // namespace

TextTable read_text_table(const std::filesystem::path& file) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(file, problem))
    throw InputError(fmt::format("cannot read the table '{}': there is no such file", file.string()));
  if (std::filesystem::file_size(file, problem) > most_bytes)
    throw InputError(fmt::format("'{}' is larger than 16 MB: not a table of events", file.string()));
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw InputError(fmt::format("cannot read the table '{}'", file.string()));

  TextTable table;
  std::string line;
  bool commas = false;
  for (int number = 1; std::getline(stream, line); ++number) {
    strip_line_end(line, number);
    if (is_skipped(line)) continue;
    const bool header = table.columns.empty();
    if (header) commas = line.find(',') != std::string::npos;
    std::vector<std::string> entries;
    if (!Entries(line, commas).cut(entries))
      throw InputError(fmt::format("{}:{}: a quotation mark is not closed, or text follows it", file.string(), number));
    if (header) {
      table.columns = entries;
      table.header_line = number;
      continue;
    }
    if (entries.size() != table.columns.size())
      throw InputError(fmt::format("{}:{}: has {} entries, but the header in line {} names {} columns", file.string(),
                                   number, entries.size(), table.header_line, table.columns.size()));
    if (table.rows.size() == most_rows)
      throw InputError(fmt::format("{}:{}: more than {} rows; use ADDL for doses at regular times", file.string(),
                                   number, most_rows));
    table.rows.push_back({number, entries});
  }
  if (table.rows.empty())
    throw InputError(
        fmt::format("{}: holds no rows; a header and one line for each event are expected", file.string()));
  return table;
}

}  // namespace howship
