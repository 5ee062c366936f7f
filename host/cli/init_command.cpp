#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/cli/commands.hpp"

namespace howship {

namespace {

struct Options {
  std::string name;
  std::filesystem::path file;
  bool list = false;
  bool overwrite = false;
};

void execute(const Options& options) {
  if (options.list) {
    for (const CaseTemplate& t : case_templates()) fmt::print("{:<26}{}\n", t.name, t.description);
    return;
  }
  if (options.name.empty()) throw InputError("the name of a template is missing; howship init --list shows them");
  const std::string text = case_template(options.name);
  const std::filesystem::path file =
      options.file.empty() ? std::filesystem::path(options.name + ".toml") : options.file;
  std::error_code unknown;
  if (!options.overwrite && std::filesystem::exists(file, unknown))
    throw FileError(fmt::format("'{}' exists; give another name with -o, or --overwrite", file.string()));
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw FileError(fmt::format("cannot write '{}'", file.string()));
  fmt::print("wrote {}; run it with: howship run {}\n", file.string(), file.string());
}

}  // namespace

void add_init(CLI::App& app) {
  CLI::App* command = app.add_subcommand("init", "Write a commented case that runs as it is");
  const auto options = std::make_shared<Options>();
  command->add_option("template", options->name, "Name of a template")->type_name("TEMPLATE");
  command->add_option("-o,--output", options->file, "File to write (default: TEMPLATE.toml)")->type_name("FILE");
  command->add_flag("--list", options->list, "Show the templates");
  command->add_flag("--overwrite", options->overwrite, "Replace an existing file");
  command->callback([options] { execute(*options); });
}

}  // namespace howship
