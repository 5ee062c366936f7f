#pragma once

#include <vector>

#include "howship/case.hpp"

namespace howship {

/// Times in (0, end) at which an input jumps, and `end` itself; ascending, each once [day]: doses, ends of infusions
/// and of even intakes, starts and ends of cycles of a therapy, fractions of radiotherapy. Of those that only
/// rounding tells apart, the last.
std::vector<double> input_cuts(const std::vector<Dose>& doses, double end,
                               const std::vector<TherapyCase>& therapies = {});

}  // namespace howship
