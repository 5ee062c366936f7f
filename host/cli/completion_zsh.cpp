#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/cli/command_tree.hpp"
#include "host/cli/completion.hpp"

namespace howship {

namespace {

/// An explanation inside a specification of _arguments, where brackets and colons mean something.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string action(const Completion& c) {
  if (!c.words.empty()) return fmt::format("({})", fmt::join(c.words, " "));
  if (c.folders) return "_files -/";
  if (c.endings.empty()) return " ";
  if (c.endings.front().empty()) return "_files";
  // One ending in parentheses would be a glob qualifier.
  const bool one = c.endings.size() == 1;
  return fmt::format("_files -g \"*{}{}{}\"", one ? "" : "(", fmt::join(c.endings, "|"), one ? "" : ")");
}

std::string function_of(const std::string& path) {
  return "_howship" + (path.empty() ? "" : "_" + CLI::detail::find_and_replace(path, " ", "_"));
}

/// One word of _arguments for each name of an option.
std::string option_lines(const CLI::Option& option) {
  std::string lines;
  const std::vector<std::string> names = names_of(option);
  const std::string value = value_of(option);
  const bool repeatable = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  for (const std::string& name : names) {
    std::string spec = repeatable ? "*" : fmt::format("({})", fmt::join(names, " "));
    // A long name also takes --name=value.
    spec += name + (!value.empty() && name.rfind("--", 0) == 0 ? "=" : "");
    spec += fmt::format("[{}]", escaped(option.get_description()));
    if (!value.empty())
      spec += fmt::format("{}{}:{}", option.get_expected_min() == 0 ? "::" : ":", escaped(value),
                          action(completion_of(option)));
    lines += fmt::format("    {} \\\n", shell_quoted(spec));
  }
  return lines;
}

}  // namespace

std::string zsh_completion(const CLI::App& app) {
  std::string functions;
  visit_commands(app, [&](const std::string& path, const CLI::App& command) {
    std::string specs, choose;
    for (const CLI::Option* option : options_of(command)) specs += option_lines(*option);
    for (const CLI::Option* argument : arguments_of(command))
      specs += fmt::format("    {} \\\n",
                           shell_quoted(fmt::format("{}:{}:{}", argument->get_expected_max() > 1 ? "*" : "",
                                                    escaped(value_of(*argument)), action(completion_of(*argument)))));
    const auto below = commands_below(command);
    functions += fmt::format("{}() {{\n", function_of(path));
    if (below.empty()) {
      functions += fmt::format("  _arguments -s -S \\\n{}    && return\n}}\n\n", specs);
      return;
    }
    for (const CLI::App* sub : below)
      choose += fmt::format("      {}\n", shell_quoted(sub->get_name() + ":" + escaped(sub->get_description())));
    functions += fmt::format(
        "  local curcontext=$curcontext state line\n  local -a commands\n  typeset -A opt_args\n"
        "  _arguments -C \\\n{}    '1: :->command' '*:: :->arguments' && return\n"
        "  case $state in\n  command)\n    commands=(\n{}    )\n    _describe command commands ;;\n  arguments)\n"
        "    case $words[1] in\n",
        specs, choose);
    for (const CLI::App* sub : below)
      functions += fmt::format("    {}) {} ;;\n", sub->get_name(),
                               function_of(path.empty() ? sub->get_name() : path + " " + sub->get_name()));
    functions += "    esac ;;\n  esac\n}\n\n";
  });
  return "#compdef howship\n# Completion of howship for zsh, printed by `howship completion zsh`.\n\n" + functions +
         // Loaded by compinit as a function, or sourced.
         "if [[ $funcstack[1] == _howship ]]; then _howship \"$@\"; else compdef _howship howship; fi\n";
}

}  // namespace howship
