#include "host/cli/trial_result.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "howship/error.hpp"

#include "host/cli/messages.hpp"
#include "host/cli/run_result.hpp"
#include "host/io/json_object.hpp"
#include "host/io/one_line.hpp"
#include "host/io/summary_json.hpp"

namespace howship {

namespace {

constexpr std::size_t most_compared = 8;  // by one call of howship compare

std::string words_of(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& error) {
    return error.what();
  }
}

/// As it stands in the arm's folder.
std::string summary_text(const ArmOutcome& arm) {
  if (!arm.earlier) return summary_json(arm.summary);
  std::ifstream file(arm.folder / "summary.json", std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw FileError(fmt::format("{}/summary.json: cannot be read", arm.folder.string()));
  return text;
}

std::string without_end_of_line(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string outcome_in_words(const ArmOutcome& arm) {
  if (arm.failure) {
    std::error_code unknown;
    const bool began = std::filesystem::exists(arm.folder / "run.log", unknown);
    return began ? "failed, see run.log in its folder" : "failed before its first step";
  }
  if (arm.earlier) return "had come to its end before, and was left as it is";
  return fmt::format("day {:g} in {} steps, {}, CTX {:.0f} % of baseline", arm.summary.end_time,
                     arm.summary.solver.steps, bone_words(arm.summary.last), arm.summary.last.ctx);
}

}  // namespace

void print_trial(const Case& c, const std::vector<ArmOutcome>& arms, const std::string& folder) {
  std::size_t width = 0;
  for (const ArmOutcome& arm : arms) width = std::max(width, arm.name.size());
  say(fmt::format("{}: {} arm{}\n", one_line(c.title), arms.size(), arms.size() == 1 ? "" : "s"));
  for (const ArmOutcome& arm : arms) say(fmt::format("  {:<{}}  {}\n", arm.name, width, outcome_in_words(arm)));
  say(fmt::format("results in {}, one folder per arm; where each came to: {}/arms.csv\n", folder, folder));
  const auto of_arm = [&](std::size_t arm) { return as_argument(folder + "/" + arms[arm].name); };
  if (arms.size() > 1)
    say(fmt::format("  compare them: howship compare {}\n",
                    arms.size() <= most_compared ? as_argument(folder) : of_arm(0) + " " + of_arm(1)));
  say(fmt::format("  or look at one: howship report {}\n", of_arm(0)));
}

std::string trial_json(const Case& c, const std::vector<ArmOutcome>& arms) {
  std::vector<std::string> entries;
  for (const ArmOutcome& arm : arms) {
    JsonObject entry(3);
    entry.add("name", arm.name);
    entry.add("folder", arm.folder.string());
    if (arm.failure)
      entry.add("failure", words_of(arm.failure));
    else
      entry.add_raw("summary", without_end_of_line(summary_text(arm)));
    entries.push_back(entry.text());
  }
  JsonObject object;
  object.add("title", c.title);
  object.add_raw("arms", fmt::format("[\n    {}\n  ]", fmt::join(entries, ",\n    ")));
  return object.text() + "\n";
}

const ArmOutcome* stopped_arm(const std::vector<ArmOutcome>& arms) {
  const ArmOutcome* least = nullptr;
  for (const ArmOutcome& arm : arms) {
    if (arm.failure || arm.earlier || arm.summary.finished) continue;
    if (least == nullptr || arm.summary.end_time < least->summary.end_time) least = &arm;
  }
  return least;
}

std::string failures_in_words(const std::vector<ArmOutcome>& arms) {
  std::string words;
  for (const ArmOutcome& arm : arms)
    if (arm.failure) words += fmt::format("; arm {} has failed: {}", arm.name, words_of(arm.failure));
  return words;
}

void throw_failure(const std::vector<ArmOutcome>& arms) {
  std::vector<const ArmOutcome*> failed;
  for (const ArmOutcome& arm : arms)
    if (arm.failure) failed.push_back(&arm);
  if (failed.empty()) return;
  try {
    std::rethrow_exception(failed.front()->failure);
  } catch (const Error& error) {
    // What arms have in common is said once.
    std::string message;
    for (auto arm = failed.begin(); arm != failed.end();) {
      const std::string words = words_of((*arm)->failure);
      std::string names;
      int count = 0;
      for (; arm != failed.end() && words_of((*arm)->failure) == words; ++arm, ++count)
        names += (count == 0 ? "" : ", ") + (*arm)->name;
      message += fmt::format("{}arm{} {}: {}", message.empty() ? "" : "; ", count == 1 ? "" : "s", names, words);
    }
    if (failed.size() < arms.size()) {
      message += "; the other arms have come to their end";
      // As it may be memory that lacked.
      if (error.code() == ExitCode::Device) message += ", and --resume runs what is left without them";
    }
    throw Error(error.code(), message);
  }
}

}  // namespace howship
