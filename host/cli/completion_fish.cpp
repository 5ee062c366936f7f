#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/cli/command_tree.hpp"
#include "host/cli/completion.hpp"

namespace howship {

namespace {

constexpr const char* begin = R"(# Completion of howship for fish, printed by `howship completion fish`.

# Whether the words typed so far name this command and no other one.
function __howship_at
    set -l path
    for word in (commandline -opc)[2..-1]
        switch "$path $word"
)";

std::string fish_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

/// Arguments of `complete` for a value.
std::string action(const Completion& c) {
  if (!c.words.empty()) return " -xa " + fish_quoted(fmt::format("{}", fmt::join(c.words, " ")));
  if (c.folders) return " -xa '(__fish_complete_directories)'";
  if (c.endings.empty()) return " -x";
  if (c.endings.front().empty()) return " -rF";
  std::string lists;
  for (const std::string& ending : c.endings) lists += fmt::format("(__fish_complete_suffix {})", ending);
  return " -xa " + fish_quoted(lists);
}

}  // namespace

std::string fish_completion(const CLI::App& app) {
  std::string paths, lines;
  visit_commands(app, [&](const std::string& path, const CLI::App& command) {
    if (!path.empty()) paths += " " + fish_quoted((path.find(' ') == std::string::npos ? " " : "") + path);
    const std::string at = fmt::format("complete -c howship -n \"__howship_at {}\"", fish_quoted(path));
    for (const CLI::App* sub : commands_below(command))
      lines += fmt::format("{} -a {} -d {}\n", at, sub->get_name(), fish_quoted(sub->get_description()));
    for (const CLI::Option* argument : arguments_of(command))
      if (const std::string what = action(completion_of(*argument)); what != " -x")
        lines += fmt::format("{}{}\n", at, what == " -rF" ? " -F" : " -a" + what.substr(4));
    for (const CLI::Option* option : options_of(command)) {
      lines += at;
      for (const std::string& name : option->get_snames()) lines += " -s " + name;
      for (const std::string& name : option->get_lnames()) lines += " -l " + name;
      if (!value_of(*option).empty() && option->get_expected_min() > 0) lines += action(completion_of(*option));
      lines += fmt::format(" -d {}\n", fish_quoted(option->get_description()));
    }
  });
  return begin + fmt::format("            case{}\n                set path \"$path $word\"\n", paths) +
         "                set path (string trim -- $path)\n        end\n    end\n    test \"$path\" = "
         "\"$argv[1]\"\nend\n\n"
         "complete -c howship -f\n" +
         lines;
}

}  // namespace howship
