#include "host/io/output_folder.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/checkpoint_folder.hpp"
#include "host/io/numbered_name.hpp"
#include "host/io/result_names.hpp"
#include "host/io/written_file.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;

bool is_result(std::string_view name) {
  const std::string_view whole = without_partial_ending(name);
  return is_one_of(whole, result_files) || is_one_of(whole, report_files);
}

bool is_snapshot(std::string_view name) {
  return !number_in_name(name, "fields_", ".vti").empty();
}

bool is_mesh_snapshot(std::string_view name) {
  return !number_in_name(name, "mesh_", ".vtu").empty() || !number_in_name(name, "mesh_", ".vtp").empty();
}

[[noreturn]] void refuse(const fs::path& path, const std::string& what, const std::error_code& reason) {
  throw FileError(fmt::format("{}: {}: {}; choose another folder with -o", path.string(), what, reason.message()));
}

template <class Known>
void remove_known(const fs::path& folder, Known known) {
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), last; !failed && entry != last; entry.increment(failed)) {
    if (!known(entry->path().filename().string()) || entry->is_directory()) continue;
    std::error_code not_removed;
    fs::remove(entry->path(), not_removed);
    if (not_removed) refuse(entry->path(), "cannot be removed", not_removed);
  }
  if (failed) refuse(folder, "cannot be read", failed);
}

}  // namespace

void create_folder(const fs::path& folder) {
  std::error_code failed;
  // What ends in a slash would pass for a name within itself.
  const fs::path named = folder.has_filename() ? folder : folder.parent_path();
  // It may be there from a run that was killed before its name was on the disk.
  std::vector<fs::path> names{named};
  std::error_code unknown;
  for (fs::path level = named; !level.empty() && !fs::exists(level, unknown); level = level.parent_path())
    if (level != named) names.push_back(level);
  fs::create_directories(folder, failed);
  if (!failed && !fs::is_directory(folder, failed)) failed = std::make_error_code(std::errc::not_a_directory);
  if (failed) refuse(folder, "folder cannot be created", failed);
  for (const fs::path& name : names) sync_folder_of(name);
}

bool holds_a_run(const fs::path& folder) {
  std::error_code unknown;
  const auto is_there = [&](std::string_view name) { return fs::exists(folder / name, unknown); };
  constexpr std::string_view telling[] = {"timeseries.csv", "fields.pvd", "summary.json",
                                          "manifest.json",  "arms.csv",   "run.log"};
  return std::any_of(std::begin(telling), std::end(telling), is_there) || !CheckpointFolder(folder).files().empty();
}

void require_free_folder(const fs::path& folder, bool overwrite) {
  std::error_code failed;
  if (!fs::exists(fs::status(folder, failed))) return;
  if (!fs::is_directory(folder, failed))
    refuse(folder, "folder cannot be created", std::make_error_code(std::errc::not_a_directory));
  const bool empty = fs::is_empty(folder, failed);
  if (failed) refuse(folder, "cannot be read", failed);
  if (empty || overwrite) return;
  if (!holds_a_run(folder))
    throw FileError(fmt::format(
        "{}: output folder is not empty, and what is in it is of no run; choose another folder with -o{}",
        folder.string(), fs::exists(folder / "case.toml", failed) ? "" : ", or add --overwrite to write beside that"));
  const char* const going_on = CheckpointFolder(folder).files().empty() ? "" : "--resume to go on with the run in it, ";
  throw FileError(
      fmt::format("{}: output folder is not empty; add {}--overwrite to replace the run in it or choose "
                  "another folder with -o",
                  folder.string(), going_on));
}

void remove_snapshots_from(const fs::path& folder, std::size_t fields, std::size_t mesh) {
  const auto later = [](std::string_view name, std::string_view beginning, std::string_view ending, std::size_t from) {
    const std::string_view number = number_in_name(name, beginning, ending);
    if (number.empty()) return false;
    return ends_with(name, partial_ending) || number.size() > 18 || std::stoull(std::string(number)) >= from;
  };
  std::error_code failed;
  if (const fs::path place = folder / "fields"; fs::is_directory(place, failed))
    remove_known(place, [&](const std::string& name) { return later(name, "fields_", ".vti", fields); });
  if (const fs::path place = folder / "mesh"; fs::is_directory(place, failed))
    remove_known(place, [&](const std::string& name) {
      return later(name, "mesh_", ".vtu", mesh) || later(name, "mesh_", ".vtp", mesh);
    });
  remove_known(folder, [](const std::string& name) { return is_result(name) && ends_with(name, partial_ending); });
}

void remove_reports(const fs::path& folder) {
  remove_known(folder, [](std::string_view name) { return is_one_of(name, report_files); });
}

bool holds_only_ours(const fs::path& folder) {
  // A case of the user's own may have this name; a run's lies beside what was written before it.
  std::error_code unknown;
  const bool begun = fs::exists(folder / "timeseries.csv", unknown) || fs::exists(folder / "run.log", unknown);
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), last; !failed && entry != last; entry.increment(failed)) {
    const std::string name = entry->path().filename().string();
    const std::string_view whole = without_partial_ending(name);
    if (begun && whole == "case.toml") continue;
    if (!is_result(name) && whole != "run.log" && !is_one_of(whole, result_folders)) return false;
  }
  if (failed) refuse(folder, "cannot be read", failed);
  return true;
}

void prepare_output_folder(const fs::path& folder, bool overwrite) {
  require_free_folder(folder, overwrite);
  create_folder(folder);
  std::error_code failed;
  const bool empty = fs::is_empty(folder, failed);
  if (failed) refuse(folder, "cannot be read", failed);
  const fs::path fields = folder / "fields";
  if (!empty) {
    // First what --resume would go on from: it must not find the rest half removed.
    if (const fs::path states = folder / "checkpoint"; fs::is_directory(states, failed))
      remove_known(states, is_checkpoint_name);
    remove_known(folder, is_result);
    if (fs::is_directory(fields, failed)) remove_known(fields, is_snapshot);
    if (const fs::path mesh = folder / "mesh"; fs::is_directory(mesh, failed)) remove_known(mesh, is_mesh_snapshot);
  }
  create_folder(fields);
}

}  // namespace howship
