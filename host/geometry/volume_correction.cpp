#include "host/geometry/volume_correction.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace howship {

namespace {

/// Bone in the cut voxels after scaling, in voxels; none takes more than a whole one.
double scaled_sum(const VoxelDomain& domain, double factor) {
  double sum = 0.0;
  for (const float fraction : domain.volume_fraction)
    if (fraction > 0.0F && fraction < 1.0F) sum += std::min(1.0, factor * fraction);
  return sum;
}

}  // namespace

bool conserve_volume(VoxelDomain& domain, double volume) {
  double whole = 0.0;
  for (const float fraction : domain.volume_fraction)
    if (fraction >= 1.0F) whole += fraction;
  const double wanted = volume / domain.grid.voxel_volume() - whole;
  double low = 0.8;
  double high = 1.25;
  if (!(scaled_sum(domain, low) < wanted && wanted < scaled_sum(domain, high)))
    return std::abs(domain.volume() - volume) < 1e-4 * volume;
  // The sum rises with the factor, not quite in proportion where voxels fill up.
  for (int halving = 0; halving < 40; ++halving) {
    const double middle = 0.5 * (low + high);
    (scaled_sum(domain, middle) < wanted ? low : high) = middle;
  }
  for (float& fraction : domain.volume_fraction)
    if (fraction > 0.0F && fraction < 1.0F) fraction = static_cast<float>(std::min(1.0, 0.5 * (low + high) * fraction));
  return true;
}

}  // namespace howship
