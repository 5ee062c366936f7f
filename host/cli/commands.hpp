#pragma once

#include <CLI/CLI.hpp>

namespace howship {

// Each adds one subcommand; its work is done in the subcommand's callback, errors leave as exceptions.

void add_init(CLI::App& app);
void add_check(CLI::App& app);
void add_run(CLI::App& app);
void add_systemic(CLI::App& app);
void add_mesh(CLI::App& app);
void add_report(CLI::App& app);
void add_compare(CLI::App& app);
void add_keys(CLI::App& app);
void add_parameters(CLI::App& app);
void add_selftest(CLI::App& app);
void add_bench(CLI::App& app);
void add_info(CLI::App& app);
void add_completion(CLI::App& app);
void add_man(CLI::App& app);

}  // namespace howship
