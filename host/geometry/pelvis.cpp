#include <algorithm>
#include <vector>

#include "host/geometry/anatomy.hpp"
#include "host/geometry/hip_bone.hpp"
#include "host/geometry/implicit.hpp"
#include "host/geometry/sacrum.hpp"

namespace howship {

namespace {

using namespace implicit;

std::vector<Site> sites_of(const HipBone& hip, const Sacrum& sacrum, const PelvisSize& size) {
  const auto wing = [&](double x, double z) { return hip.placed({x, hip.wing_at(x, z), z}); };
  const double rim = 0.5 * size.cup_diameter;
  const double ala = 0.5 * size.sacrum_width - 16.0;
  const std::vector<Site> on_the_left = {{"iliac wing", wing(5, 85)},
                                         {"iliac crest", hip.placed({-8, 127.5, 124})},
                                         {"anterior superior iliac spine", hip.placed({49, 114.5, 74})},
                                         {"anterior inferior iliac spine", hip.placed({30, 88, 24})},
                                         {"posterior superior iliac spine", hip.placed({-95, 48, 76})},
                                         {"acetabulum", hip.hip() + Vec3{-6, -4, rim + 8.5}},
                                         {"acetabular roof", hip.hip() + Vec3{-2, -5, rim + 7.0}},
                                         {"posterior column", hip.placed({-33, 69, 0})},
                                         {"anterior column", hip.hip() + (rim + 4.8) * unit({0.75, -0.60, 0.30})},
                                         {"pubis", hip.placed({42, 12, -28})},
                                         {"superior pubic ramus", hip.placed({38, 42, -4})},
                                         {"inferior pubic ramus", hip.placed({18, 28, -58})},
                                         {"ischium", hip.placed({-28, 66, -46})},
                                         {"ischial tuberosity", hip.placed({-28, 61, -62})},
                                         {"sacral ala", sacrum.place(24, 9, ala)}};
  std::vector<Site> all;
  for (const Site& site : on_the_left) {
    all.push_back({"left " + site.name, site.centre});
    all.push_back({"right " + site.name, {site.centre[0], -site.centre[1], site.centre[2]}});
  }
  all.push_back({"sacrum", sacrum.place(38, 0, 0)});
  all.push_back({"S1 body", sacrum.place(14, 0, 0)});
  all.push_back({"sacral promontory", sacrum.place(6, -10, 0)});
  return all;
}

}  // namespace

Anatomy make_pelvis(const PelvisSize& size, double sampling) {
  const Sacrum sacrum(size);
  const HipBone left(size, sacrum);
  const double side = std::max(0.5 * size.spine_width, 0.5 * size.hip_distance + 33.0) + 38.0;
  const double low = -0.5 * size.height;
  const double high = 0.72 * size.height;
  Anatomy pelvis;
  // The bones are contoured one by one: no two of them can grow together over a gap.
  Surface hip = contour(left, {-122, -3, low}, {76, side, high}, sampling);
  set_thickness(hip, [&](const Vec3& p) { return left.thickness(p); });
  Surface middle = contour(sacrum, {-130, -0.5 * size.sacrum_width - 16.0, -60},
                           {30, 0.5 * size.sacrum_width + 16.0, high}, sampling);
  set_thickness(middle, [&](const Vec3& p) { return sacrum.thickness(p); });
  append(pelvis.surface, hip);
  append(pelvis.surface, mirrored(hip));
  append(pelvis.surface, middle);
  pelvis.sites = sites_of(left, sacrum, size);
  return pelvis;
}

}  // namespace howship
