#include "host/cli/command_tree.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/cli/choices.hpp"

namespace howship {

std::vector<const CLI::App*> commands_below(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* sub) { return !sub->get_name().empty() && !sub->get_group().empty(); });
}

std::vector<const CLI::Option*> options_of(const CLI::App& app) {
  return app.get_options([](const CLI::Option* o) { return o->nonpositional() && !o->get_group().empty(); });
}

std::vector<const CLI::Option*> arguments_of(const CLI::App& app) {
  return app.get_options([](const CLI::Option* o) { return o->get_positional(); });
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

std::string value_of(const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return "";
  // CLI11 appends the descriptions of checks after colons.
  const std::string given = option.get_type_name();
  const std::string type = given.substr(0, given.find(':'));
  if (!type.empty() && type != "TEXT" && type.front() != '{') return type;
  const std::vector<std::string> choices = choices_of(option);
  if (option.get_positional()) return option.get_name(true);
  return choices.empty() ? "VALUE" : fmt::format("{}", fmt::join(choices, "|"));
}

Completion completion_of(const CLI::Option& option) {
  Completion completion;
  completion.words = choices_of(option);
  const std::string value = value_of(option);
  if (!completion.words.empty() || value.empty()) return completion;
  if (value.find("DIR") != std::string::npos) {
    completion.folders = true;
  } else if (const std::size_t dot = value.find('.'); dot != std::string::npos) {
    completion.endings = {value.substr(dot, value.find(']') - dot)};
  } else if (value.find("FILE") != std::string::npos) {
    completion.endings = {""};
  }
  return completion;
}

}  // namespace howship
