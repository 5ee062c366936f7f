#include "host/app/restart.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/app/run_checkpoints.hpp"
#include "host/case/case_difference.hpp"
#include "host/case/case_file.hpp"
#include "host/io/checkpoint_folder.hpp"
#include "host/io/damaged_file.hpp"
#include "host/io/output_folder.hpp"
#include "host/io/output_state.hpp"
#include "host/io/series_reader.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;

/// Keys that a run may go on with changed: a later end, with what --until sets beside it. The second ones alter the
/// course of what is left.
const std::vector<std::string> free_keys = {"title", "time.end", "dosing.after_end"};
const std::vector<std::string> step_keys = {"numerics.rtol", "numerics.first_step", "numerics.max_step"};

bool contains(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::string in_words(const CaseDifference& d) {
  if (d.one.empty()) return fmt::format("{} is {} now and was not there", d.key, d.other);
  if (d.other.empty()) return fmt::format("{} was {} and is not there now", d.key, d.one);
  return fmt::format("{} is {} now and was {}", d.key, d.other, d.one);
}

/// \return warnings
std::vector<std::string> require_same_case(const CheckpointReader& checkpoint, const fs::path& folder, const Case& c,
                                           const fs::path& own_case) {
  std::vector<CaseDifference> others;
  std::vector<std::string> warnings;
  const double reached = checkpoint.one<double>("time");
  const bool rest = reached < c.end;  // otherwise no step is left that a tolerance could change
  for (CaseDifference& d : case_differences(checkpoint.text("case"), write_case(c))) {
    if (contains(free_keys, d.key)) continue;
    if (contains(step_keys, d.key) && !rest) continue;
    if (contains(step_keys, d.key))
      warnings.push_back(in_words(d) + ": the rest of the run takes other steps than it would have");
    else
      others.push_back(std::move(d));
  }
  if (!others.empty())
    throw InputError(
        fmt::format("{}: cannot go on with another case: {}{}; take the run's own, {}, or start over with --overwrite",
                    folder.string(), in_words(others.front()),
                    others.size() > 1 ? fmt::format(", and {} more", others.size() - 1) : "", own_case.string()));
  if (reached > c.end)
    throw InputError(
        fmt::format("{}: the run has come to day {:g}, beyond the end of the case at day {:g}; give a later "
                    "end with --until, or start over with --overwrite",
                    folder.string(), reached, c.end));
  return warnings;
}

/// Doses may come from a table, which the case only names.
void require_same_doses(const CheckpointReader& checkpoint, const fs::path& folder, const Case& c) {
  const double end = std::min(c.end, checkpoint.one<double>("end"));
  const auto until_end = [&](const std::vector<double>& doses) {
    std::vector<double> before;
    for (std::size_t i = 0; i + numbers_per_dose <= doses.size(); i += numbers_per_dose) {
      if (doses[i] >= end) continue;
      before.insert(before.end(), &doses[i], &doses[i] + numbers_per_dose);
      // Of what is taken beyond, as a supplement until the end of the run, the part up to there.
      double &amount = before[before.size() - 2], &duration = before.back();
      if (doses[i] + duration <= end) continue;
      amount *= (end - doses[i]) / duration;
      duration = end - doses[i];
    }
    return before;
  };
  const auto same = [](double one, double other) { return std::fabs(one - other) <= 1e-12 * std::fabs(one); };
  const std::vector<double> then = until_end(checkpoint.all<double>("doses")), now = until_end(doses_in_numbers(c));
  const auto change = std::mismatch(then.begin(), then.end(), now.begin(), now.end(), same);
  if (change.first == then.end() && change.second == now.end()) return;
  const auto number = static_cast<std::size_t>(change.first - then.begin()) / numbers_per_dose;
  throw InputError(
      fmt::format("{}: cannot go on with other doses: number {} of {} is not what it was; restore the table, "
                  "or start over with --overwrite",
                  folder.string(), number + 1, c.dose_events.empty() ? "the case" : c.dose_events.string()));
}

/// More than the state of day 0, which computing again gives back.
bool has_results(const fs::path& folder) {
  if (fs::exists(folder / "summary.json")) return true;
  if (!fs::exists(folder / "fields.pvd")) return false;
  return read_series(folder / "fields.pvd").size() > 1;
}

}  // namespace

bool is_of_steps(const std::string& key) {
  return contains(step_keys, key);
}

Restart find_restart(const fs::path& folder, const Case& c, const fs::path& own_case) {
  Restart restart;
  const std::vector<fs::path> files = CheckpointFolder(folder).files();
  if (files.empty()) {
    if (has_results(folder))
      throw FileError(
          fmt::format("{}: has results but no checkpoint to go on from; start over with --overwrite", folder.string()));
    if (fs::exists(folder) && !holds_only_ours(folder)) require_free_folder(folder, false);
    return restart;
  }
  std::vector<std::string> refused;
  for (const fs::path& file : files) {
    try {
      auto checkpoint = std::make_unique<CheckpointReader>(file);
      require_files(*checkpoint, folder);
      restart.checkpoint = std::move(checkpoint);
      break;
    } catch (const DamagedFile& error) {  // not what may be read another time: a newer one would be removed for it
      refused.emplace_back(error.what());
    }
  }
  if (!restart.checkpoint)
    throw FileError(
        fmt::format("{}; there is no other checkpoint to go on from; start over with --overwrite", refused.front()));
  for (const std::string& why : refused)
    restart.warnings.push_back(fmt::format("{}; going on from the checkpoint before it", why));
  for (std::string& warning :
       require_same_case(*restart.checkpoint, folder, c, own_case.empty() ? folder / "case.toml" : own_case))
    restart.warnings.push_back(std::move(warning));
  require_same_doses(*restart.checkpoint, folder, c);
  return restart;
}

}  // namespace howship
