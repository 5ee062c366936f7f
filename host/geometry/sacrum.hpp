#pragma once

#include <array>
#include <cmath>
#include <vector>

#include "howship/anatomy.hpp"

#include "host/geometry/implicit.hpp"

namespace howship {

/// Sacrum and coccyx as a solid, the same left and right. Its own coordinates in the midplane: `along` the curve
/// through the middles of the vertebral bodies from the upper endplate down, `behind` it.
class Sacrum {
 public:
  explicit Sacrum(const PelvisSize& size);

  double operator()(const Vec3& at) const;
  double thickness(const Vec3& at) const;  ///< of the shell [mm]

  /// The point that lies `along` and `behind` and at y, in space.
  Vec3 place(double along, double behind, double y) const;

 private:
  Vec3 upright(const Vec3& at) const;
  double bodies(double along, double behind, double y) const;
  double wings(double along, double behind, double y) const;
  double roof(double along, double behind, double y) const;
  double articular_process(double along, double behind, double y) const;
  double joint(double along, double behind) const;

  PelvisSize s_;
  double tilt_;     ///< from the slope that the shape was made for [rad]
  double stretch_;  ///< of heights
  std::vector<implicit::Point2> curve_;
  implicit::Table2<2> located_;
};

}  // namespace howship
