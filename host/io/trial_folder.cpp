#include "host/io/trial_folder.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/ends_with.hpp"
#include "host/io/folder_lock.hpp"
#include "host/io/numbered_name.hpp"
#include "host/io/output_folder.hpp"
#include "host/io/output_links.hpp"
#include "host/io/timeseries_columns.hpp"
#include "host/io/written_file.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view table_name = "arms.csv";

/// As every run has from its first moment.
bool has_rows(const fs::path& folder) {
  std::error_code unknown;
  return fs::exists(folder / "timeseries.csv", unknown);
}

/// Without its end; empty where there is none but the heading.
std::string last_row(const fs::path& table) {
  std::ifstream in(table);
  std::string line, last;
  for (bool heading = true; std::getline(in, line); heading = false)
    if (!heading && !line.empty()) last = line;
  return last;
}

}  // namespace

bool TrialFolder::is_ours(const fs::path& entry) const {
  const std::string name = entry.filename().string();
  const std::string_view whole = without_partial_ending(name);
  return whole == "case.toml" || whole == table_name || std::find(arms_.begin(), arms_.end(), name) != arms_.end();
}

void TrialFolder::require_fit(bool overwrite, bool resume) const {
  std::error_code failed;
  refuse_links(folder_);
  for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
    if (fs::is_symlink(of_arm(arm), failed)) refuse_link(of_arm(arm));
    refuse_links(of_arm(arm));
  }
  if (!resume) return require_free_folder(folder_, overwrite);
  if (has_rows(folder_))
    throw FileError(
        fmt::format("{}: holds one run, without arms, with which a trial cannot go on; choose another "
                    "folder with -o, or start over with --overwrite",
                    folder_.string()));
  bool other = false, with_case = false;
  for (fs::directory_iterator entry(folder_, failed), last; !failed && entry != last; entry.increment(failed)) {
    with_case = with_case || entry->path().filename() == "case.toml";
    other = other || !is_ours(entry->path());
  }
  // A case of the user's own may have the name case.toml; that of a trial is written after the arms have folders.
  if (!has_begun() && (other || with_case)) require_free_folder(folder_, false);
}

bool TrialFolder::has_begun() const {
  std::error_code failed;
  for (std::size_t arm = 0; arm < arms_.size(); ++arm)
    if (fs::is_directory(of_arm(arm), failed)) return true;
  return false;
}

void TrialFolder::prepare(bool overwrite) const {
  create_folder(folder_);
  for (std::size_t arm = 0; arm < arms_.size(); ++arm) create_folder(of_arm(arm));
  std::error_code failed;
  if (overwrite) {
    // A run of its own may be writing into the folder of an arm: all are held before anything is removed.
    std::vector<std::unique_ptr<FolderLock>> locks;
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) locks.push_back(std::make_unique<FolderLock>(of_arm(arm)));
    prepare_output_folder(folder_, true);
    fs::remove(folder_ / "run.log", failed);
    // Only when nothing is in them; these are of one run.
    for (const char* of_a_run : {"fields", "mesh", "checkpoint"}) fs::remove(folder_ / of_a_run, failed);
    // Here, not where an arm begins: one that never comes to it must not pass for what was there before.
    for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
      // They would tell of the run that was replaced. A case of the user's own may have that name where no run was.
      if (fs::remove(of_arm(arm) / "run.log", failed)) fs::remove(of_arm(arm) / "case.toml", failed);
      prepare_output_folder(of_arm(arm), true);
    }
  }
  fs::remove(folder_ / table_name, failed);
}

std::vector<fs::path> TrialFolder::other_runs() const {
  std::vector<fs::path> others;
  std::error_code failed;
  for (fs::directory_iterator entry(folder_, failed), last; !failed && entry != last; entry.increment(failed))
    if (!is_ours(entry->path()) && has_rows(entry->path())) others.push_back(entry->path());
  std::sort(others.begin(), others.end());
  return others;
}

void TrialFolder::refuse_trial(bool resume) const {
  const std::vector<fs::path> runs = other_runs();
  if (runs.empty() || has_rows(folder_)) return;
  std::string names;
  for (const fs::path& run : runs) names += fmt::format("{}{}", names.empty() ? "" : ", ", run.filename().string());
  throw FileError(fmt::format(
      "{}: holds the runs of a trial's arms ({}){}choose another folder with -o", folder_.string(), names,
      resume ? fmt::format(", with which a run without arms cannot go on; take the trial's own case, {}, or ",
                           (folder_ / "case.toml").string())
             : std::string("; add --overwrite to write beside them, or ")));
}

void TrialFolder::write_table(const std::vector<std::string>& states) const {
  std::string text = fmt::format("arm,state,{}\n", timeseries_header());
  for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
    std::string row = last_row(of_arm(arm) / "timeseries.csv");
    if (row.empty()) row.assign(timeseries_columns.size() - 1, ',');
    text += fmt::format("{},{},{}\n", arms_[arm], states.at(arm), row);
  }
  replace_file(folder_ / table_name, {text});
}

}  // namespace howship
