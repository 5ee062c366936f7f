#pragma once

#include <functional>
#include <string>
#include <vector>

#include "howship/case.hpp"

#include "host/systemic/systemic_trajectory.hpp"

namespace howship {

/// A quantile by name: of values in ascending order, between neighbours on a straight line, so that 0 is the least
/// value and 1 the largest.
struct Quantile {
  std::string name;  ///< as "p05"
  double share;      ///< in [0, 1]
};
const std::vector<Quantile>& population_quantiles();  ///< p05, p25, p50, p75, p95

/// \param ascending not empty
double quantile_of(const std::vector<double>& ascending, double share);

/// Simulates every patient to a relative 1e-5 per step, in parallel where the build has OpenMP; `result(i, trajectory)`
/// is called once each, in no order and one at a time. Results do not depend on the number of threads. \param times as
/// for simulate_systemic \throws NumericalError of the first patient in order whose solution fails, with its number
/// from 1
void simulate_patients(const std::vector<Case>& patients, const std::vector<double>& times,
                       const std::function<void(std::size_t, SystemicTrajectory&&)>& result);

/// Each column of the patients' trajectories as its population_quantiles() at each of the times: after "time [day]" the
/// columns are "<name> p05" and so on, of all patients at that time.
/// \throws InputError when the values of all patients would not fit into 4 GB, saying what to reduce
SystemicTrajectory simulate_population(const std::vector<Case>& patients, const std::vector<double>& times);

}  // namespace howship
