#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/cli/command_tree.hpp"
#include "host/cli/completion.hpp"

namespace howship {

namespace {

// Only bash itself is needed. It takes --name=value apart at the '='.
constexpr const char* begin = R"(# Completion of howship for bash, printed by `howship completion bash`.

_howship_files() {
  local ending
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -d -- "$cur"; for ending; do compgen -f -X "!*$ending" -- "$cur"; done | sort -u)
}

_howship_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_howship() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command='' i
  COMPREPLY=()
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command/${COMP_WORDS[i]}" in
)";

/// What to do for a value; empty when the shell knows nothing about it.
std::string action(const Completion& c) {
  if (!c.words.empty()) return "_howship_words " + shell_quoted(fmt::format("{}", fmt::join(c.words, " ")));
  if (c.folders) return "_howship_files";
  if (c.endings.empty()) return "return";
  std::vector<std::string> quoted;
  for (const std::string& ending : c.endings) quoted.push_back(shell_quoted(ending));
  return fmt::format("_howship_files {}", fmt::join(quoted, " "));
}

/// "mesh info" as the script writes it: "/mesh/info".
std::string script_path(const std::string& path) {
  std::string text = path.empty() ? "" : "/" + path;
  for (char& c : text)
    if (c == ' ') c = '/';
  return text;
}

}  // namespace

std::string shell_quoted(const std::string& text) {
  return "'" + CLI::detail::find_and_replace(text, "'", "'\\''") + "'";
}

std::string bash_completion(const CLI::App& app) {
  std::string paths, values, words;
  visit_commands(app, [&](const std::string& path, const CLI::App& command) {
    const std::string at = script_path(path);
    if (!at.empty()) paths += fmt::format("      {}) command={} ;;\n", shell_quoted(at), shell_quoted(at));
    std::vector<std::string> dashed, plain;
    for (const CLI::Option* option : options_of(command)) {
      const std::vector<std::string> names = names_of(*option);
      dashed.insert(dashed.end(), names.begin(), names.end());
      if (value_of(*option).empty()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : names) patterns.push_back(shell_quoted(at + ":" + name));
      // An option that may stand alone says nothing about the next word.
      if (option->get_expected_min() > 0)
        values += fmt::format("    {}) {}; return ;;\n", fmt::join(patterns, " | "), action(completion_of(*option)));
    }
    for (const CLI::App* sub : commands_below(command)) plain.push_back(sub->get_name());
    std::string argument =
        plain.empty() ? "" : "_howship_words " + shell_quoted(fmt::format("{}", fmt::join(plain, " ")));
    for (const CLI::Option* option : arguments_of(command)) argument = action(completion_of(*option));
    words +=
        fmt::format("    {}) if [[ $cur == -* ]]; then _howship_words {}; else {}; fi ;;\n", shell_quoted(at),
                    shell_quoted(fmt::format("{}", fmt::join(dashed, " "))), argument.empty() ? "return" : argument);
  });
  return begin + paths + "    esac\n  done\n  case \"$command:$prev\" in\n" + values +
         "  esac\n  case \"$command\" in\n" + words + "  esac\n}\n\ncomplete -F _howship howship\n";
}

}  // namespace howship
