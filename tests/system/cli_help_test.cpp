// Help and manual: of every command, in 80 columns, with examples.

#include <functional>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Calls `visit` with the words and the help of every command, as the help of its parent names it.
void visit_help(const Workplace& here, const std::vector<std::string>& path,
                const std::function<void(const std::vector<std::string>&, const std::string&)>& visit) {
  std::vector<std::string> words = path;
  words.emplace_back("--help");
  const Outcome outcome = here.run(words);
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  visit(path, outcome.out);
  if (outcome.out.find(" COMMAND [OPTIONS]\n") == std::string::npos) return;
  // Commands stand two columns in, before the options.
  const std::string lists = outcome.out.substr(0, outcome.out.find("\nOptions:"));
  for (const std::string& line : split(lists, '\n'))
    if (line.size() > 2 && line.rfind("  ", 0) == 0 && line[2] != ' ') {
      std::vector<std::string> below = path;
      below.push_back(line.substr(2, line.find(' ', 2) - 2));
      visit_help(here, below, visit);
    }
}

TEST(Help, FitsEightyColumnsAndHasExamples) {
  const Workplace here;
  std::size_t commands = 0;
  visit_help(here, {}, [&](const std::vector<std::string>& path, const std::string& help) {
    ++commands;
    const std::string name = path.empty() ? "howship" : path.back();
    for (const std::string& line : split(help, '\n')) {
      EXPECT_LE(line.size(), 80U) << name << ": " << line;
      EXPECT_EQ(line.find_last_not_of(' ') + 1, line.size()) << name << " ends in a space: " << line;
    }
    EXPECT_THAT(help, Not(HasSubstr("VALUE]"))) << name;
    if (help.find(" COMMAND [OPTIONS]") == std::string::npos) {
      EXPECT_THAT(help, testing::ContainsRegex("\nExamples?:\n  [a-z]+ ")) << name;
      EXPECT_THAT(help, Not(HasSubstr("Exit status"))) << name;
    }
  });
  EXPECT_GE(commands, 14U);
}

TEST(Help, NamesExitCodesAndEnvironment) {
  const std::string help = Workplace().run({"--help"}).out;
  for (const char* text :
       {"Exit status:", "  130  ", "Environment:", "NO_COLOR", "OMP_NUM_THREADS", "HOWSHIP_ISA", "howship init"})
    EXPECT_THAT(help, HasSubstr(text));
}

TEST(Manual, HoldsTheTextsOfTheHelp) {
  const Workplace here;
  const std::string page = here.run({"man"}).out;
  EXPECT_THAT(page,
              AllOf(HasSubstr(".TH HOWSHIP 1"), HasSubstr(".SH NAME"), HasSubstr(".SH EXIT STATUS"),
                    HasSubstr(".SH ENVIRONMENT"), HasSubstr("howship mesh voxelize"), HasSubstr("\\-\\-until TIME")));
}

TEST(Manual, IsReadWithoutComplaint) {
  const Workplace here;
  const Outcome groff = here.bash(
      "howship man > howship.1; command -v groff > /dev/null || exit 77\n"
      "groff -man -ww -z -Tutf8 howship.1");
  if (groff.code == 77) GTEST_SKIP() << "groff is not installed";
  EXPECT_EQ(groff.code, 0);
  EXPECT_EQ(groff.err, "");
}

TEST(Version, NamesTheLicenceAfterTheFirstLine) {
  const std::vector<std::string> lines = split(Workplace().run({"--version"}).out, '\n');
  ASSERT_GE(lines.size(), 3U);
  EXPECT_THAT(lines[0], testing::MatchesRegex("howship [0-9]+\\.[0-9]+\\.[0-9]+ \\([0-9a-z]+\\)"));
  EXPECT_THAT(lines[1], HasSubstr("Apache-2.0"));
}

}  // namespace
}  // namespace howship::system_test
