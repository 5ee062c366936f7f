#pragma once

#include <string>

#include "host/report/run_folder.hpp"

namespace howship {

/// How lesions, density, markers and calcium went, in sentences (HTML paragraphs), from the tables of the run.
std::string findings(const RunFolder& run);

/// "rises from A to B", "falls from A to B", or "stays at B" when they differ by less than a fiftieth.
std::string course_words(double first, double last, const std::string& first_shown, const std::string& last_shown,
                         const char* up = "rises", const char* down = "falls");

}  // namespace howship
