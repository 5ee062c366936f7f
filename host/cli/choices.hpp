#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace howship {

/// Lets an option take one of these words; another is refused with the nearest of them. Help and completion name them.
CLI::Validator one_of(std::vector<std::string> words);

/// Lets an option take a whole number in [least, most], and says so in one line.
CLI::Validator whole_number(int least, int most);

/// Words that an option may take, from its check with one_of or CLI::IsMember; empty when it takes others too.
std::vector<std::string> choices_of(const CLI::Option& option);

}  // namespace howship
