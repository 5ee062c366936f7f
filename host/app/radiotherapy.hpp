#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/domain.hpp"

namespace howship {

/// One fraction to come.
struct Fraction {
  double time = 0.0;  ///< [day]
  const TherapyCase* therapy = nullptr;
};
/// All fractions of the radiotherapies among `therapies`, by time. They point into `therapies`.
std::vector<Fraction> fractions_of(const std::vector<TherapyCase>& therapies);

/// Share of tumour cells that one fraction of dose d leaves: exp(-alpha d - beta d^2), the linear-quadratic model.
double surviving_fraction(const TherapyCase& radiotherapy);

/// Kills in every voxel what one fraction kills there: all within `radius` of the centre gets the dose, nothing outside
/// it does, and voxels that the sphere cuts get it in part.
/// \param tumour [stored voxels], tumour volume per tissue volume [1]
void irradiate(const TherapyCase& radiotherapy, const VoxelDomain& domain, std::vector<double>& tumour);

}  // namespace howship
