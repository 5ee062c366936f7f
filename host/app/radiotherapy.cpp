#include "host/app/radiotherapy.hpp"

#include "host/app/tissue_sites.hpp"

namespace howship {

void irradiate(const TherapyCase& radiotherapy, const VoxelDomain& domain, std::vector<double>& tumour) {
  const double killed = 1.0 - surviving_fraction(radiotherapy), spacing = mean_spacing(domain.grid);
  for (std::size_t v = 0; v < tumour.size(); ++v) {
    if (!domain.active(v)) continue;
    const double depth = radiotherapy.radius - distance(domain.voxel_centre(v), radiotherapy.centre);
    const double hit = radiotherapy.radius > 0.0 ? share_inside(depth, spacing) : 1.0;
    tumour[v] *= 1.0 - hit * killed;
  }
}

}  // namespace howship
