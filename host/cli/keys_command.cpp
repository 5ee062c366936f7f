#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/case/key_choice.hpp"
#include "host/case/key_listing.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/cli/messages.hpp"
#include "host/io/json_object.hpp"

namespace howship {

namespace {

struct Options {
  std::vector<std::string> keys;
  bool markdown = false;
  JsonTarget json;
};

std::string as_json(const std::vector<std::string>& keys) {
  std::string entries;
  for (const KeyTable& table : chosen_keys(keys))
    for (const KeyRow& row : table.rows) {
      JsonObject object(2);
      object.add("key", row.path);
      object.add("value", row.value);
      object.add("default", row.otherwise);
      object.add("allowed", row.allowed);
      object.add("when", row.with);
      object.add("meaning", row.meaning);
      object.add("source", row.source);
      entries += fmt::format("{}\n  {}", entries.empty() ? "" : ",", object.text());
    }
  return fmt::format("[{}\n]\n", entries);
}

void execute(const Options& options) {
  // Keys that are none are refused here, whatever is printed.
  const std::string text = options.markdown ? key_markdown(options.keys) : key_text(options.keys);
  if (options.json.wanted()) options.json.write(as_json(options.keys));
  if (!options.json.to_stdout()) say(text);
}

}  // namespace

void add_keys(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("keys", "Every key of a case file: meaning, kind of value, range, default, when it applies");
  command->group("Reference");
  const auto options = std::make_shared<Options>();
  command->add_option("KEY", options->keys, "Only these: a table, or a key with or without its table (default: all)")
      ->type_name("");
  command->add_flag("--markdown", options->markdown, "As Markdown: all of them are meshes/CASE.md");
  options->json.add_to(*command);
  add_examples(*command, {{"howship keys lesion", "What a [[lesion]] may have"},
                          {"howship keys geometry.spacing", "One key"},
                          {"howship keys radius", "A key wherever it stands"}});
  command->callback([options] { execute(*options); });
}

}  // namespace howship
