#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace howship {

/// Files that a run, or a trial, makes anew in its folder, and that --overwrite removes. Beside them it leaves
/// case.toml, run.log and what lies in result_folders.
constexpr std::string_view result_files[] = {"timeseries.csv", "events.csv",    "lesions.csv",
                                             "fields.pvd",     "mesh.pvd",      "view.py",
                                             "summary.json",   "manifest.json", "arms.csv"};
/// What `howship report` leaves there unless it is told another place.
constexpr std::string_view report_files[] = {"report.html", "report-animation.png"};
constexpr std::string_view result_folders[] = {"fields", "mesh", "checkpoint"};

template <class Names>
bool is_one_of(std::string_view name, const Names& names) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace howship
