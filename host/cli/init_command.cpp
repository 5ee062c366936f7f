#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/case_file.hpp"
#include "host/cli/choices.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/cli/messages.hpp"
#include "host/cli/text_file.hpp"
#include "host/io/json_object.hpp"

namespace howship {

namespace {

struct Options {
  std::string name;
  std::filesystem::path file;
  bool list = false;
  bool overwrite = false;
  JsonTarget json;
};

std::string list_json() {
  std::string entries;
  for (const CaseTemplate& t : case_templates()) {
    JsonObject object(2);
    object.add("name", t.name);
    object.add("description", t.description);
    entries += fmt::format("{}\n  {}", entries.empty() ? "" : ",", object.text());
  }
  return fmt::format("[{}\n]\n", entries);
}

void list_templates(const JsonTarget& json) {
  if (json.wanted()) json.write(list_json());
  if (json.to_stdout()) return;
  for (const CaseTemplate& t : case_templates()) say(fmt::format("{:<26}{}\n", t.name, t.description));
}

void execute(const Options& options) {
  if (options.list) return list_templates(options.json);
  if (options.json.wanted()) throw InputError("--json is for init --list");
  if (options.name.empty()) throw InputError("the name of a template is missing; howship init --list shows them");
  const std::string text = case_template(options.name);
  const std::filesystem::path file =
      options.file.empty() ? std::filesystem::path(options.name + ".toml") : options.file;
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown))
    throw FileError(fmt::format("'{}' is a folder; name a file with -o", file.string()));
  if (!options.overwrite && std::filesystem::exists(file, unknown))
    throw FileError(fmt::format("'{}' exists; give another name with -o, or --overwrite", file.string()));
  write_text_file(file, text);
  say(fmt::format("wrote {}\nlook at it, then: howship check {}\n             and: howship run {}\n", file.string(),
                  file.string(), file.string()));
}

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const CaseTemplate& t : case_templates()) names.push_back(t.name);
  return names;
}

}  // namespace

void add_init(CLI::App& app) {
  CLI::App* command = app.add_subcommand("init", "Write a commented case that runs as it is");
  command->group("Cases");
  const auto options = std::make_shared<Options>();
  command->add_option("TEMPLATE", options->name, "Name of a template; --list shows them")
      ->type_name("")
      ->check(one_of(template_names()));
  command->add_option("-o,--output", options->file, "File to write (default: TEMPLATE.toml)")->type_name("FILE.toml");
  command->add_flag("--overwrite", options->overwrite, "Replace an existing file");
  command->add_flag("--list", options->list, "Show the templates instead");
  options->json.add_to(*command);
  add_examples(*command, {{"howship init --list", "The templates, a line each"},
                          {"howship init lytic-vertebra", "Writes lytic-vertebra.toml"},
                          {"howship init mixed-pelvis -o mine.toml", "To start a case of your own from"}});
  command->callback([options] { execute(*options); });
}

}  // namespace howship
