#pragma once

#include <string>
#include <vector>

#include "host/report/run_folder.hpp"

namespace howship {

// Arms against the first of them, A (HTML). `time` is the last that all have [day].

std::string arm_findings(const std::vector<RunFolder>& arms, double time);     ///< in sentences
std::string arm_key_numbers(const std::vector<RunFolder>& arms, double time);  ///< values and differences
std::string arm_lesions(const std::vector<RunFolder>& arms, double time);      ///< lesions of every arm

}  // namespace howship
