// On a terminal there are colours and a bar that fits; elsewhere neither.

#include <algorithm>
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>

#include <gmock/gmock.h>

#include "tests/system/command.hpp"

namespace howship::system_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Runs `howship ARGUMENTS` on a terminal of its own and returns what arrived there.
/// \param output  file that takes standard output instead; empty: it goes to the terminal too
std::string on_terminal(const Workplace& here, const std::vector<std::string>& arguments, unsigned short columns,
                        const std::map<std::string, std::string>& environment = {}, const std::string& output = "") {
  winsize size{};
  size.ws_row = 24;
  size.ws_col = columns;
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child == 0) {
    setenv("TERM", "xterm", 1);
    setenv("OMP_NUM_THREADS", "1", 1);
    unsetenv("NO_COLOR");
    unsetenv("CLICOLOR_FORCE");
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    if (chdir((here / "").c_str()) != 0) _exit(126);
    if (!output.empty() && dup2(open(output.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600), 1) < 0) _exit(126);
    std::vector<std::string> words{HOWSHIP_EXECUTABLE};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    alarm(HOWSHIP_TEST_SECONDS * 2 / 5);
    execv(argv[0], argv.data());
    _exit(127);
  }
  std::string seen;
  char buffer[4096];
  for (ssize_t n = 0; (n = read(terminal, buffer, sizeof buffer)) > 0;)
    seen.append(buffer, static_cast<std::size_t>(n));
  waitpid(child, nullptr, 0);
  close(terminal);
  return seen;
}

/// Text without escape codes.
std::string plain(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\033') {
      out += text[i];
      continue;
    }
    while (i < text.size() && std::isalpha(static_cast<unsigned char>(text[i])) == 0) ++i;
  }
  return out;
}

class OnATerminal : public testing::TestWithParam<unsigned short> {
 protected:
  OnATerminal() { write_text(here / "ball.toml", ball_case); }
  const Workplace here;
};

TEST_P(OnATerminal, TheBarNeverReachesTheLastColumn) {
  const unsigned short columns = GetParam();
  const std::string seen = on_terminal(here, {"run", "ball.toml", "--until", "300 day"}, columns);
  std::size_t redrawn = 0;
  std::string text = plain(seen);
  std::replace(text.begin(), text.end(), '\n', '\r');
  for (const std::string& line : split(text, '\r')) {
    // The results that follow may be longer.
    const bool result = line.rfind("  tumour", 0) == 0 || line.rfind("  CTX", 0) == 0;
    if (line.find(" %") == std::string::npos || result) continue;
    ++redrawn;
    EXPECT_LT(line.size(), columns) << line;
  }
  EXPECT_GE(redrawn, 1U) << seen;
  EXPECT_THAT(seen, HasSubstr("results in out/ball"));
}

INSTANTIATE_TEST_SUITE_P(System, OnATerminal, testing::Values(20, 40, 80, 200));

TEST_F(OnATerminal, TheBarShowsDayStepAndSpeed) {
  const std::string seen = on_terminal(here, {"run", "ball.toml"}, 120);
  EXPECT_THAT(plain(seen), AllOf(HasSubstr("] "), HasSubstr("day "), HasSubstr("dt "), HasSubstr("voxel-updates/s")));
}

TEST_F(OnATerminal, ErrorsAreRedAndWarningsYellow) {
  EXPECT_THAT(on_terminal(here, {"run", "none.toml"}, 80), HasSubstr("\033[1;31merror:\033[0m"));
  write_text(here / "turned.obj", "v 0 0 0\nv 40 0 0\nv 0 40 0\nv 0 0 40\nf 1 2 3\nf 1 4 2\nf 1 3 4\nf 2 4 3\n");
  EXPECT_THAT(on_terminal(here, {"mesh", "voxelize", "turned.obj", "--spacing", "4 mm", "-o", "a.vti"}, 80),
              HasSubstr("\033[1;33mwarning:\033[0m"));
  for (const std::map<std::string, std::string>& quiet :
       {std::map<std::string, std::string>{{"NO_COLOR", "1"}}, {{"TERM", "dumb"}}})
    EXPECT_THAT(on_terminal(here, {"run", "none.toml"}, 80, quiet), AllOf(HasSubstr("error:"), Not(HasSubstr("\033"))));
}

TEST_F(OnATerminal, TheBarGoesToStderrWhereStandardOutputIsForJson) {
  const std::string seen = on_terminal(here, {"run", "ball.toml", "--json"}, 120, {}, "summary.json");
  EXPECT_THAT(plain(seen), AllOf(HasSubstr("] "), HasSubstr("day "), HasSubstr("voxel-updates/s")));
  const std::string printed = read_text(here / "summary.json");
  EXPECT_EQ(printed.front(), '{');
  EXPECT_THAT(printed, AllOf(HasSubstr("\"finished\": true"), Not(HasSubstr("\033"))));
}

TEST_F(OnATerminal, ADumbOneGetsPlainLines) {
  const std::string seen = on_terminal(here, {"run", "ball.toml"}, 80, {{"TERM", "dumb"}});
  EXPECT_THAT(seen, AllOf(HasSubstr("100 %"), Not(HasSubstr("\033")), Not(HasSubstr("["))));
}

TEST(Colours, AreForATerminalUnlessForced) {
  const Workplace here;
  EXPECT_THAT(here.run({"run", "none.toml"}).err, Not(HasSubstr("\033")));
  EXPECT_THAT(here.bash("CLICOLOR_FORCE=1 howship run none.toml").err, HasSubstr("\033[1;31m"));
  EXPECT_THAT(here.bash("NO_COLOR=1 CLICOLOR_FORCE=1 howship run none.toml").err, Not(HasSubstr("\033")));
}

}  // namespace
}  // namespace howship::system_test
