#pragma once

#include <optional>
#include <string>
#include <vector>

namespace howship {

/// Number of a structure in the label maps of TotalSegmentator (task "total", version 2): 29 for "vertebrae_L3", which
/// may be shortened to "L3". Upper and lower case are equal, spaces and underscores too. Files of other programs number
/// otherwise: their own names (Image::label_names) come first.
std::optional<int> label_number(const std::string& name);

/// "vertebrae_L3" for 29; empty where there is none.
std::string label_name(int number);

/// All names, in the order of their numbers, for suggestions.
const std::vector<std::string>& label_names();

}  // namespace howship
