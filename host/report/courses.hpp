#pragma once

#include <string>
#include <vector>

#include "host/report/run_folder.hpp"

namespace howship {

/// Plots of one run: drugs, markers, calcium and PTH, volumes, density, cells; those that its tables have (HTML).
std::string courses(const RunFolder& run);

/// The same quantities, one plot each, with a line per arm (HTML). Arms are called A, B, C, ...
std::string compared_courses(const std::vector<RunFolder>& arms);

/// What the marks above the plots stand for: "24 doses of denosumab" (HTML); empty when nothing is given.
std::string mark_words(const RunFolder& run);

}  // namespace howship
