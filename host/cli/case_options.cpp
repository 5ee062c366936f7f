#include "host/cli/case_options.hpp"

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/case/run_span.hpp"
#include "host/case/units.hpp"
#include "host/cli/choices.hpp"

namespace howship {

void CaseOptions::add_to(CLI::App& command) {
  command.add_option("CASE.toml", file, "Case file; howship init writes one")->required()->type_name("");
  command.add_option("--set", set, "Override an entry of the case file, as geometry.spacing=\"1 mm\"; repeatable")
      ->type_name("KEY=VALUE")
      ->group("Changes to the case")
      ->take_all()
      ->allow_extra_args(false);
  command.add_option("--until", until, "End of the run instead of time.end, as \"1 year\"")
      ->type_name("TIME")
      ->group("Changes to the case");
  command.add_option("--precision", precision, "Arithmetic of the diffusing fields' linear solve")
      ->check(one_of({"mixed", "double"}))
      ->group("Changes to the case");
}

std::vector<std::string> CaseOptions::overrides() const {
  std::vector<std::string> overrides = set;
  if (!until.empty()) {
    const double end = parse_quantity(until, Dimension::Time, "--until");
    if (!(end > 0.0)) throw InputError(fmt::format("--until = \"{}\": must be above zero", until));
    if (end < shortest_span)
      throw InputError(fmt::format("--until = \"{}\": must be at least {} day", until, shortest_span));
    overrides.push_back(fmt::format("time.end=\"{}\"", until));
  }
  if (!precision.empty()) overrides.push_back(fmt::format("numerics.precision=\"{}\"", precision));
  return overrides;
}

Case CaseOptions::read() const {
  return read_case(file, overrides());
}

void add_backend_options(CLI::App& command, RunOptions& options) {
  command.add_option("--backend", options.backend, "Where to compute; auto takes CUDA when a device is there")
      ->check(one_of({"auto", "cpu", "cuda"}))
      ->capture_default_str()
      ->group("Where to compute");
  command.add_option("--device", options.device, "Number of the CUDA device")
      ->check(whole_number(0, 1023))
      ->type_name("N")
      ->capture_default_str()
      ->group("Where to compute");
  command.add_option("--threads", options.threads, "CPU threads; 0 is all cores")
      ->check(whole_number(0, 4096))
      ->type_name("N")
      ->capture_default_str()
      ->group("Where to compute");
}

void require_tissue_model(const Case& c) {
  if (c.model.preset != ModelCase{}.preset)
    throw InputError(fmt::format("{}: model.preset = \"{}\" is a well-mixed model; use howship systemic",
                                 c.source.string(), c.model.preset));
}

}  // namespace howship
