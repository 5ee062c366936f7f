#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace howship {

// What help, completion and manual read of the tree of commands, so that none keeps a list of its own.

/// Commands directly below, in the order in which they were added.
std::vector<const CLI::App*> commands_below(const CLI::App& app);

/// Options with dashes and arguments without, in the order in which they were added.
std::vector<const CLI::Option*> options_of(const CLI::App& app);
std::vector<const CLI::Option*> arguments_of(const CLI::App& app);

/// All names of an option with their dashes, short ones first.
std::vector<std::string> names_of(const CLI::Option& option);

/// What stands for the value of an option or argument: "DIR", "auto|cpu|cuda", "[FILE]"; empty for a flag.
std::string value_of(const CLI::Option& option);

/// How a value of an option or argument can be completed.
struct Completion {
  std::vector<std::string> words;    ///< one of these
  std::vector<std::string> endings;  ///< a file with one of these endings, ".toml"; "" is any file
  bool folders = false;              ///< a folder
};
Completion completion_of(const CLI::Option& option);

/// Takes a list of commands apart: `visit(path, command)` for the program itself and everything below it, path being
/// "" and then "mesh", "mesh info".
template <class Visit>
void visit_commands(const CLI::App& app, const Visit& visit, const std::string& path = "") {
  visit(path, app);
  for (const CLI::App* sub : commands_below(app))
    visit_commands(*sub, visit, path.empty() ? sub->get_name() : path + " " + sub->get_name());
}

}  // namespace howship
