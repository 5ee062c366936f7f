#pragma once

#include <filesystem>

#include "howship/surface.hpp"

namespace howship {

/// Points and triangles of a surface file as they stand in it, with coinciding points merged, in units of the file.
/// Open and inverted surfaces are returned too; check_surface tells.
/// \throws InputError when the extension is none of .stl .obj .ply .vtp .vtk, the file is broken or holds no surface;
///   FileError when it cannot be opened
Surface load_surface(const std::filesystem::path& file);

void write_surface(const std::filesystem::path& file, const Surface& surface);  ///< .vtp \throws FileError

}  // namespace howship
