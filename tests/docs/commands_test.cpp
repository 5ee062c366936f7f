// Every command that a document shows runs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/docs/command_rules.hpp"
#include "tests/docs/document.hpp"
#include "tests/docs/scratch.hpp"
#include "tests/docs/shell.hpp"

namespace howship::docs_test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What is run for a command; empty: nothing.
std::string run_for(const std::string& command) {
  const Rule* const rule = rule_for(command);
  if (rule == nullptr) return command;
  return rule->instead.empty() ? "" : rule->instead + command.substr(rule->command.size());
}

/// Folders under out/ that the commands read and none before them has written.
std::set<std::string> finished_runs(const std::vector<Piece>& commands) {
  std::set<std::string> written, missing;
  for (const Piece& command : commands) {
    std::istringstream words(run_for(command.text));
    std::string before;
    for (std::string word; words >> word; before = word) {
      if (word.compare(0, 4, "out/") != 0) continue;
      if (before == "-o")
        written.insert(word);
      else if (written.count(word) == 0)
        missing.insert(word);
    }
  }
  return missing;
}

/// Runs the commands of a document one after the other in one scratch folder. Returns what went wrong.
std::vector<std::string> problems_of_commands(const Document& document) {
  std::vector<std::string> problems;
  const std::vector<Piece> commands = commands_of(document);
  if (commands.empty()) return problems;
  const Scratch scratch;
  const std::string there = "cd '" + scratch.path().string() + "'\n";
  for (const std::string& folder : finished_runs(commands))
    EXPECT_EQ(run_shell(there + "howship run case.toml --quiet -o " + folder).code, 0);
  for (const Piece& command : commands) {
    const std::string run = run_for(command.text);
    if (run.empty()) continue;
    const Ended ended = run_shell(there + run);
    if (ended.code == 0) continue;
    problems.push_back(document.at(command.line) + "`" + run + "` ends with " + std::to_string(ended.code) + ":\n" +
                       ended.output +
                       "(a command that cannot run in a test needs a rule in tests/docs/command_rules.hpp)");
  }
  return problems;
}

class Documents : public testing::TestWithParam<Document> {};

TEST_P(Documents, ShowCommandsThatRun) {
  EXPECT_THAT(problems_of_commands(GetParam()), IsEmpty());
}

std::vector<Document> with_commands() {
  std::vector<Document> found;
  for (const Document& document : documents())
    if (!commands_of(document).empty()) found.push_back(document);
  return found;
}

INSTANTIATE_TEST_SUITE_P(In, Documents, testing::ValuesIn(with_commands()), [](const auto& suite) {
  std::string name;
  for (const char c : suite.param.name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
  return name;
});

TEST(CommandRules, AreAllNeeded) {
  std::set<std::string> used;
  for (const Document& document : documents())
    for (const Piece& command : commands_of(document))
      if (const Rule* rule = rule_for(command.text)) used.insert(rule->command);
  for (const Rule& rule : rules()) {
    EXPECT_TRUE(used.count(rule.command) == 1) << "no document shows `" << rule.command << "` any more";
    EXPECT_NE(rule.reason, "") << rule.command;
  }
}

TEST(CommandRules, FitWholeWordsAndTheLongestOneCounts) {
  const std::vector<Rule> among = {{"howship run", "a", ""}, {"howship run x", "b", ""}};
  EXPECT_EQ(rule_for("howship runs", among), nullptr);
  EXPECT_EQ(rule_for("howship run y", among)->instead, "a");
  EXPECT_EQ(rule_for("howship run x --quiet", among)->instead, "b");
}

TEST(CommandsOfADocument, AreLinesOfShBlocksWithoutComments) {
  const Document document = parse_document("a.md",
                                           "```toml\nnot = 1\n```\ntext\n```sh\n# comment\nls -l   # all\n\n"
                                           "echo \"# no comment\" \\\n  b\n```\n");
  std::vector<std::string> texts;
  for (const Piece& command : commands_of(document)) texts.push_back(command.text);
  EXPECT_THAT(texts, ElementsAre("ls -l", "echo \"# no comment\" b"));
  EXPECT_EQ(commands_of(document)[0].line, 7);
  EXPECT_EQ(commands_of(document)[1].line, 9);
}

TEST(CommandsOfADocument, FindTheRunsTheyReadFinished) {
  const Document document = parse_document(
      "a.md", "```sh\nhowship report out/a\nhowship run c.toml -o out/b\nhowship compare out/b out/c\n```\n");
  EXPECT_THAT(finished_runs(commands_of(document)), ElementsAre("out/a", "out/c"));
}

TEST(CommandsOfADocument, AreReportedWhenTheyFail) {
  const Document document =
      parse_document("a.md",
                     "```sh\nhowship init lytic-vertebra -o c.toml\nhowship check c.tomll\nhowship check "
                     "meshes/cases/healthy-vertebra.toml --nonsense\n```\n");
  const std::vector<std::string> problems = problems_of_commands(document);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_THAT(problems[0], HasSubstr("a.md:3: `howship check c.tomll` ends with 2:"));
  EXPECT_THAT(problems[1], HasSubstr("--nonsense"));
}

}  // namespace
}  // namespace howship::docs_test
