#pragma once

#include <vector>

#include "howship/run.hpp"

namespace howship {

/// The CUDA context with the kernels' code and stacks [byte]: some 0.4 GB on recent cards.
constexpr double device_bytes_of_context = 0.5e9;

/// Which cards of 8, 24, 80 and 141 GB hold `need` bytes (device_bytes_of_arms) beside CUDA's own share. A GB is 1e9
/// byte here: cards have up to 7 % more, of which error correction or a screen takes some.
std::vector<CheckReport::Card> plan_memory(double need);

}  // namespace howship
