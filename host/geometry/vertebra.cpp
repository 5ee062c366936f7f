#include <cmath>
#include <vector>

#include "host/geometry/anatomy.hpp"
#include "host/geometry/implicit.hpp"

namespace howship {

namespace {

using namespace implicit;

/// Third lumbar vertebra of an adult. Panjabi 1992: Spine 17:299-306, direct measurement of 12 spines; Zhou 2000: Eur
/// Spine J 9:242-248, CT of 126 adults. Their means scatter by a few millimetres; the values here are rounded and lie
/// between them. What carries no source is shaped by eye after anatomical plates.
struct VertebraSize {
  double body_width = 44.0;        ///< upper endplate; Panjabi 1992
  double body_depth = 35.0;        ///< upper endplate, in the midplane; Panjabi 1992
  double body_height = 28.0;       ///< posterior wall, rim to rim; Zhou 2000
  double canal_width = 24.0;       ///< Panjabi 1992
  double canal_depth = 17.5;       ///< Panjabi 1992
  double pedicle_width = 10.0;     ///< Panjabi 1992
  double pedicle_height = 14.5;    ///< Panjabi 1992
  double spinous_length = 70.0;    ///< tip behind the middle of the body; Panjabi 1992
  double transverse_width = 92.0;  ///< tip to tip; chosen, reported means lie around 85 to 100
  double waist = 0.09;             ///< narrowing of the body at half height, share of its width
  double endplate_dip = 1.6;       ///< depth of the endplates' hollow
  double posterior_hollow = 2.6;   ///< depth of the kidney's hilum
  double rim_rounding = 1.6;
  double lamina_thickness = 6.5;
  double spinous_thickness = 7.0;
};

constexpr double sampling = 0.75;

/// One half of a bone that is the same left and right: all is put together at y >= 0 and evaluated at |y|.
class Vertebra {
 public:
  explicit Vertebra(const VertebraSize& size) : s_(size), back_(-0.5 * size.body_depth) {
    arch_back_ = back_ - s_.canal_depth;
    pedicle_y_ = 0.5 * (s_.canal_width + s_.pedicle_width) + 0.3;
    tip_y_ = 0.5 * s_.transverse_width;
    const double tip = -s_.spinous_length;
    // Hatchet: nearly level above, dropping below, cut off steeply behind.
    const std::vector<Point2> outline = {
        {arch_back_ + 1.0, 4.0}, {-48.0, 2.0},       {-58.0, -0.5},  {tip + 2.5, -2.5}, {tip, -7.0},
        {tip + 0.4, -18.0},      {tip + 3.0, -23.0}, {-60.0, -21.0}, {-50.0, -17.5},    {arch_back_ - 1.0, -17.0}};
    spinous_ = rounded(outline, 4);
  }

  double operator()(const Vec3& at) const {
    const Vec3 p = {at[0], std::abs(at[1]), at[2]};
    double d = smin(body(p), pedicle(p), 5.0);
    d = smin(d, arch(p), 3.0);
    return subtract(d, canal(p), 0.8);
  }

  std::vector<Site> sites() const {
    return {{"vertebral body", {0, 0, 0}},
            {"left pedicle", {-23, pedicle_y_, pedicle_z}},
            {"right pedicle", {-23, -pedicle_y_, pedicle_z}},
            {"spinous process", {-56, 0, -9}},
            {"left transverse process", {-31.5, 30, 3.2}},
            {"right transverse process", {-31.5, -30, 3.2}}};
  }

 private:
  static constexpr double pedicle_z = 5.0;

  double body(const Vec3& p) const {
    const double level = std::min(2.0 * std::abs(p[2]) / s_.body_height, 1.0);
    const double flare = 1.0 - s_.waist * (1.0 - level * level);
    const double hilum = s_.posterior_hollow * std::exp(-square(p[1] / 8.5));
    // The depth is measured in the midplane, so that the lobes beside the hilum reach further back. The back of the
    // body hardly takes part in the waist.
    const double half_depth = 0.5 * (s_.body_depth + s_.posterior_hollow);
    const double x = p[0] + 0.5 * s_.posterior_hollow;
    const double half = x > 0.0 ? half_depth * flare : half_depth * (0.5 + 0.5 * flare) - hilum;
    const double wall = superellipse(x, p[1], half, 0.5 * s_.body_width * flare, x > 0.0 ? 2.2 : 2.7);
    const double radius = clamp01(std::hypot(p[0] / 13.0, p[1] / 17.0));
    const double plateau = std::abs(p[2]) - 0.5 * s_.body_height + s_.endplate_dip * square(1.0 - radius * radius);
    const double r = s_.rim_rounding;
    return std::hypot(std::max(wall + r, 0.0), std::max(plateau + r, 0.0)) +
           std::min(std::max(wall, plateau) + r, 0.0) - r;
  }

  double pedicle(const Vec3& p) const {
    return flat_cone(p, {-12, pedicle_y_ - 1.0, pedicle_z}, {-30, pedicle_y_, pedicle_z - 0.5}, 0.5 * s_.pedicle_height,
                     0.5 * s_.pedicle_height, {{0, 1, 0}, 0.5 * s_.pedicle_width, 0.5 * s_.pedicle_width});
  }

  double arch(const Vec3& p) const {
    // The lamina leans: its upper edge lies further forward than its lower one.
    const double mid_x = arch_back_ - 0.5 * s_.lamina_thickness;
    const Vec3 along = unit({mid_x + 34.5, -15.5, -1.5});
    const Vec3 up = unit(Vec3{0.26, 0.0, 1.0} - dot(Vec3{0.26, 0.0, 1.0}, along) * along);
    const Vec3 across = {along[1] * up[2] - along[2] * up[1], along[2] * up[0] - along[0] * up[2],
                         along[0] * up[1] - along[1] * up[0]};
    double d = plate(p, {0.5 * (mid_x - 34.5) + 0.3, 7.6, -5.0}, {along, up, across},
                     {11.0, 10.5, 0.5 * s_.lamina_thickness}, 2.6);
    // Pars interarticularis.
    d = smin(d, capsule(p, {-32.5, 16.5, 4}, {-37.0, 13.0, -9}, 5.2), 4.0);
    d = smin(d, upper_facet(p), 3.0);
    d = smin(d, lower_facet(p), 3.0);
    d = smin(d, transverse(p), 6.0);
    return smin(d, spinous(p), 5.0);
  }

  double upper_facet(const Vec3& p) const {
    double d = flat_cone(p, {-32.5, 17.5, 3.0}, {-34.5, 19.0, 16.5}, 8.0, 6.8, {unit({0.35, 1.0, 0}), 5.2, 3.8});
    // Mammillary process at its back.
    d = smin(d, round_cone(p, {-36.0, 20.0, 9.0}, {-40.5, 21.0, 12.5}, 4.2, 2.6), 3.0);
    // Hollow joint face that looks inwards and back.
    return subtract(d, capsule(p, {-39.5, 4.5, 6.0}, {-39.5, 4.5, 40.0}, 11.8), 1.0);
  }

  double lower_facet(const Vec3& p) const {
    return flat_cone(p, {-38.0, 11.0, -8.0}, {-41.0, 12.0, -22.0}, 7.2, 6.4, {unit({0.55, 0.85, 0.1}), 4.6, 3.6});
  }

  double transverse(const Vec3& p) const {
    const Flat flat = {unit({1.0, 0.18, 0.0}), 4.0, 2.6};
    const double inner = flat_cone(p, {-30.0, 17.0, 2.5}, {-32.0, 33.0, 3.5}, 6.5, 5.2, flat);
    const double outer = flat_cone(p, {-32.0, 33.0, 3.5}, {-34.5, tip_y_ - 4.6, 5.0}, 5.2, 4.6, {flat.thin, 3.3, 2.6});
    return smin(inner, outer, 2.0);
  }

  double spinous(const Vec3& p) const {
    // Thickest along its free border.
    const double border = smoothstep(-55.0, -s_.spinous_length, p[0]) + 0.7 * smoothstep(-8.0, -20.0, p[2]);
    const double half = 0.5 * s_.spinous_thickness * (0.82 + 0.36 * std::min(border, 1.0));
    return smax(polygon({p[0], p[2]}, spinous_), p[1] - half, 4.0);
  }

  /// Rounded triangle, its apex behind. Open above and below.
  double canal(const Vec3& p) const {
    const double middle = back_ - 0.5 * s_.canal_depth;
    const double from_front = clamp01((back_ - p[0]) / s_.canal_depth);
    const double half_width = 0.5 * s_.canal_width * (1.0 - 0.30 * square(std::max(from_front - 0.35, 0.0) / 0.65));
    return superellipse(p[0] - middle, p[1], 0.5 * s_.canal_depth, half_width, 2.3);
  }

  VertebraSize s_;
  double back_;  ///< back of the body in the midplane, which is the front of the canal
  double arch_back_;
  double pedicle_y_;
  double tip_y_;
  std::vector<Point2> spinous_;
};

}  // namespace

Anatomy make_vertebra() {
  const VertebraSize size;
  const Vertebra vertebra(size);
  const double side = 0.5 * size.transverse_width + 3.0;
  return {contour(vertebra, {-size.spinous_length - 4.0, -side, -36.0}, {0.5 * size.body_depth + 4.0, side, 28.0},
                  sampling),
          vertebra.sites()};
}

}  // namespace howship
