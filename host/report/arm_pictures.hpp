#pragma once

#include <string>
#include <vector>

#include "host/report/gallery.hpp"

namespace howship {

/// The arms side by side at the same times with one colour scale, cut open and in a plane (HTML).
/// \throws FileError when a snapshot cannot be read
std::string arm_pictures(const std::vector<RunFolder>& arms, Gallery& gallery);

/// Each arm minus the first at the last common time, or why there is no such picture (HTML).
std::string arm_differences(const std::vector<RunFolder>& arms, Gallery& gallery);

}  // namespace howship
