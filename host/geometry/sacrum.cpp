#include "host/geometry/sacrum.hpp"

#include <algorithm>

#include "host/geometry/pelvis_frame.hpp"

namespace howship {

using namespace implicit;

namespace {

constexpr double pi = 3.14159265358979323846;

/// Around it the sacrum turns when its slope changes: the middle of the joint with the hip bones.
constexpr Point2 pivot = {-52.0, 72.0};
constexpr double drawn_slope = 40.0;  // degree

/// Middles of the vertebral bodies and of the coccyx from above, x and z.
const std::vector<Bead>& bodies_from_above() {
  static const std::vector<Bead> middles = {{-22, 98, 0, 0}, {-40, 76.6, 0, 0}, {-57, 59, 0, 0},
                                            {-68, 41, 0, 0}, {-74, 23, 0, 0},   {-73, 6, 0, 0},
                                            {-67, -8, 0, 0}, {-58, -18, 0, 0},  {-48, -24, 0, 0}};
  return middles;
}

/// Fused discs: arc length from the upper endplate.
constexpr std::array<double, 4> discs = {28.5, 52.5, 73.5, 92.5};
constexpr double sacral_end = 109.0;
constexpr double coccyx_end = 145.0;

/// Arc length to the foot of the nearest point of the curve, and distance behind it.
Table2<2>::Values locate(const std::vector<Point2>& curve, const Point2& p) {
  double nearest = 1e300;
  double along = 0.0;
  double behind = 0.0;
  double arc = 0.0;
  for (std::size_t i = 0; i + 1 < curve.size(); ++i) {
    const double ex = curve[i + 1][0] - curve[i][0];
    const double ez = curve[i + 1][1] - curve[i][1];
    const double step = std::hypot(ex, ez);
    const double wx = p[0] - curve[i][0];
    const double wz = p[1] - curve[i][1];
    // Beyond the ends the curve goes on straight.
    double t = (wx * ex + wz * ez) / (step * step);
    if (i > 0) t = std::max(t, 0.0);
    if (i + 2 < curve.size()) t = std::min(t, 1.0);
    const double distance = square(wx - t * ex) + square(wz - t * ez);
    if (distance < nearest) {
      nearest = distance;
      along = arc + t * step;
      behind = (wx * ez - wz * ex) / step;
    }
    arc += step;
  }
  return {along, behind};
}

std::vector<Point2> midline() {
  std::vector<Point2> curve;
  for (const Bead& bead : strung(bodies_from_above(), 8)) curve.push_back({bead[0], bead[1]});
  return curve;
}

double canal(double along, double behind, double y) {
  const double narrowing = profile({{0, 1.0}, {60, 0.65}, {95, 0.4}}, along);
  const double middle = profile({{0, 21.0}, {40, 16.5}, {95, 8.0}}, along);
  return smax(superellipse(behind - middle, y, 6.0 * narrowing, 13.0 * narrowing, 1.8), along - 101.0, 3.0);
}

/// Four pairs, wide in front, narrow behind; they run outwards to the front.
double foramina(double along, double behind, double y) {
  double d = 1e3;
  for (std::size_t pair = 0; pair < discs.size(); ++pair) {
    const double i = static_cast<double>(pair);
    const double aside = 22.5 - 2.3 * i + 0.30 * std::max(-behind, 0.0);
    const double radius = lerp(6.0 - 0.7 * i, 3.6 - 0.3 * i, smoothstep(-4.0, 10.0, behind));
    d = std::min(d, std::hypot((along - discs[pair] + 1.0) * 1.15, y - aside) - radius);
  }
  return d;
}

}  // namespace

Sacrum::Sacrum(const PelvisSize& size)
    : s_(size),
      tilt_((size.sacral_slope - drawn_slope) * pi / 180.0),
      stretch_(size.height / drawn_height),
      curve_(midline()),
      located_({-140, -60}, {40, 150}, 0.7, [this](const Point2& p) { return locate(curve_, p); }) {}

/// Turned and stretched back to how the shape was drawn.
Vec3 Sacrum::upright(const Vec3& at) const {
  const double x = at[0] - pivot[0];
  const double z = at[2] / stretch_ - pivot[1];
  return {pivot[0] + std::cos(tilt_) * x - std::sin(tilt_) * z, at[1],
          pivot[1] + std::sin(tilt_) * x + std::cos(tilt_) * z};
}

Vec3 Sacrum::place(double along, double behind, double y) const {
  double arc = 0.0;
  std::size_t i = 0;
  double step = 0.0;
  for (; i + 1 < curve_.size(); ++i) {
    step = std::hypot(curve_[i + 1][0] - curve_[i][0], curve_[i + 1][1] - curve_[i][1]);
    if (arc + step >= along || i + 2 == curve_.size()) break;
    arc += step;
  }
  const double ex = (curve_[i + 1][0] - curve_[i][0]) / step;
  const double ez = (curve_[i + 1][1] - curve_[i][1]) / step;
  const double x = curve_[i][0] + (along - arc) * ex + behind * ez - pivot[0];
  const double z = curve_[i][1] + (along - arc) * ez - behind * ex - pivot[1];
  return {pivot[0] + std::cos(tilt_) * x + std::sin(tilt_) * z, y,
          stretch_ * (pivot[1] - std::sin(tilt_) * x + std::cos(tilt_) * z)};
}

/// Vertebral bodies with the ridges of their fused discs, and the coccyx.
double Sacrum::bodies(double along, double behind, double y) const {
  double bulge = 0.0;
  for (const double disc : discs) bulge += 1.1 * std::exp(-square((along - disc) / 2.6));
  for (const double disc : {sacral_end + 1.0, 122.5, 134.0}) bulge -= 1.0 * std::exp(-square((along - disc) / 2.0));
  const double waist = 1.6 * std::exp(-square((along - 13.0) / 8.0));
  const double width = profile(
      {{0, 26.0}, {28, 21}, {52, 17}, {73, 15}, {92, 13}, {108, 10}, {113, 11}, {122, 8}, {128, 7.5}, {145, 4}}, along);
  const double depth =
      profile({{0, 16.5}, {28, 12.5}, {52, 9.5}, {73, 8}, {92, 7}, {108, 5.5}, {122, 4.5}, {145, 3.2}}, along);
  return superellipse(behind, y, depth + bulge - waist, width + 0.5 * bulge - waist, 2.3);
}

/// Lateral masses: thick above, swept back at their sides, hollow in front.
double Sacrum::wings(double along, double behind, double y) const {
  const double half_width = profile({{-20, 63}, {10, 62}, {40, 56}, {62, 42}, {84, 31}, {100, 23}, {110, 15}}, along);
  const double half_depth = profile({{-10, 14.0}, {20, 13}, {45, 10.5}, {70, 7.5}, {110, 5}}, along);
  const double sweep = profile({{-10, 9}, {30, 8}, {60, 5}, {100, 2}}, along) * smoothstep(14.0, 46.0, y);
  double d = superellipse(behind - 4.0 - sweep, y, half_depth, half_width, 3.0);
  // From the endplate they slope down sideways; below they end at the lower lateral angles.
  const double top_edge = 2.0 + 0.34 * std::max(y - 24.0, 0.0) + 0.45 * std::max(behind - 14.0, 0.0);
  d = smax(d, top_edge - along, 5.0);
  return smax(d, along - 106.0, 7.0);
}

/// Roof of the canal with the median crest and, beside it, the row of fused articular processes.
double Sacrum::roof(double along, double behind, double y) const {
  double spines = 0.0;
  double knobs = 1e3;
  for (const double spine : {16.0, 38.0, 59.0, 79.0}) {
    const double weight = std::exp(-square((along - spine) / 7.0));
    spines += 4.0 * weight * std::exp(-square(y / 5.0));
    const double aside = profile({{16, 20}, {79, 12}}, spine);
    const double height = profile({{16, 27}, {38, 24}, {59, 19}, {79, 14}}, spine);
    knobs = std::min(knobs,
                     std::sqrt(square(along - spine - 6.0) + square(y - aside) + square(behind - height + 5.5)) - 4.6);
  }
  const double crest = profile({{0, 27.0}, {35, 24.0}, {75, 16.0}, {105, 6.5}}, along);
  const double width = profile({{0, 25.0}, {50, 18.0}, {105, 9.0}}, along);
  double d = superellipse(behind - 0.45 * crest, y, 0.55 * crest, width, 1.9) - spines;
  d = smax(d, 4.0 + 0.55 * std::max(behind - 14.0, 0.0) - along, 4.0);
  return smin(smax(d, along - 87.0, 5.0), knobs, 7.0);
}

/// Upper articular process: faces back and inwards.
double Sacrum::articular_process(double along, double behind, double y) const {
  const Vec3 p = {along, behind, y};
  const Flat flat = {unit({0.1, -0.75, 0.66}), 7.0, 4.6};
  const double d = flat_cone(p, {14.0, 18.0, 23.0}, {-2.5, 20.5, 24.5}, 12.5, 9.0, flat);
  return subtract(d, sphere(p, {-5.0, 38.5, 14.0}, 17.5), 1.5);
}

/// Half-distance of the two sacro-iliac joints: wider in front and above, with an uneven face.
double Sacrum::joint(double along, double behind) const {
  const double taper = profile({{-10, 1.5}, {15, 0.0}, {40, -4.5}, {60, -11.0}, {90, -24.0}}, along);
  return 0.5 * s_.sacrum_width + taper - 0.14 * (behind - 8.0) + 1.0 * std::sin(along / 9.0) +
         0.8 * std::sin(behind / 6.0 + 0.5);
}

double Sacrum::operator()(const Vec3& at) const {
  const Vec3 p = upright(at);
  const double y = std::abs(p[1]);
  const auto [along, behind] = located_(p[0], p[2]);
  const double body =
      smax(smax(bodies(along, behind, y), -along + 0.7 * std::exp(-square(std::hypot(behind, y) / 13.0)), 2.2),
           along - coccyx_end, 3.0);
  double d = smin(body, wings(along, behind, y), 6.0);
  d = smin(d, roof(along, behind, y), 5.0);
  d = smin(d, articular_process(along, behind, y), 5.0);
  d = subtract(d, canal(along, behind, y), 1.5);
  d = subtract(d, foramina(along, behind, y), 3.0);
  return smax(d, y - joint(along, behind), 2.5);
}

double Sacrum::thickness(const Vec3& at) const {
  const Vec3 p = upright(at);
  const auto [along, behind] = located_(p[0], p[2]);
  // The endplate of S1 and the joint faces are thin, the front is thicker.
  const double y = std::abs(p[1]);
  const std::array<Point2, 4> regions = {{{std::hypot(along, std::max(bodies(along, behind, y), 0.0)), 0.7},
                                          {std::abs(y - joint(along, behind)), 0.9},
                                          {behind < 0.0 ? 2.0 : 2.0 + behind, 1.2},
                                          {5.0, 1.0}}};
  return s_.cortex_scale * s_.sacral_cortex * blend(regions, 1.5);
}

}  // namespace howship
