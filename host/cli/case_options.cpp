#include "host/cli/case_options.hpp"

#include <iostream>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/units.hpp"

namespace howship {

void CaseOptions::add_to(CLI::App& command) {
  command.add_option("CASE.toml", file, "Case file")->required()->type_name("");
  command.add_option("--set", set, "Override an entry of the case file: --set geometry.spacing=\"1 mm\"; repeatable")
      ->type_name("KEY.PATH=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--until", until, "End of the run instead of time.end: --until \"1 year\"")->type_name("TIME");
  command.add_option("--precision", precision, "Arithmetic of the diffusing fields' linear solve")
      ->check(CLI::IsMember({"mixed", "double"}));
}

Case CaseOptions::read() const {
  std::vector<std::string> overrides = set;
  if (!until.empty()) {
    if (!(parse_quantity(until, Dimension::Time, "--until") > 0.0))
      throw InputError(fmt::format("--until = \"{}\": must be above zero", until));
    overrides.push_back(fmt::format("time.end=\"{}\"", until));
  }
  if (!precision.empty()) overrides.push_back(fmt::format("numerics.precision=\"{}\"", precision));
  return read_case(file, overrides);
}

void add_backend_options(CLI::App& command, RunOptions& options) {
  command.add_option("--backend", options.backend, "Where to compute; auto takes CUDA when a device is there")
      ->check(CLI::IsMember({"auto", "cpu", "cuda"}))
      ->capture_default_str();
  command.add_option("--device", options.device, "Number of the CUDA device")
      ->check(CLI::Range(0, 1023))
      ->capture_default_str();
  command.add_option("--threads", options.threads, "CPU threads; 0 = all cores")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
}

void require_tissue_model(const Case& c) {
  if (c.model.preset != ModelCase{}.preset)
    throw InputError(fmt::format("{}: model.preset = \"{}\" is a well-mixed model; use howship systemic",
                                 c.source.string(), c.model.preset));
}

void print_warning(const std::string& warning) {
  std::cerr << "howship: warning: " << warning << '\n';
}

}  // namespace howship
