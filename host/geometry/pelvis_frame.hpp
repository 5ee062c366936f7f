#pragma once

namespace howship {

/// Height of a hip bone in the drawing that the built-in pelvis is stretched from [mm].
constexpr double drawn_height = 216.4;

}  // namespace howship
