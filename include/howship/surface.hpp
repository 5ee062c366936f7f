#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "howship/domain.hpp"

namespace howship {

/// A triangulated surface. Points in mm; triangles wound so that normals point out of the bone.
struct Surface {
  std::vector<Vec3> points;
  std::vector<std::array<std::int32_t, 3>> triangles;
  std::vector<float> cortical_thickness;  ///< of the shell beneath each point [mm]; empty = not known
};

/// A named place of a built-in anatomy, for lesions: "vertebral body", "left pedicle", ...
struct Site {
  std::string name;
  Vec3 centre{};  ///< [mm]
};

}  // namespace howship
