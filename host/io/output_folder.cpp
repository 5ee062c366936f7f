#include "host/io/output_folder.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/io/ends_with.hpp"

namespace howship {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view replaced_files[] = {"timeseries.csv", "events.csv",   "lesions.csv", "fields.pvd",
                                               "mesh.pvd",       "summary.json", "report.html", "report-animation.png",
                                               "view.py"};
constexpr std::string_view partial_ending = ".partial";

std::string_view without_partial_ending(std::string_view name) {
  if (ends_with(name, partial_ending)) name.remove_suffix(partial_ending.size());
  return name;
}

bool is_result(std::string_view name) {
  const std::string_view whole = without_partial_ending(name);
  return std::find(std::begin(replaced_files), std::end(replaced_files), whole) != std::end(replaced_files);
}

/// NNNN between the two, with four digits or more.
bool is_numbered(std::string_view name, std::string_view beginning, std::string_view ending) {
  name = without_partial_ending(name);
  if (name.substr(0, beginning.size()) != beginning || !ends_with(name, ending)) return false;
  name = name.substr(beginning.size(), name.size() - beginning.size() - ending.size());
  return name.size() >= 4 && std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_snapshot(std::string_view name) {
  return is_numbered(name, "fields_", ".vti");
}

bool is_mesh_snapshot(std::string_view name) {
  return is_numbered(name, "mesh_", ".vtu") || is_numbered(name, "mesh_", ".vtp");
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
  fs::create_directories(folder, failed);
  if (!failed && !fs::is_directory(folder, failed)) failed = std::make_error_code(std::errc::not_a_directory);
  if (failed) refuse(folder, "folder cannot be created", failed);
}

void require_free_folder(const fs::path& folder, bool overwrite) {
  std::error_code failed;
  if (!fs::exists(fs::status(folder, failed))) return;
  if (!fs::is_directory(folder, failed))
    refuse(folder, "folder cannot be created", std::make_error_code(std::errc::not_a_directory));
  const bool empty = fs::is_empty(folder, failed);
  if (failed) refuse(folder, "cannot be read", failed);
  if (!empty && !overwrite) {
    throw FileError(
        fmt::format("{}: output folder is not empty; add --overwrite to replace the run in it or choose "
                    "another folder with -o",
                    folder.string()));
  }
}

void prepare_output_folder(const fs::path& folder, bool overwrite) {
  require_free_folder(folder, overwrite);
  create_folder(folder);
  std::error_code failed;
  const bool empty = fs::is_empty(folder, failed);
  if (failed) refuse(folder, "cannot be read", failed);
  const fs::path fields = folder / "fields";
  if (!empty) {
    remove_known(folder, is_result);
    if (fs::is_directory(fields, failed)) remove_known(fields, is_snapshot);
    if (const fs::path mesh = folder / "mesh"; fs::is_directory(mesh, failed)) remove_known(mesh, is_mesh_snapshot);
  }
  create_folder(fields);
}

}  // namespace howship
