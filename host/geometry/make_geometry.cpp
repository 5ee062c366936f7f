#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/geometry/anatomy.hpp"
#include "host/geometry/geometry.hpp"

namespace howship {

namespace {

Anatomy make_shape(const GeometryCase& g) {
  if (g.shape == "vertebra") return make_vertebra(g.vertebra);
  if (g.shape == "pelvis") return make_pelvis(g.pelvis);
  if (g.shape == "box") return make_box(g.size);
  if (g.shape == "sphere") return make_sphere(g.radius);
  throw InputError(fmt::format("geometry.shape = '{}' is unknown; known: vertebra, pelvis, box, sphere", g.shape));
}

}  // namespace

GeometryResult make_geometry(const GeometryCase& g) {
  Anatomy anatomy = make_shape(g);
  return {std::move(anatomy.surface), std::move(anatomy.sites), {}, {}};
}

}  // namespace howship
