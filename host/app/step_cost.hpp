#pragma once

#include <string>

namespace howship {

/// Seconds that one step takes one core of this machine per stored voxel, measured in about half a second on a small
/// ball. Time that other programs take is not counted.
/// \param precision as in Numerics
double measured_step_cost(const std::string& precision);

}  // namespace howship
