#pragma once

#include <filesystem>

namespace howship {

/// What a file that a bone comes from holds.
enum class FileKind { Surface, VolumeMesh, Image };

/// By the extension, and for a legacy .vtk by the DATASET line of its header; a folder holds DICOM slices.
/// \throws InputError when there is no such file or folder, the extension is none that is read (the message lists those
///   that are), or a .vtk holds another kind of grid; FileError when a .vtk cannot be opened
FileKind kind_of(const std::filesystem::path& file);

}  // namespace howship
