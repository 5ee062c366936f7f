#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// What reading or building a geometry found worth telling.
struct GeometryResult {
  Surface surface;
  std::vector<Site> sites;            ///< named places of a built-in anatomy; empty for files
  std::vector<std::string> warnings;  ///< one line each
};

/// Builds or reads the surface that a case names.
/// \throws InputError, FileError
GeometryResult make_geometry(const GeometryCase& g);

/// Reads .stl .obj .ply .vtp .vtk. Points are merged, polygons triangulated, normals made to point outward.
/// \param length_unit_mm size of one unit of the file [mm]
/// \throws InputError when the file is no surface, is empty, open or not closed after merging points, or when its
///   size suggests another length unit and none was given; FileError when it cannot be read
GeometryResult read_surface(const std::filesystem::path& file, double length_unit_mm, bool length_unit_given);

struct VoxelizeOptions {
  Vec3 spacing{0.5, 0.5, 0.5};  ///< [mm], > 0
  double merge_below = 0.1;     ///< volume fraction below which a cut voxel joins its neighbour, in [0, 0.5)
};

/// Turns a closed surface into cut voxels with volume fractions and face apertures.
/// \throws InputError when spacing is not positive, the surface is not closed, or nothing is inside;
///   DeviceError when the grid would not fit the memory (names need and have)
VoxelDomain voxelize(const Surface& surface, const VoxelizeOptions& options);

/// Volume enclosed by a closed surface [mm3]; negative when it is inverted.
double enclosed_volume(const Surface& surface);

void write_surface(const std::filesystem::path& file, const Surface& surface);  ///< .vtp
void write_domain(const std::filesystem::path& file, const VoxelDomain& domain);  ///< .vti with volume_fraction

}  // namespace howship
