#pragma once

#include <array>
#include <vector>

#include "howship/anatomy.hpp"

#include "host/geometry/implicit.hpp"
#include "host/geometry/sacrum.hpp"

namespace howship {

/// The left hip bone as a solid. It is drawn once at fixed dimensions and drawn out to those that are asked for; the
/// acetabulum stays a ball's. The gap to the sacrum is cut out of it.
class HipBone {
 public:
  HipBone(const PelvisSize& size, const Sacrum& sacrum);

  double operator()(const Vec3& at) const;
  double thickness(const Vec3& at) const;  ///< of the shell [mm]

  const Vec3& hip() const { return hip_; }                             ///< centre of the joint
  double wing_at(double x, double z) const { return wing_(x, z)[0]; }  ///< y of the middle of the drawn wing
  Vec3 placed(const Vec3& drawn) const;                                ///< a point of the drawing in space

 private:
  Vec3 drawn(const Vec3& at) const;
  double sideways(const Vec3& at) const;
  double ilium(const Vec3& p) const;
  double crest(const Vec3& p) const;
  double acetabulum(const Vec3& at) const;
  double cup(const Vec3& at) const;
  double ischium(const Vec3& p) const;
  double pubis(const Vec3& p) const;

  PelvisSize s_;
  const Sacrum& sacrum_;
  Vec3 hip_;
  double stretch_;
  /// Places of the drawing and how far they move to the left.
  std::array<std::array<double, 4>, 8> moved_{};
  implicit::Table2<4> wing_;
  std::vector<implicit::Bead> crest_, front_, pillar_, upper_ramus_;
};

}  // namespace howship
