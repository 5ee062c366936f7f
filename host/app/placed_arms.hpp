#pragma once

#include <vector>

#include "howship/case.hpp"

#include "host/app/prepare.hpp"

namespace howship {

/// The cases of a trial's arms, as arm_cases() gives them, with lesions and therapies in their places.
/// \param bone  prepare(c) \throws InputError, naming the arm, for a site that the bone does not have
std::vector<Case> placed_arms(const Case& c, const Prepared& bone);

}  // namespace howship
