#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "howship/case.hpp"
#include "howship/run.hpp"

#include "host/cli/messages.hpp"

namespace howship {

/// Options of all subcommands that read a case.
struct CaseOptions {
  std::filesystem::path file;
  std::vector<std::string> set;
  std::string until, precision;

  void add_to(CLI::App& command);
  /// All that changes the case, as "key.path=value". \throws InputError when --until is no time above zero
  std::vector<std::string> overrides() const;
  Case read() const;
};

/// Options of the subcommands that choose a back end.
void add_backend_options(CLI::App& command, RunOptions& options);

/// \throws InputError when a case asks for a published model, which has no tissue to run
void require_tissue_model(const Case& c);

}  // namespace howship
