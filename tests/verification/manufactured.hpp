#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <vector>

#include "howship/domain.hpp"
#include "howship/fields.hpp"
#include "howship/parameters.hpp"

namespace howship::testing_support {

/// A made-up course of all 17 fields in a ball, smooth and positive:
///   u_f = b_f [1 + 0.3 g_f(x) cos(w_f t + p_f)],
///   g_f = n_f.x/R (1 - s r2/3R2) + r2/R2 - s r4/2R4.
/// With s = 1 no field has a slope across the surface r = R, with s = 0 all have.
class Manufactured {
 public:
  Manufactured(double radius, double flat) : radius_(radius), flat_(flat) {
    for (std::size_t f = 0; f < field_count; ++f) {
      const double i = static_cast<double>(f);
      const double polar = 0.3 + 0.16 * i, around = 2.4 * i;
      direction_[f] = {std::sin(polar) * std::cos(around), std::sin(polar) * std::sin(around), std::cos(polar)};
      frequency_[f] = 0.8 + 0.07 * i;
      phase_[f] = 1.1 * i;
    }
  }

  struct Point {
    double value, in_time;  ///< u and du/dt
    Vec3 gradient;
    double laplacian;
  };
  Point at(std::size_t f, const Vec3& x, double time) const {
    const double r2 = (x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) / (radius_ * radius_);
    double along = 0.0;
    for (std::size_t axis = 0; axis < 3; ++axis) along += direction_[f][axis] * x[axis] / radius_;
    const double angle = frequency_[f] * time + phase_[f];
    const double size = 0.3 * base[f], swing = size * std::cos(angle);
    const double g = along * (1.0 - flat_ * r2 / 3.0) + r2 - 0.5 * flat_ * r2 * r2;
    Point p{base[f] + swing * g, -size * frequency_[f] * std::sin(angle) * g, {}, 0.0};
    for (std::size_t axis = 0; axis < 3; ++axis)
      p.gradient[axis] = swing / radius_ *
                         (direction_[f][axis] * (1.0 - flat_ * r2 / 3.0) +
                          x[axis] / radius_ * (-2.0 / 3.0 * flat_ * along + 2.0 - 2.0 * flat_ * r2));
    p.laplacian = swing / (radius_ * radius_) * (-10.0 / 3.0 * flat_ * along + 6.0 - 10.0 * flat_ * r2);
    return p;
  }

  /// Diffusivity and its slope in BV/TV.
  static std::array<double, 2> diffusivity(const TissueParameters& p, std::size_t f, double phi) {
    const double in_marrow[diffusing_count] = {p.diffusivity_rankl,    p.diffusivity_opg,   p.diffusivity_denosumab,
                                               p.diffusivity_tgf_beta, p.diffusivity_pthrp, p.diffusivity_osteogenic,
                                               p.diffusivity_calcium,  p.diffusivity_tumour};
    const double marrow = 1.0 - phi;
    if (f == static_cast<std::size_t>(index_of(Field::Tumour)))
      return {in_marrow[f] * marrow * marrow, -2.0 * in_marrow[f] * marrow};
    return {in_marrow[f] * (std::pow(marrow, 1.5) + p.bone_hindrance * phi),
            in_marrow[f] * (-1.5 * std::sqrt(marrow) + p.bone_hindrance)};
  }

  /// div(D grad u) with D following the bone of this solution.
  double diffusion(const TissueParameters& p, std::size_t f, const Vec3& x, double time) const {
    const Point u = at(f, x, time), osteoid = at(index_of(Field::Osteoid), x, time),
                matrix = at(index_of(Field::MineralisedMatrix), x, time);
    const auto [d, slope] = diffusivity(p, f, osteoid.value + matrix.value);
    double product = 0.0;
    for (std::size_t axis = 0; axis < 3; ++axis)
      product += u.gradient[axis] * (osteoid.gradient[axis] + matrix.gradient[axis]);
    return d * u.laplacian + slope * product;
  }

  /// Outer concentration u + D/beta du/dn with which a wall of conductance beta [mm/day] passes the flux that this
  /// solution has at the point of the surface above x.
  double beyond_wall(const TissueParameters& p, std::size_t f, const Vec3& x, double time, double beta) const {
    const double r = std::hypot(x[0], x[1], x[2]);
    const Vec3 wall{x[0] * radius_ / r, x[1] * radius_ / r, x[2] * radius_ / r};
    const Point u = at(f, wall, time);
    const double phi =
        at(index_of(Field::Osteoid), wall, time).value + at(index_of(Field::MineralisedMatrix), wall, time).value;
    double outwards = 0.0;
    for (std::size_t axis = 0; axis < 3; ++axis) outwards += u.gradient[axis] * wall[axis] / radius_;
    return u.value + diffusivity(p, f, phi)[0] / beta * outwards;
  }

 private:
  /// Bone under treatment beside a tumour; BV/TV from 0.16 to 0.3, so that diffusivity varies with it, and so little
  /// mineral that the matrix holds it everywhere.
  static constexpr double base[field_count] = {12.0, 18000.0, 800.0, 1.1, 12.0, 0.6, 2.4,   0.2, 1.2,
                                               1.1,  0.9,     0.8,   0.9, 0.02, 0.2, 0.025, 0.7};
  double radius_, flat_;
  std::array<Vec3, field_count> direction_;
  std::array<double, field_count> frequency_, phase_;
};

/// Surface of bone in a cut voxel over its volume [1/mm]: what its open faces lack to close.
inline std::vector<double> wall_per_volume(const VoxelDomain& domain) {
  std::map<Index3, std::size_t> place;
  for (std::size_t v = 0; v < domain.stored_voxels(); ++v)
    if (domain.active(v)) place[domain.voxel_index(v)] = v;
  std::vector<double> wall(domain.stored_voxels(), 0.0);
  for (const auto& [index, v] : place) {
    double square = 0.0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      Index3 next = index;
      ++next[axis];
      const auto found = place.find(next);
      const double ahead = found == place.end() ? 0.0 : domain.aperture[axis][found->second];
      square += std::pow((ahead - domain.aperture[axis][v]) / domain.grid.spacing[axis], 2);
    }
    wall[v] = std::sqrt(square) / domain.volume_fraction[v];
  }
  return wall;
}

}  // namespace howship::testing_support
