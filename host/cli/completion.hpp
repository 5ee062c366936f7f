#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace howship {

// Completion scripts for a shell, written from the tree of commands: commands, options, words that an option takes,
// files by their ending, folders.

std::string bash_completion(const CLI::App& app);
std::string zsh_completion(const CLI::App& app);
std::string fish_completion(const CLI::App& app);

/// `text` between single quotes for bash, zsh and sh.
std::string shell_quoted(const std::string& text);

}  // namespace howship
