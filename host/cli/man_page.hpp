#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace howship {

/// The manual as roff, howship(1), written from the same texts as --help.
std::string man_page(const CLI::App& app);

}  // namespace howship
