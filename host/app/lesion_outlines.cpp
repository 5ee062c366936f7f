#include "host/app/lesion_outlines.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/app/bone_source.hpp"
#include "host/app/sown_lesions.hpp"
#include "host/geometry/file_kind.hpp"
#include "host/geometry/geometry.hpp"
#include "host/geometry/inside_domain.hpp"
#include "host/geometry/surface_check.hpp"

namespace howship {

namespace {

void refuse(bool given, const std::string& lesion, const char* key, const char* kind) {
  if (given) throw InputError(fmt::format("{}.{} has no meaning for {}", lesion, key, kind));
}

/// Surface of an outline in the frame of the bone. Errors do not name the lesion yet.
Surface outline_surface(const LesionCase& lesion, const std::string& name, const std::string& frame,
                        std::vector<std::string>& warnings) {
  Surface surface;
  std::string own_frame = "RAS";
  std::vector<std::string> found;
  switch (kind_of(lesion.outline)) {
    case FileKind::Image: {
      refuse(lesion.length_unit_given, name, "length_unit", "an image, whose voxels have a size");
      refuse(!lesion.frame.empty(), name, "frame", "an image, which says how it lies");
      const Image map = read_image(lesion.outline);
      std::vector<int> labels = label_numbers(lesion.label, map, lesion.outline, name + ".label");
      if (labels.empty())
        for (const auto& [label, voxels] : count_labels(map)) labels.push_back(label);
      surface = surface_of_voxels(map, select_labels(map, labels));
      found = map.warnings;
      break;
    }
    case FileKind::Surface: {
      refuse(!lesion.label.empty(), name, "label", "a surface");
      GeometryResult read =
          read_surface(lesion.outline, lesion.length_unit_mm, lesion.length_unit_given, Outlines::Lesion);
      surface = std::move(read.surface);
      own_frame = lesion.frame.empty() ? read.frame : lesion.frame;
      // One that does not say how it lies is taken to lie like the bone.
      if (own_frame.empty()) own_frame = frame;
      found = std::move(read.warnings);
      break;
    }
    case FileKind::VolumeMesh:
      throw InputError(fmt::format("{}.outline = '{}' is a volume mesh; a label map or a closed surface is expected",
                                   name, lesion.outline.string()));
  }
  change_frame(surface, own_frame, frame);
  for (const std::string& warning : found) warnings.push_back(fmt::format("{}.outline: {}", name, warning));
  return surface;
}

constexpr double mostly = 0.9;  // of an outline in the bone: the rest is not worth a word

/// Whether all of a surface lies in the bone, as far as its voxels tell.
bool lies_in_bone(const Surface& surface, const VoxelDomain& domain) {
  const InsideDomain inside(domain);
  return std::all_of(surface.points.begin(), surface.points.end(), [&](const Vec3& p) { return inside(p) >= 0.5F; });
}

std::string bounds_of(const Vec3& least, const Vec3& most) {
  return fmt::format("x {:.0f} to {:.0f}, y {:.0f} to {:.0f}, z {:.0f} to {:.0f} mm", least[0], most[0], least[1],
                     most[1], least[2], most[2]);
}

}  // namespace

std::vector<LesionOutline> read_outlines(const std::vector<LesionCase>& lesions, const Surface& bone,
                                         const VoxelDomain& domain, const std::string& frame,
                                         std::vector<std::string>& warnings) {
  std::vector<LesionOutline> outlines(lesions.size());
  for (std::size_t i = 0; i < lesions.size(); ++i) {
    if (lesions[i].outline.empty()) continue;
    const std::string name = fmt::format("lesion[{}]", i + 1);
    LesionOutline& outline = outlines[i];
    Surface surface;
    try {
      surface = outline_surface(lesions[i], name, frame, warnings);
      outline.share = share_inside_of(surface, bone, domain);
    } catch (const InputError& error) {
      const std::string text = error.what();
      if (text.rfind(name, 0) == 0) throw;  // names its key already
      throw InputError(fmt::format("{}.outline = '{}': {}", name, lesions[i].outline.string(), text));
    }
    double volume = 0.0;
    for (std::size_t v = 0; v < domain.stored_voxels(); ++v) {
      if (!(outline.share[v] > 0.0F)) continue;
      const double here = outline.share[v] * domain.volume_fraction[v] * domain.grid.voxel_volume();
      const Vec3 x = domain.voxel_centre(v);
      for (std::size_t axis = 0; axis < 3; ++axis) outline.centroid[axis] += here * x[axis];
      volume += here;
    }
    const double enclosed = enclosed_volume(surface);
    const bool amiss = std::abs(volume - enclosed) > (1.0 - mostly) * enclosed;
    const bool in_bone = amiss && lies_in_bone(surface, domain);
    if (!(volume > 0.0) && in_bone)
      throw InputError(
          fmt::format("{}.outline = '{}' is too small for voxels of {}: it would start in none of them; give a finer "
                      "geometry.spacing or a larger outline",
                      name, lesions[i].outline.string(), spacing_words(domain.grid)));
    if (!(volume > 0.0)) {
      const SurfaceCheck check = check_surface(surface);
      const Vec3& h = domain.grid.spacing;
      Vec3 end{};
      for (std::size_t axis = 0; axis < 3; ++axis)
        end[axis] = domain.grid.origin[axis] + domain.grid.extent[axis] * h[axis];
      throw InputError(fmt::format(
          "{}.outline = '{}' lies outside the bone: the outline spans {}, the bone {}; check "
          "its length unit and frame",
          name, lesions[i].outline.string(), bounds_of(check.least, check.most), bounds_of(domain.grid.origin, end)));
    }
    for (double& x : outline.centroid) x /= volume;
    outline.radius = std::cbrt(volume * 3.0 / (4.0 * 3.14159265358979323846));
    if (in_bone && std::abs(volume - enclosed) > sown_amiss * enclosed)
      warnings.push_back(
          fmt::format("{}.outline: its {:.3g} cm3 become {:.3g} cm3 on voxels of {}; give a finer "
                      "geometry.spacing",
                      name, enclosed / 1000.0, volume / 1000.0, spacing_words(domain.grid)));
    if (!in_bone && volume < mostly * enclosed)
      warnings.push_back(fmt::format("{}.outline: {:.0f} % of its {:.3g} cm3 lie outside the bone and are left out",
                                     name, 100.0 * (1.0 - volume / enclosed), enclosed / 1000.0));
  }
  return outlines;
}

}  // namespace howship
