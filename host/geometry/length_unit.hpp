#pragma once

#include <filesystem>
#include <string>

namespace howship {

/// Files do not say their length unit: refuses a size that a bone cannot have.
/// \param longest  longest side of the bounding box, read in mm when nobody gave a unit [mm]
/// \throws InputError that names the probable unit
void require_plausible_unit(const std::filesystem::path& file, double longest);

/// What a file outlines: a lesion may be of any size below that of a bone.
enum class Outlines { Bone, Lesion };

/// A warning when the size is possible but odd; otherwise empty. \param given whether the unit was
std::string doubt_about_unit(const std::filesystem::path& file, double longest, bool given);

}  // namespace howship
