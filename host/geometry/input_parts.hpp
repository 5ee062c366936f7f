#pragma once

#include <filesystem>
#include <vector>

namespace howship {

/// The file that a MetaImage or NRRD header names for its data, as it stands there; empty when it names none.
std::filesystem::path data_file_of(const std::filesystem::path& header);

/// Every file that is read for `input`: itself, the data that a header beside it names, or the DICOM slices of a folder
/// in the order of their names. \throws FileError when a folder cannot be read
std::vector<std::filesystem::path> parts_of_input(const std::filesystem::path& input);

}  // namespace howship
