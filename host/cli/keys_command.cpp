#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/case/key_listing.hpp"
#include "host/cli/commands.hpp"

namespace howship {

namespace {

struct Options {
  std::vector<std::string> prefixes;
  bool markdown = false;
};

}  // namespace

void add_keys(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("keys", "Every key of a case file: kind of value, default, what is allowed, when it applies");
  const auto options = std::make_shared<Options>();
  command
      ->add_option("key", options->prefixes,
                   "Only these: a table (lesion), or a key (lesion.radius, radius); default: all")
      ->type_name("KEY");
  command->add_flag("--markdown", options->markdown, "As Markdown: all of them are meshes/CASE.md");
  command->callback([options] {
    fmt::print("{}", options->markdown ? key_markdown(options->prefixes) : key_text(options->prefixes));
  });
}

}  // namespace howship
