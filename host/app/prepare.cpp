#include "host/app/prepare.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "howship/backend.hpp"

#include "host/app/bone_source.hpp"
#include "host/app/healthy_bone.hpp"
#include "host/app/lesion_outlines.hpp"
#include "host/app/measured_bone.hpp"
#include "host/app/memory.hpp"
#include "host/app/sown_lesions.hpp"
#include "host/app/tissue_sites.hpp"
#include "host/geometry/geometry.hpp"

namespace howship {

namespace {

/// Bytes per stored voxel: arrays of the domain, the sites, the baseline, one snapshot and the copy of it that is being
/// written, the state as it comes from the back end, and as a checkpoint holds it ...
constexpr double host_bytes_per_voxel =
    (5 + 3 + phenotype_count + 2 + 3 * field_count + diffusing_count) * sizeof(float) +
    (local_count + field_count) * sizeof(double);
/// ... and what the program with its libraries and a surface takes before the first voxel. Measured on the CPU: what
/// the CUDA driver keeps in host memory for itself comes on top, and is not known here.
constexpr double host_bytes_at_least = 32e6;

/// Bytes per stored voxel with those of the back end, which lie on the host unless it is CUDA.
double bytes_per_voxel_on_host(const Case& c, const std::string& backend) {
  return host_bytes_per_voxel + (backend == "cuda" ? 0.0 : bytes_per_stored_voxel(c.numerics.precision));
}
/// A user's own mesh: its shares in the voxels, its points and cells, and one snapshot on it.
double bytes_of_mesh(const OutputMesh& mesh) {
  const auto& overlaps = mesh.overlaps;
  double bytes = static_cast<double>(overlaps.voxel.size()) * (sizeof(std::uint32_t) + sizeof(float));
  bytes += static_cast<double>(mesh.points.size()) * sizeof(Vec3);
  bytes += static_cast<double>(mesh.corners.size()) * sizeof(std::int32_t);
  for (const OutputMesh::Array& array : mesh.cell_data)
    bytes += static_cast<double>(array.values.size()) * sizeof(double);
  return bytes + static_cast<double>(mesh.cells()) * (field_count * sizeof(float) + 3 * sizeof(double));
}

/// Below, rounding instead of the tolerance keeps steps short in single precision: at 1e-8 the first day of a ball
/// takes 3300 instead of the 500 of double precision, at 1e-7 as many.
constexpr double finest_mixed_rtol = 1e-7;

void warn_of_tolerance(const NumericsCase& numerics, std::vector<std::string>& warnings) {
  if (numerics.precision == "mixed" && numerics.rtol < finest_mixed_rtol)
    warnings.push_back(
        fmt::format("numerics.rtol = {} is finer than mixed precision can tell: rounding will keep steps short; set "
                    "numerics.precision to \"double\"",
                    numerics.rtol));
}

}  // namespace

double bytes_on_host(const Prepared& p, const std::string& backend, std::size_t arms) {
  const double one = (p.mesh ? bytes_of_mesh(*p.mesh) : 0.0) +
                     static_cast<double>(p.domain.stored_voxels()) * bytes_per_voxel_on_host(p.c, backend);
  return host_bytes_at_least + static_cast<double>(arms) * one;
}

Prepared prepare(const Case& c, const std::string& backend) {
  Prepared p;
  p.c = c;
  const BoneSource source = read_bone(c.geometry);
  p.warnings = source.warnings;
  warn_of_tolerance(c.numerics, p.warnings);
  VoxelizeOptions options;
  options.spacing = c.geometry.spacing;
  options.merge_below = c.numerics.merge_below;
  // Deep enough for the cortical shell to end within the band; a CT is sampled faster with distances.
  if (c.density.source == DensitySource::Uniform || c.density.source == DensitySource::Cells)
    options.wall_band = 0.0;
  else
    options.wall_band = c.density.cortical_thickness.value_or(default_cortical_thickness) +
                        *std::max_element(options.spacing.begin(), options.spacing.end());
  options.memory_limit = available_memory_bytes();
  options.bytes_per_voxel = bytes_per_voxel_on_host(c, backend);
  p.domain = voxelize_bone(source, options, p.warnings);
  std::optional<CellOverlap> cells;
  if (source.mesh) cells.emplace(*source.mesh, source.cells, p.domain);
  const auto measured = measure_bone(c.geometry, c.density, source, p.domain, cells ? &*cells : nullptr,
                                     HealthyBone(c.tissue), p.warnings);
  const auto outlines = read_outlines(c.lesions, source.surface, p.domain, source.frame, p.warnings);
  place_lesions(p.c.lesions, source.sites, p.domain);
  place_therapies(p.c.therapies, source.sites, p.domain);
  check_sown(p.c.lesions, p.domain, p.warnings);
  p.sites = make_sites(p.domain, c.density, p.c.lesions, measured, outlines);
  // Known to the sites from here on.
  std::vector<float>().swap(p.domain.cortical_thickness);
  if (source.mesh)
    p.mesh = output_target(*source.mesh, cells->take_overlaps());
  else if (source.from_surface_file)
    p.mesh = output_target(source.surface, c.geometry.length_unit_mm, p.domain);
  p.named_sites = source.sites;
  return p;
}

}  // namespace howship
