#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "host/geometry/anatomy.hpp"
#include "host/geometry/implicit.hpp"

namespace howship {

namespace {

using namespace implicit;

constexpr double pi = 3.14159265358979323846;
constexpr double rim_rounding = 2.4;

/// One half of a bone that is the same left and right: all is put together at y >= 0 and evaluated at |y|. What the
/// dimensions leave open is shaped by eye after anatomical plates.
class Vertebra {
 public:
  explicit Vertebra(const VertebraSize& size) : s_(size), back_(-0.25 * (size.upper_depth + size.lower_depth)) {
    arch_ = back_ - s_.canal_depth;
    half_height_ = 0.5 * s_.body_height;
    tip_y_ = 0.5 * s_.transverse_width;
    upper_y_ = 0.5 * s_.upper_facet_spacing;
    lower_y_ = 0.5 * s_.lower_facet_spacing;
    pedicle_y_ = 0.5 * (s_.canal_width + s_.pedicle_width) + 0.2;
    pedicle_z_ = half_height_ - 0.5 * s_.pedicle_height - 1.6;
    // How stout the posterior elements are, which goes with the pedicle.
    stout_ = std::clamp((s_.pedicle_width - 9.0) / 9.0, 0.0, 1.0);
    turn_ = s_.facet_angle * pi / 180.0;
    const double tip = -s_.spinous_length;
    const double low = -0.5 * s_.body_height - lerp(7.5, 3.0, stout_);
    // Hatchet: nearly level above, dropping below, rounded behind.
    const double span = arch_ - tip;
    const std::vector<Point2> outline = {{arch_ + 1.5, 4.0},
                                         {arch_ - 0.35 * span, 2.8},
                                         {arch_ - 0.70 * span, 1.8},
                                         {tip + 0.12 * span, -0.8},
                                         {tip + 0.6, -6.0},
                                         {tip + 0.3, 0.74 * low},
                                         {tip + 0.09 * span, low + 1.0},
                                         {tip + 0.24 * span, low},
                                         {arch_ - 0.58 * span, 0.93 * low},
                                         {arch_ - 0.35 * span, 0.82 * low},
                                         {arch_ - 0.05 * span, 0.80 * low}};
    spinous_ = rounded(outline, 4);
  }

  double operator()(const Vec3& at) const {
    const Vec3 p = {at[0], std::abs(at[1]), at[2]};
    double d = smin(body(p), pedicle(p), 6.0);
    d = smin(d, arch(p), 3.5);
    return subtract(subtract(d, canal(p), 1.4), basivertebral(p), 1.2);
  }

  /// Of the shell, by region.
  double thickness(const Vec3& at) const {
    const Vec3 p = {at[0], std::abs(at[1]), at[2]};
    const double wall = outline(p);
    const double plate = plateau(p);
    const double rim = clamp01(1.0 + wall / 6.0);
    const double endplate = s_.endplate_cortex * lerp(0.8, 1.2, rim);
    const double front = smoothstep(-0.2, 0.8, (p[0] - back_) / (-2.0 * back_));
    const double side = smoothstep(0.25, 0.9, p[1] / (0.25 * (s_.upper_width + s_.lower_width)));
    const double mantle = lerp(lerp(s_.posterior_cortex, s_.anterior_cortex, front), s_.lateral_cortex, side);
    const std::array<Point2, 5> regions = {
        {{std::hypot(std::max(wall, 0.0), plate), endplate},
         {std::hypot(wall, std::max(plate, 0.0)), mantle},
         {std::max(pedicle(p), 0.0), s_.pedicle_cortex},
         {std::max(std::min(upper_process(p), lower_process(p)), 0.0), s_.facet_cortex},
         {std::max(smin(smin(laminae(p), transverse(p), 3.0), spinous(p), 3.0), 0.0), s_.arch_cortex}}};
    return s_.cortex_scale * blend(regions, 0.8);
  }

  std::vector<Site> sites() const {
    const double third = (s_.upper_depth + s_.lower_depth) / 6.0;
    // Beneath the thinnest part of the hollow as well.
    const double plate = half_height_at(0.0) - std::max({s_.upper_concavity, s_.lower_concavity, 1.5}) - 4.0;
    std::vector<Site> all = {{"vertebral body", {0, 0, 0}},
                             {"anterior body", {third * (1.0 - 0.9 * s_.waist), 0, 0}},
                             {"posterior body", {-0.75 * third, 0, -0.18 * s_.body_height}},
                             {"upper endplate", {0, 0, plate}},
                             {"lower endplate", {0, 0, -plate}},
                             {"spinous process", {lerp(arch_, -s_.spinous_length, 0.62), 0, -0.30 * s_.body_height}}};
    const std::array<Site, 6> on_the_left = {{{"pedicle", {back_ - 5.0, pedicle_y_, pedicle_z_}},
                                              {"half of the body", {0, 0.25 * s_.upper_width, 0}},
                                              {"lamina", lamina_middle()},
                                              {"superior articular process", upper_middle()},
                                              {"inferior articular process", lower_middle()},
                                              {"transverse process", transverse_at(0.42)}}};
    for (const Site& site : on_the_left) {
      all.push_back({"left " + site.name, site.centre});
      all.push_back({"right " + site.name, {site.centre[0], -site.centre[1], site.centre[2]}});
    }
    return all;
  }

  /// Hindmost place that the bone may reach [mm]: with a short spinous process the joints lie behind it.
  double rear() const { return std::min(-s_.spinous_length, arch_ - 20.0); }

 private:
  /// Half the body's height at x: the endplates are planes, closer together behind or in front.
  double half_height_at(double x) const {
    return 0.5 * lerp(s_.body_height, s_.anterior_height, (x - back_) / (-2.0 * back_));
  }

  /// Distance from the body's mantle, negative inside.
  double outline(const Vec3& p) const {
    const double half_height = half_height_at(p[0]);
    const double level = std::clamp(p[2] / half_height, -1.0, 1.0);
    const double up = 0.5 + 0.5 * level;
    const double width = lerp(s_.lower_width, s_.upper_width, up);
    const double depth = lerp(s_.lower_depth, s_.upper_depth, up);
    // The rims stand upright, the waist lies between them.
    const double flare = 1.0 - s_.waist * (1.0 - smoothstep(0.0, half_height - 2.0, std::abs(p[2])));
    const double kidney = 0.075 * depth;
    const double hilum = kidney * std::exp(-square(p[1] / (0.19 * width)));
    // The depth is measured in the midplane, so that the lobes beside the hilum reach further back. The back of the
    // body hardly takes part in the waist.
    const double half_depth = 0.5 * (depth + kidney);
    const double x = p[0] - (back_ - kidney + half_depth);
    const double half = x > 0.0 ? half_depth * flare : half_depth * (0.6 + 0.4 * flare) - hilum;
    return superellipse(x, p[1], half, 0.5 * width * flare, x > 0.0 ? 2.15 : 2.7);
  }

  /// Height above the endplate; the hollow has a ring around it.
  double plateau(const Vec3& p) const {
    const bool upper = p[2] > 0.0;
    const double width = upper ? s_.upper_width : s_.lower_width;
    const double hollow = upper ? s_.upper_concavity : s_.lower_concavity;
    const double r = std::hypot((p[0] + 1.5) / (-0.82 * back_), p[1] / (0.41 * width));
    const double dome = square(std::max(1.0 - r * r, 0.0));
    return std::abs(p[2]) - half_height_at(p[0]) + hollow * (0.55 * dome + 0.45 * (1.0 - smoothstep(0.62, 1.0, r)));
  }

  double body(const Vec3& p) const {
    const double wall = outline(p);
    const double plate = plateau(p);
    const double r = rim_rounding;
    return std::hypot(std::max(wall + r, 0.0), std::max(plate + r, 0.0)) + std::min(std::max(wall, plate) + r, 0.0) - r;
  }

  /// Hole of the basivertebral vein in the posterior wall.
  double basivertebral(const Vec3& p) const {
    return flat_cone(p, {back_ - 4.0, 0, -0.5}, {back_ + 3.5, 0, -0.5}, 3.4, 1.6, {{0, 0, 1}, 2.0, 1.2});
  }

  double pedicle(const Vec3& p) const {
    const double slope = std::tan(s_.pedicle_angle * pi / 180.0);
    const double thin = 0.5 * s_.pedicle_width;
    const double high = 0.5 * s_.pedicle_height;
    const Vec3 across = unit({slope, 1.0, 0.0});
    // From within the body to the root of the articular processes.
    const Vec3 isthmus = {back_ - 4.5, pedicle_y_, pedicle_z_};
    const Vec3 front = {back_ + 6.0, pedicle_y_ - 10.5 * slope, pedicle_z_ - 2.0};
    const Vec3 end = {arch_ + 4.0, std::max(upper_y_, pedicle_y_) + 1.0, pedicle_z_ - 1.0};
    const double ahead = flat_cone(p, isthmus, front, high, high, {across, thin, thin + 0.5});
    return smin(ahead, flat_cone(p, isthmus, end, high, 0.9 * high, {across, thin, thin}), 2.0);
  }

  double arch(const Vec3& p) const {
    double d = laminae(p);
    d = smin(d, upper_process(p), 3.5);
    d = smin(d, lower_process(p), 4.0);
    d = smin(d, transverse(p), 6.0);
    return smin(d, spinous(p), 5.0);
  }

  /// Pars interarticularis and lamina of one side. The lamina leans: its upper edge lies further forward.
  double laminae(const Vec3& p) const {
    const double z_low = lower_top();
    const double pars =
        round_cone(p, {arch_ + 2.5, upper_y_ - 0.5, pedicle_z_ - 2.0}, {arch_ - 1.0, lower_y_ + 1.0, z_low}, 6.0, 5.2);
    const Vec3 outer = {arch_ + 1.5, lower_y_ + 0.5, -5.5};
    const Vec3 inner = {arch_ - 4.0, 0.0, -7.0};
    const Vec3 along = unit(outer - inner);
    const Vec3 up = unit(Vec3{0.22, 0.0, 1.0} - dot(Vec3{0.22, 0.0, 1.0}, along) * along);
    const Vec3 half = {0.5 * length(outer - inner) + 1.5, 10.5, 3.3};
    const double plate_ = plate(p, 0.5 * (outer + inner), {along, up, cross(along, up)}, half, 2.6);
    return smin(pars, plate_, 4.5);
  }

  Vec3 lamina_middle() const { return {arch_ - 1.0, 0.5 * lower_y_ + 0.5, -5.5}; }

  double lower_top() const { return -0.38 * s_.body_height; }
  double upper_tip() const { return half_height_ + lerp(5.5, 8.5, stout_); }
  double lower_tip() const { return -half_height_ - lerp(14.5, 6.0, stout_); }

  /// Superior articular process: a crescent whose hollow face looks backwards and to the midplane.
  double upper_process(const Vec3& p) const {
    const Vec3 face = {std::sin(turn_), std::cos(turn_), 0.0};
    const double half = 0.5 * s_.facet_height;
    const Vec3 base = {arch_ + 0.5, upper_y_ + 1.5, pedicle_z_ - 1.0};
    const Vec3 top = {arch_ - 2.0, upper_y_ + 2.2, upper_tip() - half};
    double d = flat_cone(p, base, top, half + 2.5, half + 1.0, {face, 5.8, 4.8});
    // Mammillary process at its back.
    const Vec3 back = {-face[1], face[0], 0.0};
    const Vec3 knob = top + 0.90 * half * back + Vec3{0.0, 1.2, -1.5};
    d = smin(d, round_cone(p, knob - 3.0 * back + Vec3{0, 0, -3.0}, knob + 0.8 * back, 4.4, 3.2), 3.5);
    // Its face: a shallow trough around an axis that stands behind and within.
    const double radius = 1.5 * half + 5.0;
    const Vec3 axis = Vec3{arch_ - 1.5, upper_y_ + 0.5, 0.0} - (radius + 1.2) * face + 2.0 * back;
    const double trough = std::hypot(p[0] - axis[0], p[1] - axis[1]) - radius;
    return subtract(d, smax(trough, pedicle_z_ + 1.0 - p[2], 3.0), 1.2);
  }

  Vec3 upper_middle() const {
    return {arch_ + 1.0 + 1.0 * std::sin(turn_), upper_y_ + 2.2 + 1.2 * std::cos(turn_), half_height_ - 5.0};
  }

  /// Inferior articular process: a tongue whose vaulted face looks forwards and outwards.
  double lower_process(const Vec3& p) const {
    const Vec3 face = unit({0.9 * std::sin(turn_), std::cos(turn_), 0.10});
    const double half = 0.5 * s_.facet_height - 0.8;
    const Vec3 base = {arch_ - 1.0, lower_y_, lower_top()};
    const Vec3 end = {arch_ - 3.5, lower_y_ + 0.5, lower_tip() + half};
    return flat_cone(p, base, end, half, half - 0.6, {face, 5.4, 4.6});
  }

  Vec3 lower_middle() const { return {arch_ - 3.0, lower_y_ + 0.4, 0.5 * (lower_top() + lower_tip()) + 1.0}; }

  /// A point of the axis of the transverse process, from its root to its tip.
  Vec3 transverse_at(double t) const {
    const Vec3 root = {lerp(arch_ + 1.5, arch_ + 8.0, stout_), upper_y_ + 1.0, pedicle_z_ - 2.0};
    const Vec3 tip = {lerp(arch_ - 4.0, arch_ + 3.0, stout_), tip_y_, pedicle_z_ + lerp(0.0, 4.5, stout_)};
    // It first runs sideways, then bends back a little.
    return root + t * (tip - root) + 1.5 * t * (1.0 - t) * Vec3{1.0, 0.0, 0.0};
  }

  double transverse(const Vec3& p) const {
    const Flat near = {unit({1.0, 0.16, 0.0}), lerp(4.6, 8.5, stout_), lerp(3.0, 5.8, stout_)};
    const Flat far = {near.thin, near.at_b, lerp(2.6, 3.8, stout_)};
    const double end = lerp(4.6, 5.2, stout_);
    const Vec3 tip = transverse_at(1.0) - Vec3{0.0, end, 0.0};
    const double inner = flat_cone(p, transverse_at(0.0), transverse_at(0.45), 7.0, lerp(5.2, 7.0, stout_), near);
    const double outer = flat_cone(p, transverse_at(0.45), tip, lerp(5.2, 7.0, stout_), end, far);
    // Accessory process at its root.
    const double knob =
        round_cone(p, transverse_at(0.12) + Vec3{-1.0, 0, -3.0}, transverse_at(0.16) + Vec3{-4.6, 0, -5.5}, 3.0, 1.6);
    return smin(smin(inner, outer, 2.5), knob, 3.0);
  }

  double spinous(const Vec3& p) const {
    // Thickest along its free border, thin in its upper part.
    const double span = arch_ + s_.spinous_length;
    const double border = 0.9 * smoothstep(-s_.spinous_length + 0.42 * span, -s_.spinous_length + 2.0, p[0]) +
                          0.7 * smoothstep(-0.25 * s_.body_height, -0.75 * s_.body_height, p[2]);
    const double half = 3.1 + 1.5 * std::min(border, 1.3);
    return smax(polygon({p[0], p[2]}, spinous_), p[1] - half, 4.6);
  }

  /// Rounded triangle, its apex behind; wider above and below the middle of the laminae, open at both ends.
  double canal(const Vec3& p) const {
    const double z = p[2] + 2.0;
    const double depth = s_.canal_depth + (z > 0.0 ? 0.30 : 0.22) * (std::sqrt(square(z) + 9.0) - 3.0);
    const double from_front = clamp01((back_ - p[0]) / depth);
    const double narrowing = 0.66 * square(std::max(from_front - 0.25, 0.0) / 0.75);
    return superellipse(p[0] - back_ + 0.5 * depth, p[1], 0.5 * depth, 0.5 * s_.canal_width * (1.0 - narrowing), 2.4);
  }

  VertebraSize s_;
  double back_;  ///< back of the body in the midplane, which is the front of the canal
  double arch_;  ///< back of the canal
  double half_height_, tip_y_, upper_y_, lower_y_, pedicle_y_, pedicle_z_, stout_, turn_;
  std::vector<Point2> spinous_;
};

}  // namespace

Anatomy make_vertebra(const VertebraSize& size, double sampling) {
  const Vertebra vertebra(size);
  const double side = 0.5 * size.transverse_width + 4.0;
  const double front = 0.5 * std::max(size.upper_depth, size.lower_depth) + 6.0;
  const double half = 0.5 * std::max(size.body_height, size.anterior_height);
  Anatomy anatomy;
  anatomy.surface =
      contour(vertebra, {vertebra.rear() - 4.0, -side, -half - 22.0}, {front, side, half + 22.0}, sampling);
  set_thickness(anatomy.surface, [&](const Vec3& p) { return vertebra.thickness(p); });
  anatomy.sites = vertebra.sites();
  return anatomy;
}

}  // namespace howship
