#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace howship::testing_support {

/// A CSV file of numbers under names; lines that begin with # and columns that are no numbers (read as 0) aside.
struct Table {
  std::string note;  ///< first line that begins with #
  std::vector<std::string> names;
  std::vector<std::vector<double>> rows;
  std::vector<std::vector<std::string>> texts;  ///< the same cells as they stand

  std::size_t column(const std::string& name) const {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) throw std::runtime_error("no column " + name);
    return static_cast<std::size_t>(found - names.begin());
  }
  double at(std::size_t row, const std::string& name) const { return rows.at(row).at(column(name)); }
  const std::string& text(std::size_t row, const std::string& name) const { return texts.at(row).at(column(name)); }
};

inline Table read_table(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  Table t;
  std::string line, cell;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    if (line[0] == '#') {
      if (t.note.empty()) t.note = line;
      continue;
    }
    std::istringstream cells(line);
    if (t.names.empty()) {
      while (std::getline(cells, cell, ',')) t.names.push_back(cell);
      continue;
    }
    t.rows.emplace_back();
    t.texts.emplace_back();
    while (std::getline(cells, cell, ',')) {
      t.rows.back().push_back(std::strtod(cell.c_str(), nullptr));
      t.texts.back().push_back(cell);
    }
  }
  return t;
}

/// Where files that do not come with the repository would be: HOWSHIP_SHARED, or ../shared of the repository.
inline std::filesystem::path outside(const std::string& name) {
  const char* given = std::getenv("HOWSHIP_SHARED");
  const std::filesystem::path root =
      given != nullptr ? std::filesystem::path(given) : std::filesystem::path(HOWSHIP_SOURCE_DIR) / ".." / "shared";
  return root / "oracles" / name;
}

}  // namespace howship::testing_support
