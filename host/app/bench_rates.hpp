#pragma once

#include "howship/backend.hpp"

#include "host/app/bench.hpp"
#include "host/app/bench_case.hpp"

namespace howship {

struct MeasuredRates {
  BenchRates rates;
  double bytes = 0;                        ///< allocated by the back end
  SolvePlan plan;                          ///< of the measured step's stages
  double sweep_bytes = 0, step_bytes = 0;  ///< that these have to move at least
};

/// Measures a back end's parts of a step in turns with the triad, so that what else the machine does meets both.
/// \param rounds of all parts, >= 1; \param triad_elements per array
MeasuredRates measure_rates(const BenchCase& problem, const BackendOptions& options, int rounds,
                            std::size_t triad_elements);

}  // namespace howship
