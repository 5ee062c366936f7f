#pragma once

#include "howship/surface.hpp"

namespace howship {

/// The triangles of a closed surface with bone on one side only. Where pieces overlap, or touch without sharing points
/// as parts of a mesh do that are tied together, the others lie within the bone: no shell is there. A triangle that
/// lies within another piece only in part is kept. \param gap  distance up to which pieces touch [mm]
Surface walls_of(const Surface& surface, double gap);

}  // namespace howship
