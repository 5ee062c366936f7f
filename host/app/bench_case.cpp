#include "host/app/bench_case.hpp"

#include <utility>

#include "host/app/tissue_sites.hpp"
#include "host/geometry/geometry.hpp"

namespace howship {

namespace {

BenchCase build(Case c) {
  const GeometryResult geometry = make_geometry(c.geometry);
  VoxelizeOptions options;
  options.spacing = c.geometry.spacing;
  options.merge_below = c.numerics.merge_below;
  options.wall_band = c.density.cortical_thickness.value_or(default_cortical_thickness) + c.geometry.spacing[0];
  BenchCase built;
  built.domain = voxelize(geometry.surface, options);
  place_lesions(c.lesions, geometry.sites, built.domain);
  built.sites = make_sites(built.domain, c.density, c.lesions);
  built.c = std::move(c);
  return built;
}

}  // namespace

BenchCase bench_vertebra(double spacing) {
  Case c;
  c.geometry.shape = "vertebra";
  c.geometry.spacing = {spacing, spacing, spacing};
  c.lesions.resize(1);
  c.lesions[0].site = "vertebral body";
  return build(std::move(c));
}

BenchCase bench_ball(double spacing, double radius) {
  Case c;
  c.geometry.shape = "sphere";
  c.geometry.radius = radius;
  c.geometry.spacing = {spacing, spacing, spacing};
  c.lesions.resize(1);
  c.lesions[0].centre = {0.2 * radius, 0.1 * radius, -0.1 * radius};
  c.lesions[0].radius = 0.3 * radius;
  c.doses = {{28.0, Drug::Denosumab, Route::Subcutaneous, 120.0, 0.0}};
  c.end = c.output.every = 40.0;
  return build(std::move(c));
}

}  // namespace howship
