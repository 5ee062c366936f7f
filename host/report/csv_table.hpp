#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace howship {

/// A table of a run folder. Columns are found by name, "ctx" for the heading "ctx [% of baseline]", so that tables
/// with more, fewer or reordered columns can be read.
class CsvTable {
 public:
  CsvTable() = default;

  /// Reads comma-separated entries; those in double quotes may hold commas, line ends and doubled quotes. A last line
  /// without line end is left out: a run that is going on is just writing it.
  /// \throws FileError when the file cannot be read; InputError (file and line) when a row has more or fewer entries
  ///   than the heading, or a quotation mark is not closed
  explicit CsvTable(const std::filesystem::path& file);

  std::size_t rows() const { return rows_.size(); }
  bool has(const std::string& column) const;
  std::vector<std::string> columns() const;           ///< names from left to right
  std::string unit(const std::string& column) const;  ///< empty when there is none

  /// One value per row, NaN where the entry is empty; nothing when there is no such column.
  /// \throws InputError (file and line) for an entry that is no number
  std::vector<double> numbers(const std::string& column) const;
  /// The same where every row needs a value. \throws InputError also for entries that are empty or not finite
  std::vector<double> finite_numbers(const std::string& column) const;
  std::vector<std::string> texts(const std::string& column) const;  ///< nothing when there is no such column

 private:
  struct Column {
    std::string name, unit;
  };
  struct Row {
    int line = 0;
    std::vector<std::string> entries;
  };
  std::size_t find(const std::string& column) const;

  std::string file_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace howship
