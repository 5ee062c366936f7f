#include "howship/domain.hpp"

namespace howship {

std::size_t VoxelDomain::active_voxels() const {
  std::size_t count = 0;
  for (float fraction : volume_fraction) count += fraction > 0.0F ? 1 : 0;
  return count;
}

double VoxelDomain::volume() const {
  double sum = 0.0;
  for (float fraction : volume_fraction) sum += fraction;
  return sum * grid.voxel_volume();
}

}  // namespace howship
