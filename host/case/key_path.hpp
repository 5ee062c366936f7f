#pragma once

#include <string>

namespace howship {

/// "lesion" and "radius" -> "lesion.radius"; of the top level, whose path is empty, the key alone.
std::string joined(const std::string& path, const std::string& key);

/// "lesion[2].radius" -> "lesion[].radius"
std::string without_numbers(const std::string& path);

/// "lesion[2].radius" and "lesion[].radius" -> "lesion.radius"
std::string without_items(const std::string& path);

}  // namespace howship
