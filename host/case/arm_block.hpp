#pragma once

#include <cstddef>
#include <vector>

#include "howship/case.hpp"

#include "host/case/section.hpp"

namespace howship {

constexpr std::size_t most_arms = 64;  ///< of one case: each is a thread with fields of its own

/// The `[[arm]]` blocks of a case. \param c  with its end, source and event table \throws InputError
std::vector<ArmCase> read_arms(Section& top, const Case& c);

/// \throws InputError, naming the arm, when what the case and an arm give together is too much
void check_arms(const Case& c);

}  // namespace howship
