#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "howship/surface.hpp"

namespace howship {

struct SurfaceFile {
  Surface surface;
  std::string frame;          ///< "LPS" or "RAS" where the file says so, as those of 3D Slicer do; else empty
  std::size_t collapsed = 0;  ///< triangles left out because two of their corners coincide
};

/// Point array of a .vtp or .vtk in which the shell's thickness is written and read [mm, whatever the unit of points].
constexpr const char* thickness_array = "cortical_thickness";

/// Points and triangles of a surface file as they stand in it, with coinciding points merged and polygons triangulated,
/// in units of the file. Open and inverted surfaces are returned too; check_surface tells.
/// \throws InputError when the extension is none of .stl .obj .ply .vtp .vtk, the file is broken or holds no surface;
///   FileError when it cannot be opened
SurfaceFile read_surface_file(const std::filesystem::path& file);

void write_surface(const std::filesystem::path& file, const Surface& surface);  ///< .vtp \throws FileError

}  // namespace howship
