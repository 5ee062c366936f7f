#include <memory>
#include <string>

#include <fmt/format.h>

#include "howship/error.hpp"
#include "howship/run.hpp"

#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/io/json_object.hpp"

namespace howship {

namespace {

std::string as_json(const SelftestReport& report) {
  std::string entries;
  for (const SelftestEntry& e : report.entries) {
    JsonObject object(3);
    object.add("backend", e.backend);
    object.add("field", e.field);
    object.add("median", e.median);
    object.add("maximum", e.maximum);
    entries += fmt::format("{}\n    {}", entries.empty() ? "" : ",", object.text());
  }
  JsonObject object;
  object.add("passed", report.passed);
  object.add_raw("skipped", json_list(report.skipped));
  object.add_raw("entries", fmt::format("[{}\n  ]", entries));
  return object.text() + "\n";
}

void print(const SelftestReport& report) {
  fmt::print("relative difference from cpu double, 1 thread\n{:<24}{:<24}{:>10}{:>10}\n", "back end", "field", "median",
             "maximum");
  for (const SelftestEntry& e : report.entries)
    fmt::print("{:<24}{:<24}{:>10.1e}{:>10.1e}\n", e.backend, e.field, e.median, e.maximum);
  for (const std::string& reason : report.skipped) fmt::print("skipped {}\n", reason);
  fmt::print("{}\n", report.passed ? "passed" : "FAILED");
}

}  // namespace

void add_selftest(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("selftest", "Run a small case on every back end of this build and compare the fields");
  command->group("This installation");
  const auto json = std::make_shared<JsonTarget>();
  json->add_to(*command);
  add_examples(*command, {{"howship selftest", "After installing, or on another graphics card"}});
  command->callback([json] {
    const SelftestReport report = selftest();
    if (json->wanted()) json->write(as_json(report));
    if (!json->to_stdout()) print(report);
    if (!report.passed)
      throw NumericalError("the self-test failed: a back end differs from the reference by more than 1e-4");
  });
}

}  // namespace howship
