#include "host/app/sown_lesions.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/app/tissue_sites.hpp"
#include "host/geometry/inside_domain.hpp"

namespace howship {

namespace {

/// A ball on the grid.
struct SownBall {
  double volume = 0.0;     ///< of bone [mm3]
  std::size_t voxels = 0;  ///< wholly of bone
};

/// As make_sites takes it.
double share_of(const LesionCase& ball, const Vec3& voxel_centre, double spacing) {
  return share_inside(ball.radius - distance(voxel_centre, ball.centre), spacing);
}

SownBall sown(const LesionCase& ball, const VoxelDomain& domain) {
  const double spacing = mean_spacing(domain.grid);
  SownBall sown;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
    if (!domain.active(v)) continue;
    const double share = share_of(ball, domain.voxel_centre(v), spacing);
    sown.volume += share * domain.volume_fraction[v] * domain.grid.voxel_volume();
    if (share > 0.0 && domain.volume_fraction[v] >= hardly_cut) ++sown.voxels;
  }
  return sown;
}

/// Voxels of the grid, stored or not, that a ball reaches; none when it reaches beyond the grid.
std::size_t voxels_reached(const LesionCase& ball, const Grid& grid) {
  const double spacing = mean_spacing(grid);
  const double reach = ball.radius + 0.5 * spacing;
  Index3 first{};
  Index3 last{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double centre = ball.centre[axis] - grid.origin[axis];
    const double from = std::floor((centre - reach) / grid.spacing[axis]);
    const double to = std::floor((centre + reach) / grid.spacing[axis]);
    if (from < 0.0 || to >= grid.extent[axis]) return 0;
    first[axis] = static_cast<int>(from);
    last[axis] = static_cast<int>(to);
  }
  std::size_t count = 0;
  for (int k = first[2]; k <= last[2]; ++k)
    for (int j = first[1]; j <= last[1]; ++j)
      for (int i = first[0]; i <= last[0]; ++i) count += share_of(ball, grid.centre({i, j, k}), spacing) > 0.0 ? 1 : 0;
  return count;
}

}  // namespace

std::string spacing_words(const Grid& grid) {
  const Vec3& h = grid.spacing;
  return h[0] == h[1] && h[1] == h[2] ? fmt::format("{:g} mm", h[0])
                                      : fmt::format("{:g} x {:g} x {:g} mm", h[0], h[1], h[2]);
}

void check_sown(const std::vector<LesionCase>& lesions, const VoxelDomain& domain, std::vector<std::string>& warnings) {
  for (std::size_t i = 0; i < lesions.size(); ++i) {
    const LesionCase& lesion = lesions[i];
    if (!lesion.outline.empty() || !(lesion.tumour_fraction > 0.0 || lesion.bone_lost > 0.0)) continue;
    const std::string start = fmt::format("lesion[{}].radius = {:g} mm", i + 1, lesion.radius);
    const SownBall ball = sown(lesion, domain);
    if (!(ball.volume > 0.0))
      throw InputError(
          fmt::format("{}: no voxel of the bone, of {}, lies in the ball around ({:g}, {:g}, {:g}) mm, and nothing "
                      "would start there; give a finer geometry.spacing or a larger radius",
                      start, spacing_words(domain.grid), lesion.centre[0], lesion.centre[1], lesion.centre[2]));
    const double meant = 4.0 / 3.0 * 3.14159265358979323846 * lesion.radius * lesion.radius * lesion.radius;
    const bool whole = ball.voxels > 0 && ball.voxels == voxels_reached(lesion, domain.grid);
    if (!whole || std::abs(ball.volume - meant) <= sown_amiss * meant) continue;
    warnings.push_back(
        fmt::format("{}: the ball of {:.3g} mm3 becomes one of {:.3g} mm3 on voxels of {}; give a finer "
                    "geometry.spacing",
                    start, meant, ball.volume, spacing_words(domain.grid)));
  }
}

}  // namespace howship
