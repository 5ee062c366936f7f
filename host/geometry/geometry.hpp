#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"
#include "howship/surface.hpp"

#include "host/geometry/length_unit.hpp"

namespace howship {

/// What reading or building a geometry found worth telling.
struct GeometryResult {
  Surface surface;
  std::vector<Site> sites;            ///< named places of a built-in anatomy; empty for files
  std::string frame;                  ///< of a file's coordinates: "LPS" or "RAS" where it says so, else empty
  std::vector<std::string> warnings;  ///< one line each
};

/// Builds the built-in shape that a case names.
/// \throws InputError when there is none of that name
GeometryResult make_geometry(const GeometryCase& g);

/// Reads .stl .obj .ply .vtp .vtk as the boundary of a solid. Coinciding points are merged, polygons triangulated;
/// small defects are repaired with a warning each (see repair_surface).
/// \param length_unit_mm size of one unit of the file [mm]
/// \throws InputError when the file is no surface, is empty, encloses nothing or has large defects, or when its size
///   suggests another length unit and none was given; FileError when it cannot be read
GeometryResult read_surface(const std::filesystem::path& file, double length_unit_mm, bool length_unit_given,
                            Outlines what = Outlines::Bone);

struct VoxelizeOptions {
  Vec3 spacing{0.5, 0.5, 0.5};   ///< [mm], > 0
  double merge_below = 0.001;    ///< volume fraction below which a cut voxel joins its neighbour, in [0, 0.5]
  double wall_band = 2.0;        ///< wall distances are exact up to here and cut off beyond [mm]; 0 = not measured
  double memory_limit = 0.0;     ///< bytes that the domain may take; 0 = unlimited
  double bytes_per_voxel = 0.0;  ///< that the caller will need per stored voxel, counted against the limit as well
};

/// Turns a closed surface into cut voxels with volume fractions and face apertures. The result does not depend on the
/// number of threads.
/// \throws InputError when spacing is not positive, the surface is not closed or inside out, or nothing is inside;
///   DeviceError when the grid would not fit the memory (names need and have)
VoxelDomain voxelize(const Surface& surface, const VoxelizeOptions& options);

/// Of each stored voxel's bone, the share that lies inside another closed surface, in [0, 1], by the rays that made the
/// voxels: an outlined metastasis in its bone. 0 where there is no bone. What of the shape lies outside the bone does
/// not count. Bone that a voxel took in from a sliver beside it counts as lying outside.
/// \param bone the surface that `domain` was voxelised from
/// \throws InputError when the shape is no solid
std::vector<float> share_inside_of(const Surface& shape, const Surface& bone, const VoxelDomain& domain);

}  // namespace howship
