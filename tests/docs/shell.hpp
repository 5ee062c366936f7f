#pragma once
// Commands of documents, and a shell to run them in.

#include <cstdio>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <vector>

#include "tests/docs/document.hpp"

namespace howship::docs_test {

struct Ended {
  int code = -1;
  std::string output;  ///< of both streams
};

/// Runs a script in bash. `howship` is the program under test; where jq is missing, nothing looks at what it would
/// show.
inline Ended run_shell(const std::string& script) {
  const std::string wrapped = "export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive\nhowship() { " HOWSHIP_EXECUTABLE
                              " \"$@\"; }\ncommand -v jq >/dev/null || jq() { cat >/dev/null; }\n{ " +
                              script + "\n} 2>&1 </dev/null\n";
  std::string quoted;
  for (const char c : wrapped) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  FILE* const pipe = popen(("timeout 100 bash -c '" + quoted + "'").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no shell");
  Ended ended;
  char buffer[4096];
  while (const std::size_t count = fread(buffer, 1, sizeof buffer, pipe)) ended.output.append(buffer, count);
  const int status = pclose(pipe);
  ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ended;
}

/// A line of shell without its comment and the blanks around it.
inline std::string without_comment(const std::string& line) {
  char quote = '\0';
  std::size_t end = line.size();
  for (std::size_t i = 0; i < line.size() && end == line.size(); ++i) {
    if (quote != '\0' ? line[i] == quote : line[i] == '"' || line[i] == '\'') quote = quote == '\0' ? line[i] : '\0';
    if (line[i] == '#' && quote == '\0' && (i == 0 || line[i - 1] == ' ')) end = i;
  }
  const std::size_t first = line.find_first_not_of(' ');
  const std::size_t last = line.substr(0, end).find_last_not_of(' ');
  return first == std::string::npos || last == std::string::npos || first >= end ? ""
                                                                                 : line.substr(first, last - first + 1);
}

/// Commands in the sh blocks of a document; lines that end in a backslash go on.
inline std::vector<Piece> commands_of(const Document& document) {
  std::vector<Piece> commands;
  for (const Block& block : document.blocks) {
    if (block.language != "sh") continue;
    std::istringstream lines(block.text);
    int number = block.line;
    bool goes_on = false;
    for (std::string line; std::getline(lines, line); ++number) {
      std::string command = without_comment(line);
      const bool more = !command.empty() && command.back() == '\\';
      if (more) command.pop_back();
      if (goes_on)
        commands.back().text += command;
      else if (!command.empty())
        commands.push_back({number, command});
      goes_on = more;
    }
  }
  return commands;
}

}  // namespace howship::docs_test
