#pragma once

#include <string>
#include <vector>

namespace howship {

/// One parameter, as texts.
struct ParameterRow {
  std::string name, symbol, unit, accepted, plausible, meaning, source;
  char evidence = 'A';
  std::vector<std::string> values;  ///< one for each of the group's sets
};

/// Parameters that belong together, and the table of a case file that sets them.
struct ParameterRows {
  std::string table;              ///< "[parameters.tissue]"
  std::string title;              ///< may be empty
  std::vector<std::string> sets;  ///< whose values the rows hold: "default", or names of presets
  std::vector<ParameterRow> rows;
};

/// All parameters: tissue, systemic, patient, phenotypes.
std::vector<ParameterRows> parameter_rows();

}  // namespace howship
