#include "host/geometry/hip_bone.hpp"

#include <algorithm>
#include <cmath>

#include "host/geometry/pelvis_frame.hpp"
#include "host/geometry/sheet.hpp"

namespace howship {

using namespace implicit;

namespace {

/// Of the drawing.
constexpr double drawn_hip = 86.0;
constexpr double drawn_spine = 119.0;
constexpr double drawn_sacrum_width = 112.0;

/// Where the cup opens: sideways, down by 37 and forward by 18 degrees.
const Vec3& facing() {
  static const Vec3 direction = unit({0.25, 0.77, -0.60});
  return direction;
}

/// The wing as a height field y(x, z) within an outline, tabulated: middle, stretch of the normal, distance from the
/// outline, half-thickness over that of the thin part.
struct Wing {
  Wing()
      : middle({{{53, 72}, 115},  {{44, 98}, 127}, {{22, 118}, 132}, {{-8, 128}, 129}, {{-40, 124}, 106},
                {{-66, 112}, 80}, {{-88, 94}, 58}, {{-101, 72}, 43}, {{-86, 48}, 45},  {{-58, 34}, 58},
                {{-30, 18}, 70},  {{0, 32}, 80},   {{38, 32}, 95},   {{44, 50}, 104},  {{0, 82}, 114},
                {{20, 62}, 103},  {{-30, 84}, 84}, {{-28, 55}, 71},  {{-52, 76}, 64},  {{-70, 60}, 53}}),
        thickness({{{53, 72}, 1.0},
                   {{22, 118}, 1.2},
                   {{-8, 128}, 0.9},
                   {{0, 82}, 0.95},
                   {{-28, 90}, 0.75},
                   {{-66, 112}, 1.2},
                   {{-60, 75}, 1.6},
                   {{-88, 90}, 1.8},
                   {{-101, 72}, 1.8},
                   {{-86, 48}, 1.6},
                   {{-55, 34}, 1.9},
                   {{-25, 45}, 1.7},
                   {{10, 35}, 2.3},
                   {{40, 34}, 1.9},
                   {{30, 60}, 1.6},
                   {{10, 110}, 1.4}}),
        outline(rounded({{53, 72},   {51, 82},  {42, 101}, {22, 119}, {-8, 129}, {-40, 125}, {-66, 113}, {-88, 95},
                         {-101, 73}, {-95, 62}, {-88, 48}, {-76, 43}, {-62, 44}, {-52, 36},  {-46, 18},  {-38, -5},
                         {0, -8},    {30, 4},   {38, 22},  {41, 34},  {39, 44},  {44, 58}},
                        3)) {}
  std::array<double, 4> operator()(const Point2& p) const {
    const double h = 0.5;
    const double slope_x = (middle({p[0] + h, p[1]}) - middle({p[0] - h, p[1]})) / (2.0 * h);
    const double slope_z = (middle({p[0], p[1] + h}) - middle({p[0], p[1] - h})) / (2.0 * h);
    return {middle(p), 1.0 / std::sqrt(1.0 + square(slope_x) + square(slope_z)), polygon(p, outline),
            std::clamp(thickness(p), 0.75, 3.0)};
  }
  Sheet middle;
  Sheet thickness;
  std::vector<Point2> outline;
};

/// Opening between pubis and ischium, cut square to its own plane.
double obturator(const Vec3& p) {
  const Vec3 middle = {7, 48, -40};
  const Vec3 normal = unit({0.62, 0.70, -0.36});
  const Vec3 u = unit(Vec3{0.62, -0.55, 0.35} - dot(Vec3{0.62, -0.55, 0.35}, normal) * normal);
  const Vec3 v = {normal[1] * u[2] - normal[2] * u[1], normal[2] * u[0] - normal[0] * u[2],
                  normal[0] * u[1] - normal[1] * u[0]};
  const Vec3 q = p - middle;
  return smax(superellipse(dot(q, u), dot(q, v), 20.5, 15.5, 2.2), std::abs(dot(q, normal)) - 40.0, 2.0);
}

}  // namespace

HipBone::HipBone(const PelvisSize& size, const Sacrum& sacrum)
    : s_(size),
      sacrum_(sacrum),
      hip_{0.0, 0.5 * size.hip_distance, 0.0},
      stretch_(size.height / drawn_height),
      wing_({-125, -30}, {80, 150}, 0.7, Wing()) {
  const double hip = 0.5 * size.hip_distance - drawn_hip;
  const double spine = 0.5 * size.spine_width - drawn_spine;
  const double joint = 0.5 * (size.sacrum_width - drawn_sacrum_width);
  moved_ = {{{40, 0, -28, 0.0},
             {30, 0, -50, 0.0},
             {0, drawn_hip, 0, hip},
             {51, 114, 72, spine},
             {-8, 128, 126, spine},
             {-55, 55, 75, joint},
             {-95, 46, 74, joint},
             {-22, 60, -68, 0.7 * hip}}};
  // Crest: thick from the anterior spine over the tubercle to the posterior spines.
  crest_ = strung({{50, 114, 72, 5.0},
                   {44, 125, 96, 4.1},
                   {22, 131.0, 115, 5.9},
                   {-8, 127.5, 124, 4.3},
                   {-40, 106, 120, 4.3},
                   {-66, 81, 108, 5.0},
                   {-86, 60, 92, 6.3},
                   {-97, 46, 74, 6.3},
                   {-88, 46, 54, 5.9}},
                  5);
  // Front border from the upper to the lower spine.
  front_ = strung({{50, 114, 72, 5.6}, {42, 104, 54, 5.2}, {37, 95, 36, 7.5}, {29, 86, 22, 9.0}}, 10);
  // Strut between the cup and the tubercle of the crest.
  pillar_ = strung({{4, 86, 34, 7.5}, {8, 107, 70, 5.5}, {20, 131, 110, 5.0}}, 10);
  upper_ramus_ =
      strung({{12, 76, 2, 15.0}, {26, 60, 1, 11.5}, {38, 42, -4, 9.0}, {46, 24, -12, 9.0}, {47, 13, -17, 8.5}}, 10);
}

double HipBone::sideways(const Vec3& at) const {
  double sum = 0.0;
  double weights = 0.0;
  for (const auto& [x, y, z, shift] : moved_) {
    const double weight = 1.0 / square(square(at[0] - x) + square(at[1] - y) + square(at[2] - z) + 600.0);
    sum += weight * shift;
    weights += weight;
  }
  return sum / weights;
}

Vec3 HipBone::drawn(const Vec3& at) const {
  const Vec3 p = {at[0], at[1], at[2] / stretch_};
  return {p[0], p[1] - sideways(p), p[2]};
}

Vec3 HipBone::placed(const Vec3& drawn_point) const {
  Vec3 p = drawn_point;
  for (int i = 0; i < 30; ++i) p[1] = drawn_point[1] + sideways(p);
  return {p[0], p[1], stretch_ * p[2]};
}

double HipBone::crest(const Vec3& p) const {
  return std::min(tube(p, crest_), tube(p, front_));
}

double HipBone::ilium(const Vec3& p) const {
  const auto [middle, stretch, rim, thickness] = wing_(p[0], p[2]);
  const double sheet = std::abs(p[1] - middle) * stretch - 0.5 * s_.wing_thickness * thickness;
  double d = smax(sheet, rim, 6.0);
  d = smin(d, tube(p, crest_), 8.0);
  d = smin(d, tube(p, front_), 9.0);
  // Mass behind the ear-shaped joint face; it reaches into the sacrum, which is cut out of it with the gap.
  d = smin(d, flat_cone(p, {-47, 61, 76}, {-68, 55, 62}, 18.0, 16.0, {unit({-0.25, 1.0, -0.10}), 7.5, 8.5}), 12.0);
  // Arcuate line: from the joint to the pubis.
  d = smin(d, round_cone(p, {-40, 63, 44}, {2, 77, 22}, 8.0, 11.0), 14.0);
  return smin(d, tube(p, pillar_), 14.0);
}

/// In space: the wall around the cup and what carries it.
double HipBone::acetabulum(const Vec3& at) const {
  const double radius = 0.5 * s_.cup_diameter;
  const double wall = sphere(at, hip_ + Vec3{-2.0, -2.0, 2.0}, radius + 7.0);
  double d = smax(wall, dot(at - hip_, facing()) - 5.0, 4.0);
  d = smin(d, round_cone(at, hip_ + Vec3{2, -8, 25}, hip_ + Vec3{-14, -13, 42}, 14.0, 10.0), 12.0);
  return smin(d, round_cone(at, hip_ + Vec3{-24, -12, 2}, hip_ + Vec3{-42, -24, 26}, 13.0, 11.0), 12.0);
}

/// Joint face, a hemisphere that goes on as a cylinder out of the bone, with the rough floor and the notch through the
/// lower rim: what is left of the face is a horseshoe.
double HipBone::cup(const Vec3& at) const {
  const double radius = 0.5 * s_.cup_diameter;
  const double out = dot(at - hip_, facing());
  const double face = out < 0.0 ? sphere(at, hip_, radius) : length(at - hip_ - out * facing()) - radius;
  const Vec3 down = unit(Vec3{0.35, 0.0, -1.0} - dot(Vec3{0.35, 0.0, -1.0}, facing()) * facing());
  const Vec3 floor = hip_ - (radius - 10.0) * facing();
  const Vec3 between = hip_ + (radius - 9.0) * unit(0.9 * down - 0.8 * facing());
  const Vec3 notch = hip_ + (radius - 1.0) * down + 2.0 * facing();
  const double pit = std::min(round_cone(at, floor, between, 13.8, 12.5), round_cone(at, between, notch, 12.5, 9.0));
  return smin(face, pit, 1.2);
}

double HipBone::ischium(const Vec3& p) const {
  // Body: broad from front to back.
  double d = flat_cone(p, {-20, 73, 0}, {-27, 68, -44}, 18.0, 16.0, {unit({0.22, 1.0, 0.1}), 12.5, 10.5});
  // Tuberosity: an oval that looks down, back and outwards.
  d = smin(d, flat_cone(p, {-37, 67, -42}, {-20, 56, -74}, 13.5, 11.5, {unit({-0.62, 0.62, -0.48}), 9.5, 9.0}), 9.0);
  d = smin(d, round_cone(p, {-30, 66, -9}, {-49, 55, -17}, 11.0, 3.6), 9.0);  // spine
  // Ramus.
  const Flat flat = {unit({0.58, 0.50, 0.65}), 7.5, 6.3};
  return smin(d, flat_cone(p, {-17, 56, -71}, {38, 13, -45}, 14.0, 12.0, flat), 9.0);
}

double HipBone::pubis(const Vec3& p) const {
  // Body: its joint face is an oval, longer from above to below and leaning back.
  const Vec3 up = unit({0.42, 0.0, 1.0});
  const Vec3 across = {up[2], 0.0, -up[0]};
  const double body = plate(p, {43, 11, -29}, {across, {0, 1, 0}, up}, {8.5, 14.0, 20.0}, 7.5);
  // Upper ramus with its crest and the pubic tubercle.
  double d = smin(tube(p, upper_ramus_), body, 12.0);
  d = smin(d, round_cone(p, {30, 62, 10}, {52, 26, -7}, 5.0, 3.6), 7.0);
  return smin(d, sphere(p, {53, 24, -8}, 4.2), 5.0);
}

double HipBone::operator()(const Vec3& at) const {
  const Vec3 p = drawn(at);
  double d = smin(ilium(p), acetabulum(at), 10.0);
  d = smin(d, ischium(p), 8.0);
  d = smin(d, pubis(p), 7.0);
  d = subtract(d, cup(at), 1.8);
  d = subtract(d, obturator(p), 6.0);
  d = smax(d, 0.5 * s_.symphysis_gap - at[1], 2.0);
  return smax(d, s_.sacroiliac_gap - sacrum_(at), 1.5);
}

double HipBone::thickness(const Vec3& at) const {
  const Vec3 p = drawn(at);
  const std::array<Point2, 5> regions = {
      {{std::max(ilium(p), 0.0) + 0.5, s_.iliac_cortex},
       {std::max(crest(p), 0.0), s_.crest_cortex},
       {std::max(std::abs(sphere(at, hip_, 0.5 * s_.cup_diameter)) - 2.0, 0.0) - 3.0, s_.acetabular_cortex},
       {std::max(ischium(p), 0.0), s_.ischial_cortex},
       {std::max(pubis(p), 0.0), s_.pubic_cortex}}};
  return s_.cortex_scale * blend(regions, 2.0);
}

}  // namespace howship
