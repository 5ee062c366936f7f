#include "host/app/finished_run.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "howship/error.hpp"

#include "host/case/case_difference.hpp"
#include "host/case/case_file.hpp"
#include "host/io/manifest.hpp"
#include "host/io/summary_file.hpp"

namespace howship {
namespace {

std::optional<Summary> whole_summary(const std::filesystem::path& folder) {
  try {
    const Summary summary = read_summary(folder / "summary.json");
    if (summary.finished && summary.last.time == summary.end_time) return summary;
  } catch (const Error&) {
    // The run makes it again.
  }
  return std::nullopt;
}

}  // namespace

bool is_same_course(const std::string& before, const std::string& now) {
  if (before == now) return true;
  try {
    const std::vector<CaseDifference> all = case_differences(before, now);
    return std::all_of(all.begin(), all.end(), [](const CaseDifference& d) { return is_of_steps(d.key); });
  } catch (const InputError&) {
    return false;  // somebody else's file: the run writes its own
  }
}

bool is_finished(const Restart& restart, const std::filesystem::path& folder, const Case& c) {
  if (!restart.checkpoint || !restart.warnings.empty()) return false;
  std::error_code unknown;
  // Of a run that goes on there is none.
  if (!std::filesystem::exists(folder / "summary.json", unknown)) return false;
  if (!has_manifest(folder)) return false;  // it is left to write
  if (restart.checkpoint->one<double>("time") < c.end) return false;
  std::ifstream file(folder / "case.toml", std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return is_same_course(text, write_case(c));
}

std::optional<Summary> finished_summary(const std::filesystem::path& folder, const Case& c) {
  // First what is read at once: the checkpoint of a run that goes on is large, and read by the run itself.
  std::optional<Summary> summary = whole_summary(folder);
  if (!summary || summary->end_time < c.end || !is_finished(find_restart(folder, c), folder, c)) return std::nullopt;
  return summary;
}

}  // namespace howship
