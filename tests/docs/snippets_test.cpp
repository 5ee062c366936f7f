// Parts of cases and tables that documents show are ones that are read.

#include <fstream>
#include <unistd.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/event_table.hpp"

#include "tests/docs/document.hpp"

namespace howship::docs_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

bool has_table(const std::string& text, const std::string& name) {
  return ("\n" + text).find("\n[" + name + "]") != std::string::npos;
}

/// Reads part of a case with what it lacks added. Keys before the first table belong to the geometry.
void read_part(std::string text) {
  const std::size_t table = ("\n" + text).find("\n[");
  if (text.find('=') < table && text.find("title") != 0) text = "[geometry]\n" + text;
  if (!has_table(text, "geometry")) text += "[geometry]\nshape = \"box\"\n";
  if (!has_table(text, "time")) text += "[time]\nend = \"10 year\"\n";
  parse_case(text, "case.toml");
}

void read_events(const std::string& text) {
  const fs::path file = fs::temp_directory_path() / fmt::format("howship-docs-{}.csv", getpid());
  std::ofstream(file) << text;
  const auto doses = read_event_table(file, {1000.0, false});
  fs::remove(file);
  if (doses.empty()) throw InputError("the table has no dose");
}

std::vector<std::string> problems_of_snippets(const Document& document) {
  std::vector<std::string> problems;
  for (const Block& block : document.blocks) try {
      if (block.language == "toml") read_part(block.text);
      if (block.language == "csv") read_events(block.text);
      if (block.language.empty()) problems.push_back(document.at(block.line) + "the block has no language");
    } catch (const std::exception& error) {
      problems.push_back(document.at(block.line) + error.what());
    }
  return problems;
}

TEST(Snippets, AreReadAsTheyStand) {
  int parts = 0, tables = 0;
  for (const Document& document : documents()) {
    EXPECT_THAT(problems_of_snippets(document), IsEmpty());
    for (const Block& block : document.blocks) {
      parts += block.language == "toml" ? 1 : 0;
      tables += block.language == "csv" ? 1 : 0;
    }
  }
  EXPECT_GE(parts, 8);
  EXPECT_GE(tables, 1);
}

TEST(Snippets, AreReportedWhenTheyHaveFaults) {
  const auto problems = problems_of_snippets(parse_document(
      "a.md",
      "```toml\nfile = \"L3.stl\"\nfilee = 1\n```\n```toml\n[[dose]]\ndrug = \"denosumab\"\namount = 120\n```\n"
      "```csv\nTIME,AMT,CMT\n0,120,7\n```\n```\nno language\n```\n"));
  EXPECT_THAT(problems, ElementsAre(HasSubstr("filee"), HasSubstr("a unit is required"), HasSubstr("CMT = '7'"),
                                    HasSubstr("a.md:15: the block has no language")));
}

}  // namespace
}  // namespace howship::docs_test
