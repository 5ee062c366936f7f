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
  std::string frame;                  ///< that the file names: "RAS", "LPS"; otherwise empty
  std::vector<std::string> warnings;  ///< one line each
};

/// Builds or reads the surface that a case names.
/// \throws InputError, FileError
GeometryResult make_geometry(const GeometryCase& g);

/// Reads .stl .obj .ply .vtp .vtk and accepts it only as the boundary of a solid. Coinciding points are merged,
/// polygons triangulated, triangles wound alike within each component.
/// \param length_unit_mm size of one unit of the file [mm]
/// \throws InputError when the file is no surface, is empty, open or inside out, or when its size suggests another
///   length unit and none was given; FileError when it cannot be read
GeometryResult read_surface(const std::filesystem::path& file, double length_unit_mm, bool length_unit_given);

struct VoxelizeOptions {
  Vec3 spacing{0.5, 0.5, 0.5};   ///< [mm], > 0
  double merge_below = 0.001;    ///< volume fraction below which a cut voxel joins its neighbour, in [0, 0.5]
  double wall_band = 2.0;        ///< wall distances are exact up to here and cut off beyond [mm], > 0
  double memory_limit = 0.0;     ///< bytes that the domain may take; 0 = unlimited
  double bytes_per_voxel = 0.0;  ///< that the caller will need per stored voxel, counted against the limit as well
};

/// Turns a closed surface into cut voxels with volume fractions and face apertures. The result does not depend on the
/// number of threads.
/// \throws InputError when spacing is not positive, the surface is not closed or inside out, or nothing is inside;
///   DeviceError when the grid would not fit the memory (names need and have)
VoxelDomain voxelize(const Surface& surface, const VoxelizeOptions& options);

}  // namespace howship
