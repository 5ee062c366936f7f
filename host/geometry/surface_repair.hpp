#pragma once

#include <string>
#include <vector>

#include "howship/surface.hpp"

namespace howship {

/// Makes a surface the boundary of a solid where that takes only small repairs, and says in one line each what was
/// done, how often, and where the largest is:
///
/// - near-coinciding points are merged when that closes gaps, duplicate triangles are dropped;
/// - holes are closed, each up to 2 % of the surface's area and together up to 5 %;
/// - triangles are wound alike, pieces that are inside out are turned;
/// - a piece wholly inside another one is a cavity, one inside a cavity is bone again. Pieces that overlap stay as they
///   are: their union counts.
///
/// \param name of the file, for messages
/// \throws InputError with place and size of the largest hole when it is too large, or when the triangles cannot be
///   wound alike
std::vector<std::string> repair_surface(Surface& surface, const std::string& name);

}  // namespace howship
