#include "host/cli/usage_error.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/case/nearest_name.hpp"
#include "host/cli/command_tree.hpp"
#include "host/io/ends_with.hpp"

namespace howship {

namespace {

const CLI::App* innermost_of(const CLI::App& app) {
  const CLI::App* innermost = &app;
  while (!innermost->get_subcommands().empty()) innermost = innermost->get_subcommands().front();
  return innermost;
}

/// "howship mesh info", of the commands that were given.
std::string given_command(const CLI::App& app) {
  std::string path = "howship";
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    path += " " + at->get_name();
  }
  return path;
}

std::string unknown_option(const CLI::App& command, const std::string& given) {
  const std::string name = given.substr(0, given.find('='));
  std::vector<std::string> known;
  for (const CLI::Option* option : options_of(command))
    for (const std::string& each : names_of(*option)) known.push_back(each);
  return fmt::format("unknown option '{}'{}", name, name.size() > 2 ? suggest_nearest(name, known) : "");
}

/// An option that stands alone and was given more than once; CLI11 counts, and does not say which of them it was.
std::string given_twice(const CLI::App& command) {
  for (const CLI::Option* option : options_of(command))
    if (static_cast<int>(option->count()) > option->get_items_expected_max() &&
        option->get_multi_option_policy() == CLI::MultiOptionPolicy::Throw && !value_of(*option).empty())
      return fmt::format("{} is given more than once", names_of(*option).back());
  return "";
}

/// CLI11's words for a value that is missing or is no number, in ours.
std::string in_our_words(const CLI::App& command, const CLI::ParseError& error) {
  const std::string text = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    for (const CLI::Option* option : options_of(command))
      if (text.rfind(option->get_name() + ":", 0) == 0)
        return fmt::format("{} needs a value: {}", option->get_name(), value_of(*option));
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr)
    if (const std::size_t at = text.find(": "); at != std::string::npos)
      return fmt::format("{} is not a number", text.substr(at + 2));
  return text;
}

}  // namespace

std::vector<std::string> command_words(const CLI::App& app, int argc, const char* const* argv) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  const CLI::App* command = &app;
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const CLI::App* sub : commands_below(*command))
      if (sub->get_name() == words[i]) command = sub;
    if (words[i] != "--json" || i + 1 == words.size() || arguments_of(*command).empty()) continue;
    const std::string& next = words[i + 1];
    if (!ends_with(next, ".json") && next.rfind("/dev/", 0) != 0 && next.rfind('-', 0) != 0) words[i] = "--json=-";
  }
  return words;
}

std::string usage_problem(const CLI::App& app, const CLI::ParseError& error) {
  // What stands before a command that is known.
  if (const std::vector<std::string> before = app.remaining(); !before.empty() && innermost_of(app) != &app) {
    std::vector<std::string> known;
    for (const CLI::App* sub : commands_below(app)) known.push_back(sub->get_name());
    return fmt::format("{}; see howship --help", before.front().rfind('-', 0) == 0
                                                     ? unknown_option(app, before.front())
                                                     : fmt::format("unknown command '{}'{}", before.front(),
                                                                   suggest_nearest(before.front(), known)));
  }
  const CLI::App& command = *innermost_of(app);
  const std::vector<std::string> left = command.remaining();
  const auto option = std::find_if(left.begin(), left.end(), [](const auto& word) { return word.rfind('-', 0) == 0; });
  std::vector<std::string> commands;
  for (const CLI::App* sub : commands_below(command)) commands.push_back(sub->get_name());
  std::string problem = in_our_words(command, error);
  if (option != left.end()) {
    problem = unknown_option(command, *option);
  } else if (!commands.empty() && left.empty()) {
    problem = fmt::format("a command is missing: one of {}", fmt::join(commands, ", "));
  } else if (!commands.empty()) {
    problem = fmt::format("unknown command '{}'{}", left.front(), suggest(left.front(), commands));
  } else if (const std::string twice = given_twice(command); !twice.empty()) {
    problem = twice;
  } else if (!left.empty() && dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    problem = fmt::format("unexpected argument '{}'", left.front());
  }
  return fmt::format("{}; see {} --help", problem, given_command(app));
}

}  // namespace howship
