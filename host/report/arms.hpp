#pragma once

#include <string>
#include <vector>

#include "host/report/run_folder.hpp"

namespace howship {

/// Names of arms: their titles, or their folders when two titles are equal.
std::vector<std::string> arm_names(const std::vector<RunFolder>& arms);

/// "A", "B", ... of the arm with this index.
std::string arm_letter(std::size_t index);

/// Keys of case.toml whose values differ between the arms, as a table (HTML); title and order of keys do not count.
std::string case_differences(const std::vector<RunFolder>& arms);

/// Output times that all arms have [day], rising.
std::vector<double> common_times(const std::vector<RunFolder>& arms);

/// The snapshot of a time; null when there is none.
const SnapshotFile* snapshot_at(const RunFolder& run, double time);

}  // namespace howship
