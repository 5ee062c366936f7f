#pragma once

#include <filesystem>

namespace howship {

/// Files do not say their length unit: refuses a size that a bone cannot have.
/// \param longest  longest side of the bounding box, read in mm when nobody gave a unit [mm]
/// \throws InputError that names the probable unit
void require_plausible_unit(const std::filesystem::path& file, double longest);

}  // namespace howship
