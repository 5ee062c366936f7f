#pragma once

#include <cstddef>
#include <vector>

#include "howship/run.hpp"

namespace howship {

/// What of a card's memory is not for fields [byte]: the CUDA context with the kernels' code and stacks, some 0.4 GB on
/// recent cards, and the granules of 2 MB in which each of some 90 arrays is given out.
constexpr double device_bytes_of_cuda = 0.6e9;

/// These granules for each further arm of a trial.
constexpr double device_bytes_between_arrays = 0.1e9;

/// Of so many arms, beside CUDA's own share. \param one what the fields of an arm take [byte]
constexpr double device_bytes_of_arms(double one, std::size_t arms) {
  const auto count = static_cast<double>(arms);
  return count * one + (count > 1.0 ? (count - 1.0) * device_bytes_between_arrays : 0.0);
}

/// Which cards of 8, 24, 80 and 141 GB hold `need` bytes beside CUDA's own share. A GB is 1e9 byte here: cards have up
/// to 7 % more, of which error correction or a screen takes some.
std::vector<CheckReport::Card> plan_memory(double need);

}  // namespace howship
