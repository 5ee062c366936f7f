#include "host/app/tissue_sites.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/case/nearest_name.hpp"

namespace howship {

double distance(const Vec3& a, const Vec3& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

double mean_spacing(const Grid& grid) {
  return (grid.spacing[0] + grid.spacing[1] + grid.spacing[2]) / 3.0;
}

double share_inside(double depth, double spacing) {
  return std::clamp(depth / spacing + 0.5, 0.0, 1.0);
}

namespace {

/// Centre of a named site. \param key as in the case file, for the message
Vec3 centre_of(const std::string& name, const std::vector<Site>& sites, const std::string& key) {
  const auto site = std::find_if(sites.begin(), sites.end(), [&](const Site& s) { return s.name == name; });
  if (site != sites.end()) return site->centre;
  std::vector<std::string> known;
  std::string names;
  for (const Site& s : sites) {
    known.push_back(s.name);
    names += (names.empty() ? "'" : ", '") + s.name + "'";
  }
  const std::string hint = suggest_nearest(name, known);
  if (!hint.empty()) throw InputError(fmt::format("{} = '{}' is no site of this geometry{}", key, name, hint));
  throw InputError(
      fmt::format("{} = '{}' is no site of this geometry; {}", key, name,
                  sites.empty() ? "a geometry from a file has none: give three lengths" : "it has " + names));
}

/// From a place to the centre of the nearest voxel of bone [mm].
double distance_to_bone(const VoxelDomain& domain, const Vec3& place) {
  double nearest = 1e300;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    if (domain.active(v)) nearest = std::min(nearest, distance(domain.voxel_centre(v), place));
  return nearest;
}

/// How deep a place lies in an outline, as far as it is needed to tell which lesion is nearest: inside it more than
/// nothing, outside by the distance from the ball of the same centroid and volume.
double depth_in(const LesionOutline& outline, std::size_t voxel, const Vec3& x, double spacing) {
  const double of_ball = outline.radius - distance(x, outline.centroid);
  return outline.share[voxel] > 0.0F ? std::max(of_ball, 0.5 * spacing) : std::min(of_ball, -0.5 * spacing);
}

}  // namespace

void place_therapies(std::vector<TherapyCase>& therapies, const std::vector<Site>& sites, const VoxelDomain& domain) {
  for (std::size_t i = 0; i < therapies.size(); ++i) {
    TherapyCase& therapy = therapies[i];
    const std::string key = fmt::format("therapy[{}].centre", i + 1);
    if (!therapy.site.empty()) therapy.centre = centre_of(therapy.site, sites, key);
    if (!(therapy.radius > 0.0)) continue;  // no field, or the whole bone
    const double nearest = distance_to_bone(domain, therapy.centre);
    if (share_inside(therapy.radius - nearest, mean_spacing(domain.grid)) > 0.0) continue;
    throw InputError(
        fmt::format("{} = ({:g}, {:g}, {:g}) mm with radius = {:g} mm: no voxel of the bone lies in this field, the "
                    "nearest {:.1f} mm from its centre; give a centre inside the bone or a larger radius",
                    key, therapy.centre[0], therapy.centre[1], therapy.centre[2], therapy.radius, nearest));
  }
}

void place_lesions(std::vector<LesionCase>& lesions, const std::vector<Site>& sites, const VoxelDomain& domain) {
  for (std::size_t i = 0; i < lesions.size(); ++i) {
    LesionCase& lesion = lesions[i];
    if (!lesion.outline.empty()) continue;  // its place is in its file
    const std::string key = fmt::format("lesion[{}].centre", i + 1);
    if (!lesion.site.empty()) lesion.centre = centre_of(lesion.site, sites, key);
    const double nearest = distance_to_bone(domain, lesion.centre);
    const auto& h = domain.grid.spacing;
    if (nearest > std::hypot(h[0], h[1], h[2]))
      throw InputError(
          fmt::format("{} = ({:g}, {:g}, {:g}) mm lies outside the bone, {:.1f} mm from its nearest voxel; "
                      "give a point inside it",
                      key, lesion.centre[0], lesion.centre[1], lesion.centre[2], nearest));
  }
}

TissueSites make_sites(const VoxelDomain& domain, const DensityCase& density, const std::vector<LesionCase>& lesions,
                       const std::vector<float>& measured, const std::vector<LesionOutline>& outlines) {
  const std::size_t voxels = domain.stored_voxels();
  const double spacing = mean_spacing(domain.grid);
  TissueSites sites;
  sites.healthy.assign(voxels, static_cast<float>(density.trabecular));
  for (std::size_t i = 0; i < phenotype_count; ++i)
    sites.phenotype[i].assign(voxels, static_cast<float>(Phenotype{}.*phenotype_members[i]));
  sites.tumour.assign(voxels, 0.0F);
  sites.bone_left.assign(voxels, 1.0F);
  for (std::size_t v = 0; v < voxels; ++v) {
    if (!domain.active(v)) continue;
    if (!measured.empty()) {
      sites.healthy[v] = measured[v];
    } else if (density.source == DensitySource::Anatomical) {
      const double thickness = density.cortical_thickness          ? *density.cortical_thickness
                               : domain.cortical_thickness.empty() ? default_cortical_thickness
                                                                   : domain.cortical_thickness[v];
      const double cortex = share_inside(thickness - domain.wall_distance[v], spacing);
      sites.healthy[v] = static_cast<float>(density.trabecular + cortex * (density.cortical - density.trabecular));
    }
    const Vec3 x = domain.voxel_centre(v);
    const LesionCase* nearest = nullptr;
    double depth = -1e300;
    double tumour = 0.0;
    double lost = 0.0;
    for (std::size_t i = 0; i < lesions.size(); ++i) {
      const LesionCase& lesion = lesions[i];
      const bool outlined = i < outlines.size() && !outlines[i].share.empty();
      const double d = outlined ? depth_in(outlines[i], v, x, spacing) : lesion.radius - distance(x, lesion.centre);
      const double inside = outlined ? outlines[i].share[v] : share_inside(d, spacing);
      tumour = std::max(tumour, lesion.tumour_fraction * inside);
      lost = std::max(lost, lesion.bone_lost * inside);
      if (d > depth) {
        depth = d;
        nearest = &lesion;
      }
    }
    if (nearest == nullptr) continue;
    sites.bone_left[v] = static_cast<float>(1.0 - lost);
    // A tumour cannot fill more than the marrow space.
    sites.tumour[v] = static_cast<float>(std::min(tumour, 0.95 * (1.0 - sites.healthy[v] * (1.0 - lost))));
    for (std::size_t i = 0; i < phenotype_count; ++i)
      sites.phenotype[i][v] = static_cast<float>(nearest->secretion.*phenotype_members[i]);
  }
  return sites;
}

}  // namespace howship
