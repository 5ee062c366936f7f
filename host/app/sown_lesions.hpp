#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"

namespace howship {

/// A lesion whose volume on the grid differs by more than this share of its own is warned of: balls of a radius below
/// some one voxel, and their like.
constexpr double sown_amiss = 0.25;

/// Edges of the voxels: "3 mm", or "4 x 4 x 3 mm" where they differ.
std::string spacing_words(const Grid& grid);

/// Holds lesions that are balls, once placed, against the voxels that are to hold them. Those whose ball is cut by the
/// bone's surface are not warned of.
/// \throws InputError for a lesion that no voxel would notice
void check_sown(const std::vector<LesionCase>& lesions, const VoxelDomain& domain, std::vector<std::string>& warnings);

}  // namespace howship
