#pragma once

#include <string>
#include <vector>

#include "howship/backend.hpp"
#include "howship/case.hpp"
#include "howship/domain.hpp"
#include "howship/surface.hpp"

#include "host/app/lesion_outlines.hpp"

namespace howship {

/// Fills in the centres of lesions that were given by a named site, and checks that every lesion lies in bone.
/// \throws InputError naming the lesion and, for an unknown site, those that exist
void place_lesions(std::vector<LesionCase>& lesions, const std::vector<Site>& sites, const VoxelDomain& domain);

/// The same for centres of radiotherapy; those need not lie in bone, but some of the bone must lie in the field.
void place_therapies(std::vector<TherapyCase>& therapies, const std::vector<Site>& sites, const VoxelDomain& domain);

double distance(const Vec3& a, const Vec3& b);  ///< [mm]
double mean_spacing(const Grid& grid);          ///< [mm]
/// Share of a ball or a half-space in a voxel whose centre lies `depth` inside it [1].
double share_inside(double depth, double spacing);

/// Healthy BV/TV and tumour of every voxel.
///
/// Measured density goes first. Anatomical density: a cortical shell of the given thickness over trabecular bone, mixed
/// by the share of the voxel that the shell takes. A voxel's secretion is that of the nearest lesion; a lesion starts
/// as a ball of tumour whose edge is spread over one voxel, or as its outline says. \param measured BV/TV per stored
/// voxel; empty where none was measured \param outlines one per lesion, or none at all
TissueSites make_sites(const VoxelDomain& domain, const DensityCase& density, const std::vector<LesionCase>& lesions,
                       const std::vector<float>& measured = {}, const std::vector<LesionOutline>& outlines = {});

}  // namespace howship
