#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/geometry.hpp"
#include "host/geometry/length_unit.hpp"
#include "host/geometry/surface_check.hpp"
#include "host/geometry/surface_files.hpp"
#include "host/geometry/surface_repair.hpp"

namespace howship {

GeometryResult read_surface(const std::filesystem::path& file, double length_unit_mm, bool length_unit_given,
                            Outlines what) {
  SurfaceFile read = read_surface_file(file);
  GeometryResult result;
  result.surface = std::move(read.surface);
  result.frame = read.frame;
  for (Vec3& p : result.surface.points)
    for (double& x : p) x *= length_unit_mm;

  const double longest = check_surface(result.surface).longest_side();
  if (!length_unit_given && what == Outlines::Bone) require_plausible_unit(file, longest);
  if (const std::string doubt = doubt_about_unit(file, longest, length_unit_given);
      what == Outlines::Bone && !doubt.empty())
    result.warnings.push_back(doubt);
  if (read.collapsed > 0)
    result.warnings.push_back(fmt::format("'{}': left out {} triangle{} with coinciding corners", file.string(),
                                          read.collapsed, read.collapsed == 1 ? "" : "s"));
  const bool shell = !result.surface.cortical_thickness.empty();
  for (const std::string& repair : repair_surface(result.surface, file.string())) result.warnings.push_back(repair);
  if (shell && result.surface.cortical_thickness.size() != result.surface.points.size()) {
    result.surface.cortical_thickness.clear();
    result.warnings.push_back(fmt::format("'{}': repairing it lost its array {}", file.string(), thickness_array));
  }
  if (const double volume = enclosed_volume(result.surface); !(volume > 0.0))
    throw InputError(
        fmt::format("the surface of '{}' encloses nothing ({:.4g} mm3): it is flat, or crosses itself; "
                    "export the bone as a closed surface",
                    file.string(), volume));
  return result;
}

}  // namespace howship
