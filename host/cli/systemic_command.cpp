#include <filesystem>
#include <memory>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "host/case/arm_cases.hpp"
#include "host/case/patients.hpp"
#include "host/cli/case_options.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/text_file.hpp"
#include "host/models/run_model.hpp"
#include "host/systemic/population.hpp"
#include "host/systemic/run_systemic.hpp"

namespace howship {

namespace {

struct Options {
  CaseOptions case_options;
  std::filesystem::path file;
};

std::string table_of(const Case& c) {
  std::ostringstream csv;
  if (c.model.preset != ModelCase{}.preset)
    run_model(c, csv);
  else if (c.population.size > 0)
    write_csv(simulate_population(sample_patients(c), daily_times(c.end)), csv);
  else
    run_systemic(c, csv);
  return csv.str();
}

/// The tables of a trial's arms in one, whose first column says which.
std::string table_of_arms(const Case& c) {
  std::string all;
  for (std::size_t arm = 0; arm < c.arms.size(); ++arm) {
    std::istringstream rows(table_of(arm_case(c, arm)));
    std::string row;
    std::getline(rows, row);
    if (arm == 0) all = fmt::format("arm,{}\n", row);
    while (std::getline(rows, row)) all += fmt::format("{},{}\n", c.arms[arm].name, row);
  }
  return all;
}

void execute(const Options& options) {
  const Case c = options.case_options.read();
  // The whole table, so that a failure leaves none.
  const std::string table = c.arms.empty() ? table_of(c) : table_of_arms(c);
  if (options.file.empty()) {
    return say(table);
  }
  write_text_file(options.file, table);
}

}  // namespace

void add_systemic(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "systemic", "Only the well-mixed part of a case: drug in blood, calcium, turnover markers; no mesh");
  command->group("Cases");
  const auto options = std::make_shared<Options>();
  options->case_options.add_to(*command);
  command->add_option("-o,--output", options->file, "CSV file to write (default: standard output)")
      ->type_name("FILE.csv");
  add_examples(*command, {{"howship systemic lytic-vertebra.toml -o blood.csv", "One row per day, in seconds"},
                          {"howship systemic mine.toml --until \"10 year\" | head -3", ""}});
  command->callback([options] { execute(*options); });
}

}  // namespace howship
