#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/case/parameter_listing.hpp"
#include "host/cli/commands.hpp"

namespace howship {

namespace {

struct Options {
  std::vector<std::string> names;
  bool markdown = false;
};

}  // namespace

void add_parameters(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "parameters", "Every parameter of the model: meaning, default, unit, range, evidence and source");
  const auto options = std::make_shared<Options>();
  command->add_option("name", options->names, "Only these, by the names that a case uses (default: all)")
      ->type_name("NAME");
  command->add_flag("--markdown", options->markdown, "As Markdown: all of them are kernels/PARAMETERS.md");
  command->callback([options] {
    fmt::print("{}", options->markdown ? parameter_markdown(options->names) : parameter_text(options->names));
  });
}

}  // namespace howship
