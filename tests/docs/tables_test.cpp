// Tables of documents have as many cells in each row as in their head.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/docs/document.hpp"

namespace howship::docs_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Bars that part cells: those without a backslash before them.
int bars(const std::string& line) {
  int count = 0;
  for (std::size_t i = 0; i < line.size(); ++i) count += line[i] == '|' && (i == 0 || line[i - 1] != '\\') ? 1 : 0;
  return count;
}

std::vector<std::string> problems_of_tables(const std::string& name, const std::string& text) {
  std::vector<std::string> problems;
  std::istringstream lines(text);
  bool in_block = false;
  int number = 0, expected = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.compare(0, 3, "```") == 0) in_block = !in_block;
    const bool row = !in_block && line.compare(0, 1, "|") == 0;
    if (row && expected != 0 && bars(line) != expected) problems.push_back(name + ":" + std::to_string(number));
    if (!row || expected == 0) expected = row ? bars(line) : 0;
  }
  return problems;
}

TEST(Tables, HaveAsManyCellsAsTheirHead) {
  for (const Document& document : documents())
    EXPECT_THAT(problems_of_tables(document.name, read_text(fs::path(HOWSHIP_SOURCE_DIR) / document.name)), IsEmpty());
}

TEST(Tables, AreReportedWhenARowIsLongOrShort) {
  EXPECT_THAT(problems_of_tables("a.md", "| a | b |\n|---|---|\n| 1 | 2 \\| 3 |\n| 1 |\n\n| c |\n|---|\n| 1 | 2 |\n"),
              ElementsAre("a.md:4", "a.md:8"));
}

}  // namespace
}  // namespace howship::docs_test
