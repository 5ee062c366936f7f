#pragma once

#include <cstddef>
#include <vector>

#include "howship/case.hpp"

namespace howship {

/// The case of one arm of a trial alone: what the case gives to all arms, then what it gives to this one. Its title is
/// that of the case with the arm's name.
/// \param arm  in [0, arms of the case) \throws InputError when both together hold too many doses
Case arm_case(const Case& c, std::size_t arm);

/// Of all arms, in the order of the case; empty for a case without.
std::vector<Case> arm_cases(const Case& c);

}  // namespace howship
