#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace howship {

/// Help in 80 columns: usage, arguments, options by group, commands by group, and what follows them.
class HelpFormat : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

/// A command line and what it does.
struct Example {
  const char* command;
  const char* what;  ///< may be empty
};

/// Puts examples below the help of a command; the manual shows them too.
void add_examples(CLI::App& command, const std::vector<Example>& examples);

/// "howship mesh info [OPTIONS] FILE"
std::string usage_of(const CLI::App& command, const std::string& path);

/// "-o, --output DIR"; of an argument "FILE".
std::string heading_of(const CLI::Option& option);

/// What an option does, with its default.
std::string explanation_of(const CLI::Option& option);

}  // namespace howship
