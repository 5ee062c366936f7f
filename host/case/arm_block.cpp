#include "host/case/arm_block.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/arm_cases.hpp"
#include "host/case/dose_block.hpp"
#include "host/case/dosing_block.hpp"
#include "host/case/therapy_block.hpp"

namespace howship {

namespace {

constexpr std::size_t longest_name = 64;
constexpr std::string_view name_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
/// What a trial or a run writes into its folder, where the folders of the arms lie too.
constexpr std::string_view names_of_results[] = {
    "arms.csv",    "case.toml",   "checkpoint",    "compare.html",   "events.csv", "fields",
    "fields.pvd",  "lesions.csv", "manifest.json", "mesh",           "mesh.pvd",   "report-animation.png",
    "report.html", "run.log",     "summary.json",  "timeseries.csv", "view.py"};

std::string in_small_letters(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_name_of_result(const std::string& name) {
  constexpr std::string_view unfinished = ".partial";
  const std::string small = in_small_letters(name);
  return std::find(std::begin(names_of_results), std::end(names_of_results), small) != std::end(names_of_results) ||
         (small.size() > unfinished.size() && small.compare(small.size() - unfinished.size(), std::string::npos,
                                                            unfinished.data(), unfinished.size()) == 0);
}

std::string read_name(Section& arm, const std::vector<ArmCase>& others) {
  arm.require("name", "is missing (for example \"denosumab\"); the arm's results go into a folder of this name");
  std::string name = arm.text("name", "");
  if (name.empty() || name.size() > longest_name || name.find_first_not_of(name_characters) != std::string::npos ||
      std::isalnum(static_cast<unsigned char>(name.front())) == 0)
    arm.fail("name", fmt::format("must do for a folder: at most {} letters, digits, '-', '_' and '.', the first a "
                                 "letter or digit",
                                 longest_name));
  if (is_name_of_result(name)) arm.fail("name", "is the name of a file or folder of results; take another");
  for (std::size_t i = 0; i < others.size(); ++i)
    if (in_small_letters(others[i].name) == in_small_letters(name))
      arm.fail("name", fmt::format("is that of arm[{}] as well; capitals do not count", i + 1));
  return name;
}

ArmCase read_arm(Section& arm, const Case& c, const std::vector<ArmCase>& others) {
  ArmCase a;
  a.name = read_name(arm, others);
  Section dosing = arm.section("dosing");
  a.ignore_after_end = read_after_end(dosing, c.ignore_after_end);
  const RunSpan span{c.end, a.ignore_after_end};
  for (Section& dose : arm.sections("dose")) {
    dose.keep_out_of_reference();
    a.schedules.push_back(read_dose_block(dose, span));
  }
  NamedEvents events = read_events(dosing, c.source, span);
  if (!events.file.empty() && !c.dose_events.empty())
    dosing.fail("events", fmt::format("only one table is read in an arm, and [dosing] names '{}' for all arms; let "
                                      "each arm name a table with all of its doses",
                                      c.dose_events.string()));
  a.dose_events = std::move(events.file);
  a.event_doses = std::move(events.doses);
  for (Section& therapy : arm.sections("therapy")) {
    therapy.keep_out_of_reference();
    a.therapies.push_back(read_therapy_block(therapy, span));
  }
  dosing.finish();
  arm.finish();
  return a;
}

}  // namespace

std::vector<ArmCase> read_arms(Section& top, const Case& c) {
  std::vector<ArmCase> arms;
  std::vector<Section> blocks = top.sections("arm");
  if (blocks.size() > most_arms)
    top.fail("arm", fmt::format("a list of {}; at most {} arms run side by side", blocks.size(), most_arms));
  arms.reserve(blocks.size());
  for (Section& block : blocks) arms.push_back(read_arm(block, c, arms));
  return arms;
}

void check_arms(const Case& c) {
  for (std::size_t arm = 0; arm < c.arms.size(); ++arm) {
    try {
      arm_case(c, arm);
    } catch (const InputError& error) {
      throw InputError(
          fmt::format("{}: arm[{}] (\"{}\"): {}", c.source.string(), arm + 1, c.arms[arm].name, error.what()));
    }
  }
}

}  // namespace howship
