#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/cli/case_options.hpp"
#include "host/cli/commands.hpp"
#include "host/systemic/run_systemic.hpp"

namespace howship {

namespace {

struct Options {
  CaseOptions case_options;
  std::filesystem::path file;
};

void execute(const Options& options) {
  const Case c = options.case_options.read();
  if (options.file.empty()) {
    run_systemic(c, std::cout);
    return;
  }
  std::ofstream csv(options.file);
  if (!csv) throw FileError(fmt::format("cannot write '{}'", options.file.string()));
  run_systemic(c, csv);
  if (!csv.flush()) throw FileError(fmt::format("cannot write '{}'", options.file.string()));
}

}  // namespace

void add_systemic(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "systemic", "Only the well-mixed part of a case: drug in blood, calcium, turnover markers; no mesh");
  const auto options = std::make_shared<Options>();
  options->case_options.add_to(*command);
  command->add_option("-o,--output", options->file, "CSV file to write (default: standard output)")
      ->type_name("FILE.csv");
  command->callback([options] { execute(*options); });
}

}  // namespace howship
