#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace howship {

/// What a state of BodyModel is, for messages: "calcium in serum", "osteoclasts of the skeleton's cortical bone".
std::string name_of_state(std::size_t state);

/// Refuses a state that no patient can be in: an amount that is not finite, below zero by more than a thousandth of
/// its scale, or, in bone, above field_info.most.
/// \param y states of BodyModel \param scales of BodyModel
/// \throws NumericalError naming the quantity, its value and the time
void require_possible(const double* y, const std::vector<double>& scales, double time);

}  // namespace howship
