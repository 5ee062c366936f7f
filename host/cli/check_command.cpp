#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "howship/run.hpp"

#include "host/app/number_words.hpp"
#include "host/cli/case_options.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/help_format.hpp"
#include "host/cli/json_file.hpp"
#include "host/cli/messages.hpp"
#include "host/io/json_object.hpp"
#include "host/io/one_line.hpp"

namespace howship {

namespace {

struct Options {
  CaseOptions case_options;
  RunOptions run;
  JsonTarget json;
};

/// Objects, each on lines of its own. \param depth  of the member that holds them
std::string json_list_of(const std::vector<std::string>& objects, std::size_t depth) {
  if (objects.empty()) return "[]";
  const std::string indent(2 * depth, ' ');
  return fmt::format("[\n{0}  {1}\n{0}]", indent, fmt::join(objects, ",\n  " + indent));
}

/// Which cards hold the run.
std::string list_of_cards(const CheckReport& report) {
  std::vector<std::string> cards;
  for (const CheckReport::Card& card : report.cards) {
    JsonObject entry(3);
    entry.add("card_GB", card.gigabytes);
    entry.add("need_bytes", report.gpu_bytes);
    entry.add("have_bytes", card.have_bytes);
    entry.add("fits", card.fits);
    cards.push_back(entry.text());
  }
  return json_list_of(cards, 1);
}

std::string as_json(const std::vector<CheckReport::Treatment>& treatments, int depth) {
  std::vector<std::string> entries;
  for (const CheckReport::Treatment& t : treatments) {
    JsonObject entry(depth + 2);
    entry.add("name", t.name);
    entry.add("kind", t.kind);
    entry.add("count", t.count);
    entry.add("first_day", t.first);
    entry.add("last_day", t.last);
    entries.push_back(entry.text());
  }
  return json_list_of(entries, static_cast<std::size_t>(depth));
}

std::string as_json(const Case& c, const CheckReport& report) {
  JsonObject object;
  object.add("title", c.title);
  object.add("active_voxels", report.active_voxels);
  object.add("stored_voxels", report.stored_voxels);
  object.add("bone_region_volume_mm3", report.region_volume);
  object.add("lesions", report.lesions);
  object.add_raw("treatments", as_json(report.treatments, 1));
  if (!report.arms.empty()) {
    std::vector<std::string> arms;
    for (const CheckReport::Arm& arm : report.arms) {
      JsonObject entry(3);
      entry.add("name", arm.name);
      entry.add_raw("treatments", as_json(arm.treatments, 3));
      entry.add("expected_steps", arm.expected_steps);
      arms.push_back(entry.text());
    }
    object.add_raw("arms", json_list_of(arms, 1));
  }
  object.add("end_day", report.end);
  object.add("snapshots", report.snapshots);
  object.add("backend", report.backend);
  object.add("threads", report.threads);
  object.add("host_memory_bytes", report.host_bytes);
  object.add("device_memory_bytes", report.device_bytes);
  object.add("gpu_memory_bytes", report.gpu_bytes);
  object.add_raw("gpu_cards", list_of_cards(report));
  object.add("disk_bytes", report.disk_bytes);
  object.add("expected_steps", report.expected_steps);
  if (report.expected_seconds > 0.0)
    object.add("expected_seconds", report.expected_seconds);
  else
    object.add_raw("expected_seconds", "null");
  object.add_raw("warnings", json_list(report.warnings));
  return object.text() + "\n";
}

std::string size(double bytes) {
  return bytes < 0.995e9 ? fmt::format("{:.0f} MB", bytes / 1e6) : fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string described(const CheckReport::Treatment& t) {
  if (t.kind == "intake") return fmt::format("{}, taken from day {:g} to {:g}", t.name, t.first, t.last);
  if (t.count == 1) return fmt::format("{}, once, on day {:g}", t.name, t.first);
  return fmt::format("{}, {} times, day {:g} to {:g}", t.name, t.count, t.first, t.last);
}

template <class... Values>
void print_line(const char* what, fmt::format_string<Values...> text, Values&&... values) {
  say(fmt::format("{:<16}{}\n", what, fmt::format(text, std::forward<Values>(values)...)));
}

void print_treatments(const std::string& whose, const std::vector<CheckReport::Treatment>& treatments) {
  const std::string first = treatments.empty() ? "none" : described(treatments.front());
  // A name that is longer than its column has a line of its own.
  const bool apart = whose.size() > 15;
  if (apart) say(whose + "\n");
  print_line(apart ? "" : whose.c_str(), "{}", first);
  for (std::size_t i = 1; i < treatments.size(); ++i) print_line("", "{}", described(treatments[i]));
}

void print(const Case& c, const CheckReport& report) {
  print_line("case", "{}", one_line(c.title));
  print_line("active voxels", "{} ({} stored)", report.active_voxels, report.stored_voxels);
  print_line("bone region", "{:.2f} cm3", report.region_volume / 1000.0);
  print_line("lesions", "{}", report.lesions);
  if (report.arms.empty()) print_treatments("treatment", report.treatments);
  for (const CheckReport::Arm& arm : report.arms) print_treatments("arm " + arm.name, arm.treatments);
  print_line("end", "day {:g}", report.end);
  print_line("snapshots", "{}{}, about {} on disk", report.snapshots, report.arms.empty() ? "" : " of each arm",
             size(report.disk_bytes));
  print_line("back end", "{}",
             report.backend == "cpu" ? fmt::format("cpu, {} thread{}", report.threads, report.threads == 1 ? "" : "s")
                                     : report.backend);
  print_line("host memory", "{}", fmt::format("{:.0f} MB", report.host_bytes / 1e6));
  print_line("device memory", "{}",
             report.device_bytes > 0.0 ? fmt::format("{:.0f} MB", report.device_bytes / 1e6) : std::string("none"));
  for (const CheckReport::Card& card : report.cards)
    print_line(fmt::format("GPU of {:g} GB", card.gigabytes).c_str(), "{}: needs {}, has {} for it",
               card.fits ? "fits" : "too small", size(report.gpu_bytes), size(card.have_bytes));
  print_line("expected steps", "about {:.0f}{}", report.expected_steps,
             report.arms.empty() ? "" : fmt::format(", of {} arms together", report.arms.size()));
  if (report.expected_seconds > 0.0)
    print_line("expected time", "about {} when nothing else uses the {}", duration_words(report.expected_seconds),
               report.threads == 1 ? "core" : "cores");
  say("the case is valid\n");
}

}  // namespace

void add_check(CLI::App& app) {
  CLI::App* command = app.add_subcommand("check", "Read and validate a case; say what running it needs");
  command->group("Cases");
  const auto options = std::make_shared<Options>();
  options->case_options.add_to(*command);
  add_backend_options(*command, options->run);
  options->json.add_to(*command);
  add_examples(*command, {{"howship check lytic-vertebra.toml", "Voxels, doses, memory, disk, steps and time"},
                          {"howship check mine.toml --set geometry.spacing=\"0.3 mm\"", "What a finer grid would need"},
                          {"howship check mine.toml --json | jq .expected_seconds", "For a script; null on a GPU"}});
  command->callback([options] {
    const Case c = options->case_options.read();
    require_tissue_model(c);
    const CheckReport report = check_case(c, options->run);
    for (const std::string& warning : report.warnings) print_warning(warning);
    if (options->json.wanted()) options->json.write(as_json(c, report));
    if (!options->json.to_stdout()) print(c, report);
  });
}

}  // namespace howship
