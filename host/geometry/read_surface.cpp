#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/geometry.hpp"
#include "host/geometry/length_unit.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_files.hpp"

namespace howship {

GeometryResult read_surface(const std::filesystem::path& file, double length_unit_mm, bool length_unit_given) {
  GeometryResult result;
  result.surface = load_surface(file);
  for (Vec3& p : result.surface.points)
    for (double& x : p) x *= length_unit_mm;

  SurfaceCheck check = check_surface(result.surface);
  if (!length_unit_given) require_plausible_unit(file, check.longest_side());
  if (!check.closed())
    throw InputError(fmt::format(
        "the surface of '{}' is open: {} of its edges belong to one triangle only; close its holes, howship "
        "needs the boundary of a solid",
        file.string(), check.open_edges));
  if (check.wound_apart > 0) {
    result.warnings.push_back(fmt::format("the triangles of '{}' do not run alike at {} edges; wound them alike",
                                          file.string(), check.wound_apart));
    wind_alike(result.surface);
    check = check_surface(result.surface);
    if (check.wound_apart > 0)
      throw InputError(
          fmt::format("the surface of '{}' cannot be wound alike ({} edges remain): it crosses itself or has no inside",
                      file.string(), check.wound_apart));
  }
  if (!(check.volume > 0.0))
    throw InputError(fmt::format("the surface of '{}' is inside out: it encloses {:.4g} mm3; turn its normals outward",
                                 file.string(), check.volume));
  return result;
}

}  // namespace howship
