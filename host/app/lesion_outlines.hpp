#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// An outlined lesion on the solver's grid.
struct LesionOutline {
  /// Share of each stored voxel's bone that lies inside the outline [1]; empty for a lesion that is a ball
  std::vector<float> share;
  Vec3 centroid{};      ///< of its bone [mm]
  double radius = 0.0;  ///< of the ball of its bone's volume [mm]
};

/// Reads the outlines of the lesions that have one, label maps or closed surfaces, and lays them over the grid. One
/// entry per lesion.
/// \param bone the surface that the domain was made from
/// \param frame of the domain's coordinates, as BoneSource::frame
/// \throws InputError when a file is damaged or none of an outline lies in bone; FileError
std::vector<LesionOutline> read_outlines(const std::vector<LesionCase>& lesions, const Surface& bone,
                                         const VoxelDomain& domain, const std::string& frame,
                                         std::vector<std::string>& warnings);

}  // namespace howship
