#pragma once

#include <array>
#include <string>

#include "host/view/pictures.hpp"

namespace howship {

/// Directions of a parallel projection, of length 1, in the snapshot's coordinates.
struct Sight {
  Vec3 right{}, up{};  ///< of the picture
  Vec3 towards_eye{};
};

/// Straight onto the plane. Sagittal: anterior on the left. Coronal and axial: the patient's left on the right.
Sight straight_sight(Plane plane, Frame frame);

/// The same, turned a little to the side and raised, so that depth shows.
Sight raised_sight(Plane plane, Frame frame);

/// Axis across which the plane lies: 0 x, 1 y, 2 z.
int axis_across(Plane plane, Frame frame);

/// Letter of the direction along an axis, such as "A" for anterior, or "+x" in a frame without names.
/// \param sign -1 or 1
std::string direction_letter(Frame frame, int axis, int sign);

/// The same of the axis to which `direction` comes nearest.
std::string nearest_letter(Frame frame, const Vec3& direction);

}  // namespace howship
