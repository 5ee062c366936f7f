#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "host/geometry/anatomy.hpp"
#include "host/geometry/implicit.hpp"

namespace howship {

namespace {

using namespace implicit;

/// Pelvis of an adult, between the sexes: round values within the ranges that anatomy textbooks (Gray's Anatomy) give.
/// The hip centre lies in the hip bone as by Bell et al. 1990, J Biomech 23:617-621, the sacrum above the hips as by
/// Legaye et al. 1998, Eur Spine J 7:99-103. What carries no source is shaped by eye after anatomical plates.
struct PelvisSize {
  double hip_distance = 172.0;      ///< between the hip centres, 0.72 of the width across the spines; Bell 1990
  double cup_diameter = 51.0;       ///< acetabulum; textbook range 48 to 54
  double wing_thickness = 8.0;      ///< iliac wing away from its rims; textbook range 6 to 12
  double symphysis_gap = 4.5;       ///< textbook range 4 to 5
  double sacroiliac_gap = 2.5;      ///< textbook range 2 to 3
  double sacral_slope = 40.0;       ///< upper endplate of S1 against the horizontal [degree]; Legaye 1998
  double sacrum_half_width = 55.0;  ///< textbook width 105 to 115
};

constexpr double pi = 3.14159265358979323846;
constexpr double sampling = 1.5;

/// Smooth function through values at scattered points of a plane (thin-plate spline).
class Sheet {
 public:
  struct Knot {
    Point2 at;
    double value;
  };
  explicit Sheet(std::vector<Knot> knots) : knots_(std::move(knots)) {
    const std::size_t n = knots_.size();
    std::vector<std::vector<double>> m(n + 3, std::vector<double>(n + 4, 0.0));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) m[i][j] = kernel(knots_[i].at, knots_[j].at);
      const std::array<double, 3> affine = {1.0, knots_[i].at[0], knots_[i].at[1]};
      for (std::size_t k = 0; k < 3; ++k) m[i][n + k] = m[n + k][i] = affine[k];
      m[i][n + 3] = knots_[i].value;
    }
    solve(m);
    for (const auto& row : m) weight_.push_back(row.back());
  }

  double operator()(const Point2& p) const {
    const std::size_t n = knots_.size();
    double value = weight_[n] + weight_[n + 1] * p[0] + weight_[n + 2] * p[1];
    for (std::size_t i = 0; i < n; ++i) value += weight_[i] * kernel(p, knots_[i].at);
    return value;
  }

 private:
  static double kernel(const Point2& a, const Point2& b) {
    const double r2 = square(a[0] - b[0]) + square(a[1] - b[1]);
    return r2 > 0.0 ? r2 * std::log(r2) : 0.0;
  }
  /// Gauss-Jordan with row exchange; the solution ends up in the last column.
  static void solve(std::vector<std::vector<double>>& m) {
    const std::size_t n = m.size();
    for (std::size_t k = 0; k < n; ++k) {
      std::size_t pivot = k;
      for (std::size_t i = k + 1; i < n; ++i) {
        if (std::abs(m[i][k]) > std::abs(m[pivot][k])) pivot = i;
      }
      std::swap(m[k], m[pivot]);
      const double diagonal = m[k][k];
      for (double& x : m[k]) x /= diagonal;
      for (std::size_t i = 0; i < n; ++i) {
        if (i == k || m[i][k] == 0.0) continue;
        const double factor = m[i][k];
        for (std::size_t j = k; j <= n; ++j) m[i][j] -= factor * m[k][j];
      }
    }
  }
  std::vector<Knot> knots_;
  std::vector<double> weight_;
};

/// Curved wedge, evaluated at |y|. Its own coordinates in the midplane: `along` the curve through the middles of the
/// vertebral bodies from the upper endplate down, `behind` it.
class Sacrum {
 public:
  explicit Sacrum(const PelvisSize& size)
      : s_(size), slope_(size.sacral_slope * pi / 180.0), curve_({-130, -30}, {30, 140}, 1.0, locate) {}

  static constexpr Point2 top = {-22.0, 98.0};
  static constexpr Point2 bend = {-66.0, 58.0};
  static constexpr Point2 apex = {-74.0, 2.0};

  static Point2 on_curve(double t) {
    Point2 q{};
    for (int k = 0; k < 2; ++k) q[k] = square(1 - t) * top[k] + 2 * t * (1 - t) * bend[k] + square(t) * apex[k];
    return q;
  }

  double operator()(const Vec3& at) const {
    const double y = std::abs(at[1]);
    const auto [along, behind] = curve_(at[0], at[2]);
    // Bodies and wings.
    const double half_width = profile({{-20, 60}, {10, 58}, {45, 52}, {70, 37}, {92, 27}, {112, 14}}, along);
    const double half_depth = profile({{-10, 15.5}, {20, 14}, {60, 10}, {112, 5}}, along);
    const double shift = profile({{-10, 5}, {30, 5}, {70, 3}, {112, 0}}, along);
    // The wings sweep back beside the first body and stay behind it.
    const double sweep = 5.0 * smoothstep(18.0, 45.0, y) * smoothstep(75.0, 20.0, along);
    double d = superellipse(behind - shift - sweep, y, half_depth, half_width, 2.6);
    d = smin(d,
             superellipse(behind, y, 15.5 * profile({{0, 1.0}, {40, 0.8}, {100, 0.35}}, along),
                          25.0 * profile({{0, 1.0}, {40, 0.8}, {100, 0.45}}, along), 2.3),
             6.0);
    // Roof of the canal and the row of spinous processes on it.
    const double bump = 1.5 * std::cos(2.0 * pi * along / 24.0);
    const double crest = profile({{0, 28.0}, {35, 25.5}, {75, 17.0}, {105, 6.0}}, along) + bump;
    const double roof = superellipse(behind - 0.45 * crest, y, 0.55 * crest + 2.0,
                                     profile({{0, 23.0}, {50, 17.0}, {105, 7.0}}, along), 1.8);
    d = smin(d, roof, 6.0);
    // The wings slope down sideways from the endplate, the end is blunt.
    const double top_edge = 1.0 + 0.42 * std::max(y - 25.0, 0.0) + 0.25 * std::max(behind - 14.0, 0.0);
    d = smax(d, top_edge - along, 4.0);
    d = smax(d, along - 112.0, 5.0);
    // Upper articular processes.
    const double rise = std::sin(slope_);
    const Vec3 p = {at[0], y, at[2]};
    const Vec3 base = {top[0] - 20.0 - 6.0 * rise, 20.0, top[1] + 3.0};
    d = smin(d, round_cone(p, base, base + Vec3{2.5, 2.0, 10.0}, 8.0, 5.5), 7.0);
    d = subtract(d, canal(along, behind, y), 1.5);
    d = subtract(d, foramina(along, behind, y), 2.0);
    return smax(d, y - joint(at[0], at[2]) + 0.5 * s_.sacroiliac_gap, 2.5);
  }

  /// Half-distance of the two sacro-iliac joints: wider in front and above.
  double joint(double x, double z) const {
    return s_.sacrum_half_width + 0.12 * (x + 45.0) + 0.10 * (z - 80.0) + 1.2 * std::sin((x + z) / 14.0);
  }

 private:
  static Table2<2>::Values locate(const Point2& p) {
    double t = 0.0;
    double nearest = 1e300;
    constexpr int steps = 400;
    for (int i = 0; i <= steps; ++i) {
      const Point2 q = on_curve(static_cast<double>(i) / steps);
      const double distance = square(q[0] - p[0]) + square(q[1] - p[1]);
      if (distance < nearest) {
        nearest = distance;
        t = static_cast<double>(i) / steps;
      }
    }
    Point2 before = on_curve(0.0);
    double arc = 0.0;
    for (int i = 1; i <= 100; ++i) {
      const Point2 q = on_curve(t * i / 100.0);
      arc += std::hypot(q[0] - before[0], q[1] - before[1]);
      before = q;
    }
    const Point2 foot = on_curve(t);
    Point2 tangent{};
    for (int k = 0; k < 2; ++k) tangent[k] = 2 * (1 - t) * (bend[k] - top[k]) + 2 * t * (apex[k] - bend[k]);
    const double speed = std::hypot(tangent[0], tangent[1]);
    const double dx = p[0] - foot[0];
    const double dz = p[1] - foot[1];
    // Beyond the ends the curve goes on straight.
    const double beyond = t == 0.0 || t == 1.0 ? (dx * tangent[0] + dz * tangent[1]) / speed : 0.0;
    return {arc + beyond, (dx * tangent[1] - dz * tangent[0]) / speed};
  }

  static double canal(double along, double behind, double y) {
    const double narrowing = profile({{0, 1.0}, {60, 0.6}, {90, 0.35}}, along);
    const double middle = profile({{0, 19.0}, {40, 15.0}, {90, 6.5}}, along);
    return smax(superellipse(behind - middle, y, 5.2 * narrowing, 11.5 * narrowing, 1.8), along - 92.0, 2.0);
  }

  /// Four pairs; the openings in front are wider than those behind.
  static double foramina(double along, double behind, double y) {
    double d = 1e3;
    for (int pair = 0; pair < 4; ++pair) {
      const double level = 24.0 + 20.5 * pair;
      const double aside = 22.5 - 2.9 * pair;
      const double radius = (behind < 5.0 ? 5.2 : 4.0) - 0.6 * pair;
      d = std::min(d, std::hypot(along - level, y - aside - 0.12 * std::max(-behind, 0.0)) - radius);
    }
    return d;
  }

  PelvisSize s_;
  double slope_;
  Table2<2> curve_;
};

/// The left hip bone.
class HipBone {
 public:
  HipBone(const PelvisSize& size, const Sacrum& sacrum)
      : s_(size),
        sacrum_(sacrum),
        hip_{0.0, 0.5 * size.hip_distance, 0.0},
        wing_({-125, -30}, {80, 150}, 1.0, Wing()) {}

  double operator()(const Vec3& p) const {
    double d = ilium(p);
    d = smin(d, acetabulum(p), 9.0);
    d = smin(d, ischium(p), 7.0);
    d = smin(d, pubis(p), 6.0);
    d = hollow(p, d);
    d = smax(d, 0.5 * s_.symphysis_gap - p[1], 2.0);
    if (p[0] < 5.0 && p[2] > -10.0 && p[1] < 90.0) d = std::max(d, s_.sacroiliac_gap - sacrum_(p));
    return d;
  }

  const Vec3& hip() const { return hip_; }
  /// Middle of the wing's thickness.
  double wing_at(double x, double z) const { return wing_(x, z)[0]; }

 private:
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
                     {{-60, 75}, 1.9},
                     {{-88, 90}, 2.1},
                     {{-101, 72}, 1.8},
                     {{-86, 48}, 1.6},
                     {{-55, 34}, 1.9},
                     {{-25, 45}, 1.7},
                     {{10, 35}, 2.0},
                     {{40, 34}, 1.5},
                     {{30, 60}, 1.2},
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
              std::clamp(thickness(p), 0.75, 2.6)};
    }
    Sheet middle;
    Sheet thickness;
    std::vector<Point2> outline;
  };

  double ilium(const Vec3& p) const {
    const auto [middle, stretch, rim, thickness] = wing_(p[0], p[2]);
    const double sheet = std::abs(p[1] - middle) * stretch - 0.5 * s_.wing_thickness * thickness;
    double d = smax(sheet, rim, 6.0);
    d = smin(d, tube(p, crest_), 4.0);
    d = smin(d, tube(p, front_), 6.0);
    // Mass behind the ear-shaped joint face; it reaches into the sacrum, which is cut out of it with the gap.
    d = smin(d, flat_cone(p, {-45, 62, 76}, {-68, 55, 62}, 19.0, 15.0, {unit({-0.25, 1.0, -0.10}), 9.0, 9.0}), 14.0);
    return smin(d, tube(p, pillar_), 12.0);
  }

  double acetabulum(const Vec3& p) const {
    const double radius = 0.5 * s_.cup_diameter;
    const double wall = sphere(p, hip_ + Vec3{-2.0, -1.5, 2.0}, radius + 6.5);
    double d = smax(wall, dot(p - hip_, facing()) - 4.0, 4.0);
    d = smin(d, round_cone(p, hip_ + Vec3{2, -7, 25}, hip_ + Vec3{-14, -13, 42}, 12.5, 8.0), 12.0);
    return smin(d, round_cone(p, hip_ + Vec3{-24, -12, 2}, hip_ + Vec3{-42, -24, 26}, 12.0, 9.0), 10.0);
  }

  double ischium(const Vec3& p) const {
    double d = smin(tube(p, ischium_), tube(p, ischial_spine_), 7.0);
    const Flat flat = {unit({0.60, 0.45, 0.66}), 6.0, 5.5};
    return smin(d, flat_cone(p, {-12, 53, -76}, {36, 13, -46}, 11.0, 10.0, flat), 6.0);
  }

  double pubis(const Vec3& p) const {
    // Body: its joint face is an oval, longer from above to below and leaning back.
    const Vec3 up = unit({0.42, 0.0, 1.0});
    const Vec3 across = {up[2], 0.0, -up[0]};
    const double body = plate(p, {44, 10, -29}, {across, {0, 1, 0}, up}, {7.5, 12.0, 19.5}, 7.0);
    // Upper ramus with the pubic tubercle.
    return smin(smin(tube(p, upper_ramus_), body, 12.0), sphere(p, {53, 24, -8}, 4.0), 5.0);
  }

  double hollow(const Vec3& p, double d) const {
    const double radius = 0.5 * s_.cup_diameter;
    // The cup is a hemisphere that goes on as a cylinder out of the bone.
    const double out = dot(p - hip_, facing());
    const double cup = out < 0.0 ? sphere(p, hip_, radius) : length(p - hip_ - out * facing()) - radius;
    d = subtract(d, cup, 1.5);
    // Rough floor and the notch through the lower rim.
    d = subtract(d, round_cone(p, hip_ - 15.0 * facing(), hip_ + Vec3{6, -8, -24}, 12.5, 8.0), 2.5);
    return subtract(d, obturator(p), 5.0);
  }

  /// Opening between pubis and ischium, cut square to its own plane.
  static double obturator(const Vec3& p) {
    const Vec3 middle = {7, 48, -41};
    const Vec3 normal = unit({0.62, 0.70, -0.36});
    const Vec3 u = unit(Vec3{0.62, -0.55, 0.35} - dot(Vec3{0.62, -0.55, 0.35}, normal) * normal);
    const Vec3 v = {normal[1] * u[2] - normal[2] * u[1], normal[2] * u[0] - normal[0] * u[2],
                    normal[0] * u[1] - normal[1] * u[0]};
    const Vec3 q = p - middle;
    return smax(superellipse(dot(q, u), dot(q, v), 22.0, 17.0, 2.2), std::abs(dot(q, normal)) - 40.0, 2.0);
  }

  /// Where the cup opens: sideways, down by 40 and forward by 18 degrees.
  static const Vec3& facing() {
    static const Vec3 direction = unit({0.25, 0.77, -0.60});
    return direction;
  }

  // Crest: thick from the anterior spine over the tubercle to the posterior spines.
  const std::vector<Bead> crest_ = strung({{51, 114, 72, 6.0},
                                           {43, 126, 98, 5.5},
                                           {22, 131.5, 116, 7.5},
                                           {-8, 128, 126, 5.5},
                                           {-40, 105, 121, 5.5},
                                           {-66, 80, 109, 6.5},
                                           {-86, 60, 92, 7.5},
                                           {-97, 46, 74, 7.5},
                                           {-86, 47, 52, 7.0}},
                                          4);
  // Front border from the upper to the lower spine.
  const std::vector<Bead> front_ =
      strung({{51, 114, 72, 6.0}, {41, 104, 54, 5.0}, {37, 95, 35, 7.5}, {30, 88, 22, 8.0}}, 3);
  // Strut between the cup and the tubercle of the crest.
  const std::vector<Bead> pillar_ = strung({{4, 80, 34, 7.0}, {10, 105, 70, 6.0}, {21, 130, 113, 6.0}}, 3);
  const std::vector<Bead> ischium_ = strung(
      {{-20, 74, -4, 16.0}, {-28, 69, -30, 13.5}, {-30, 66, -50, 14.0}, {-25, 59, -68, 15.0}, {-14, 53, -76, 10.0}}, 3);
  const std::vector<Bead> ischial_spine_ = {{-30, 66, -10, 9.0}, {-49, 53, -17, 3.2}};
  const std::vector<Bead> upper_ramus_ =
      strung({{14, 76, 2, 13.0}, {26, 60, 1, 10.0}, {38, 42, -4, 7.5}, {46, 24, -12, 8.0}, {47, 13, -17, 8.0}}, 3);

  PelvisSize s_;
  const Sacrum& sacrum_;
  Vec3 hip_;
  Table2<4> wing_;
};

}  // namespace

Anatomy make_pelvis() {
  const PelvisSize size;
  const Sacrum sacrum(size);
  const HipBone left(size, sacrum);
  Anatomy pelvis;
  // The bones are contoured one by one: no two of them can grow together over a gap.
  const Surface hip = contour(left, {-115, -1, -95}, {70, 155, 140}, sampling);
  append(pelvis.surface, hip);
  append(pelvis.surface, mirrored(hip));
  append(pelvis.surface, contour(sacrum, {-120, -70, -15}, {10, 70, 130}, sampling));

  const Vec3& h = left.hip();
  const std::vector<Site> on_the_left = {{"iliac wing", {5, left.wing_at(5, 85), 85}},
                                         {"acetabulum", {h[0] - 6, h[1] - 4, h[2] + 34}},
                                         {"pubis", {40, 10, -28}},
                                         {"ischium", {-28, 63, -58}}};
  for (const Site& site : on_the_left) {
    pelvis.sites.push_back({"left " + site.name, site.centre});
    pelvis.sites.push_back({"right " + site.name, {site.centre[0], -site.centre[1], site.centre[2]}});
  }
  pelvis.sites.push_back({"sacrum", {-34, 0, 82}});
  return pelvis;
}

}  // namespace howship
