#pragma once

#include <vector>

#include "howship/anatomy.hpp"
#include "howship/domain.hpp"
#include "howship/surface.hpp"

namespace howship {

/// A built-in shape: its surface and the named places that lesions can be put at. x anterior, y left, z up [mm].
struct Anatomy {
  Surface surface;
  std::vector<Site> sites;
};

/// A lumbar vertebra; origin at the centre of its body. \param sampling distance of samples [mm], the width of
/// triangles
Anatomy make_vertebra(const VertebraSize& size = {}, double sampling = 0.6);
/// Hip bones, sacrum and coccyx; origin midway between the hip centres. \param sampling as above
Anatomy make_pelvis(const PelvisSize& size = {}, double sampling = 1.2);
Anatomy make_box(const Vec3& size);  ///< centred at the origin
Anatomy make_sphere(double radius);  ///< centred at the origin, of exactly the ball's volume

}  // namespace howship
