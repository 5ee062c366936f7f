#include "host/cli/help_format.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/wrapped_text.hpp"
#include "host/cli/command_tree.hpp"

namespace howship {

namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t column = 26;  ///< where explanations begin

/// A name and its explanation, which begins on the next line when the name is long.
std::string entry(const std::string& name, const std::string& explanation) {
  std::string text = "  " + name;
  bool first = true;
  for (const std::string& line : wrapped(explanation, page_width - column)) {
    if (first && text.size() + 2 > column) {
      text += '\n';
      first = false;
    }
    text += first ? std::string(column - text.size(), ' ') : std::string(column, ' ');
    text += line + "\n";
    first = false;
  }
  return text;
}

/// Different values in the order of their first appearance.
template <class Items, class Value>
std::vector<std::string> groups_of(const Items& items, const Value& group_of) {
  std::vector<std::string> groups;
  for (const auto* item : items)
    if (const std::string group = group_of(*item); std::find(groups.begin(), groups.end(), group) == groups.end())
      groups.push_back(group);
  return groups;
}

}  // namespace

std::string usage_of(const CLI::App& command, const std::string& path) {
  std::string usage = path.empty() ? "howship" : "howship " + path;
  if (!commands_below(command).empty()) return usage + " COMMAND [OPTIONS]";
  usage += " [OPTIONS]";
  for (const CLI::Option* argument : arguments_of(command)) {
    const std::string name = value_of(*argument) + (argument->get_expected_max() > 1 ? "..." : "");
    usage += argument->get_required() ? " " + name : " [" + name + "]";
  }
  return usage;
}

std::string heading_of(const CLI::Option& option) {
  if (option.get_positional()) return value_of(option);
  const std::string value = value_of(option);
  return fmt::format("{}{}{}", fmt::join(names_of(option), ", "), value.empty() ? "" : " ", value);
}

std::string explanation_of(const CLI::Option& option) {
  std::string text = option.get_description();
  if (!option.get_default_str().empty()) text += fmt::format(" (default: {})", option.get_default_str());
  if (option.get_required() && !option.get_positional()) text += " (required)";
  return text;
}

std::string HelpFormat::make_help(const CLI::App* app, std::string /*name*/, CLI::AppFormatMode /*mode*/) const {
  std::string path;
  for (const CLI::App* at = app; at->get_parent() != nullptr; at = at->get_parent())
    path = path.empty() ? at->get_name() : at->get_name() + " " + path;

  std::string text = fmt::format("{}\n", fmt::join(wrapped(app->get_description(), page_width), "\n"));
  text += fmt::format("\nUsage: {}\n", usage_of(*app, path));
  const auto arguments = arguments_of(*app);
  if (!arguments.empty()) text += "\n";
  for (const CLI::Option* argument : arguments) text += entry(heading_of(*argument), explanation_of(*argument));
  const auto commands = commands_below(*app);
  for (const std::string& group : groups_of(commands, [](const CLI::App& c) { return c.get_group(); })) {
    text += fmt::format("\n{}:\n", group == "Subcommands" ? "Commands" : group);
    for (const CLI::App* command : commands)
      if (command->get_group() == group) text += entry(command->get_name(), command->get_description());
  }
  const auto options = options_of(*app);
  std::vector<std::string> groups = groups_of(options, [](const CLI::Option& o) { return o.get_group(); });
  // Those of no group, --help among them, come last.
  std::stable_partition(groups.begin(), groups.end(), [](const std::string& group) { return group != "Options"; });
  for (const std::string& group : groups) {
    text += fmt::format("\n{}:\n", group == "Options" && groups.size() > 1 ? "Other options" : group);
    for (const CLI::Option* option : options)
      if (option->get_group() == group) text += entry(heading_of(*option), explanation_of(*option));
  }
  if (!app->get_footer().empty()) text += "\n" + app->get_footer() + "\n";
  return text;
}

void add_examples(CLI::App& command, const std::vector<Example>& examples) {
  std::string text = command.get_footer();
  if (!text.empty()) text += "\n\n";
  text += examples.size() == 1 ? "Example:" : "Examples:";
  for (const Example& example : examples) {
    text += fmt::format("\n  {}", example.command);
    if (*example.what != '\0')
      for (const std::string& line : wrapped(example.what, page_width - 6)) text += "\n      " + line;
  }
  command.footer(text);
}

}  // namespace howship
