#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace howship::validation {

/// One line of facts.csv: a published figure, and what howship has to give to agree with it. A source's row with
/// several figures is several lines, told apart by a number after a dot.
struct Fact {
  std::string id;        ///< "BM01.2"
  std::string quantity;  ///< what is measured
  std::string scenario;  ///< in whom and under which treatment
  std::string value;     ///< published
  std::string range;     ///< published spread, or empty
  std::string unit;
  std::string when;
  std::string source;
  std::string confidence;  ///< S review, F found in a source, D derived from such, A closed form, R recalled
  std::string kind;        ///< band, yes (a criterion in words), input, held (by another test), none (cannot say)
  std::optional<double> low, high;  ///< acceptance band; either may be open
  std::string rule;                 ///< where the band comes from
  std::string note;                 ///< criterion, reason or name of the test, by kind

  std::string row() const { return id.substr(0, id.find('.')); }  ///< "BM01"
  std::string topic() const { return id.substr(0, 2); }           ///< "BM"
};

/// \throws InputError naming file and line for a missing column, a line too short or long, an unknown kind or
/// confidence, or a band that is no number
std::vector<Fact> read_facts(const std::filesystem::path& file);

/// Cells of one line of CSV; a cell in double quotes may hold commas and doubled quotes, but no line break.
std::vector<std::string> csv_cells(const std::string& line);

}  // namespace howship::validation
