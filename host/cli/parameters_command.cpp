#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/case/parameter_listing.hpp"
#include "host/case/parameter_rows.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/cli/messages.hpp"
#include "host/io/json_object.hpp"

namespace howship {

namespace {

struct Options {
  std::vector<std::string> names;
  bool markdown = false;
  JsonTarget json;
};

std::string as_json(const std::vector<std::string>& names) {
  std::string entries;
  for (const ParameterRows& group : parameter_rows())
    for (const ParameterRow& row : group.rows) {
      if (!names.empty() && std::find(names.begin(), names.end(), row.name) == names.end()) continue;
      JsonObject values(3);
      for (std::size_t i = 0; i < group.sets.size(); ++i) values.add(group.sets[i], row.values[i]);
      JsonObject object(2);
      object.add("name", row.name);
      object.add("table", group.table);
      object.add("group", group.title);
      object.add("symbol", row.symbol);
      object.add_raw("values", values.text());
      object.add("unit", row.unit);
      object.add("accepted", row.accepted);
      object.add("plausible", row.plausible);
      object.add("evidence", std::string(1, row.evidence));
      object.add("meaning", row.meaning);
      object.add("source", row.source);
      entries += fmt::format("{}\n  {}", entries.empty() ? "" : ",", object.text());
    }
  return fmt::format("[{}\n]\n", entries);
}

void execute(const Options& options) {
  // Names that are none are refused here, whatever is printed.
  const std::string text = options.markdown ? parameter_markdown(options.names) : parameter_text(options.names);
  if (options.json.wanted()) options.json.write(as_json(options.names));
  if (!options.json.to_stdout()) say(text);
}

}  // namespace

void add_parameters(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "parameters", "Every parameter of the model: meaning, default, unit, range, evidence and source");
  command->group("Reference");
  const auto options = std::make_shared<Options>();
  command->add_option("NAME", options->names, "Only these, by the names that a case uses (default: all)")
      ->type_name("");
  command->add_flag("--markdown", options->markdown, "As Markdown: all of them are kernels/PARAMETERS.md");
  options->json.add_to(*command);
  add_examples(*command, {{"howship parameters | less -S", "All of them, in wide lines"},
                          {"howship parameters kd_denosumab gfr", "Two of them"}});
  command->callback([options] { execute(*options); });
}

}  // namespace howship
