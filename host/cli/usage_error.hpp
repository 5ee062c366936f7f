#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace howship {

/// Words of the command line as CLI11 is to read them: `--json` before what is an argument of the command takes
/// nothing, so that `howship parameters --json gfr` does not mistake the parameter for the file to write.
std::vector<std::string> command_words(const CLI::App& app, int argc, const char* const* argv);

/// What is wrong with the command line and where help is, in one line.
std::string usage_problem(const CLI::App& app, const CLI::ParseError& error);

}  // namespace howship
