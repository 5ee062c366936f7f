#pragma once

#include <array>

#include "howship/backend.hpp"
#include "howship/domain.hpp"
#include "howship/parameters.hpp"

namespace howship {

/// How the stages of a step are solved: how many grids, and how many sweeps on the coarsest.
/// \param theta gamma dt [day], > 0
/// \param mass BackendOptions::mass; a field without a time derivative must have a loss
/// \param spacing of the voxels [mm], > 0
/// \param levels grids there are, the fine one included, >= 1
SolvePlan plan_solve(double theta, const TissueParameters& parameters, const std::array<double, diffusing_count>& mass,
                     const Vec3& spacing, int levels);

/// Cost of one solve in sweeps over the fine grid.
double work_units(const SolvePlan& plan);

}  // namespace howship
