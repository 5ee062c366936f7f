#pragma once

#include <string>

#include "howship/case.hpp"

namespace howship {

constexpr int largest_label = 16'777'216;  ///< whole numbers up to here are exact in single precision

/// A label by its name, with TotalSegmentator's number where it has one.
LabelCase named_label(const std::string& name);

/// A label as written on a command line: a whole number from 1 to largest_label, or a name.
/// \throws InputError when it is neither
LabelCase parse_label(const std::string& text);

}  // namespace howship
