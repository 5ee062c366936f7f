#pragma once

#include <vector>

#include "howship/case.hpp"

namespace howship {

/// Times in (0, end) at which the blood's input jumps, that is at doses and where infusions end, and `end` itself;
/// ascending, each once [day].
std::vector<double> input_cuts(const std::vector<Dose>& doses, double end);

}  // namespace howship
