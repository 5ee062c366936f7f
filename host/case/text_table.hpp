#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace howship {

/// Rows of texts under a header, as read from a file.
struct TextTable {
  struct Row {
    int line = 0;                    ///< in the file, from 1
    std::vector<std::string> cells;  ///< as many as there are columns
  };
  std::vector<std::string> columns;
  int header_line = 0;
  std::vector<Row> rows;
};

/// Reads a table whose entries are separated by commas, or by blanks when its header has no comma. Entries may stand in
/// double quotes. Empty lines and lines that start with # are skipped.
/// \throws InputError for a file that cannot be read, is larger than 16 MB, has more than 100 000 rows or none, or a
///   row with more or fewer entries than the header
TextTable read_text_table(const std::filesystem::path& file);

}  // namespace howship
