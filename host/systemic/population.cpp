#include "host/systemic/population.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

namespace {

// Patients differ by tens of percent, and this takes less than half the time that 1e-8 does.
constexpr double rtol = 1e-5;

}  // namespace

const std::vector<Quantile>& population_quantiles() {
  static const std::vector<Quantile> all = {{"p05", 0.05}, {"p25", 0.25}, {"p50", 0.5}, {"p75", 0.75}, {"p95", 0.95}};
  return all;
}

double quantile_of(const std::vector<double>& ascending, double share) {
  const double position = share * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] + (position - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

void simulate_patients(const std::vector<Case>& patients, const std::vector<double>& times,
                       const std::function<void(std::size_t, SystemicTrajectory&&)>& result) {
  std::vector<std::exception_ptr> failures(patients.size());
  const auto count = static_cast<long>(patients.size());
#pragma omp parallel for schedule(dynamic)
  for (long i = 0; i < count; ++i) {
    const auto patient = static_cast<std::size_t>(i);
    // Exceptions must not leave the parallel region.
    try {
      SystemicTrajectory trajectory = simulate_systemic(patients[patient], times, rtol);
#pragma omp critical(howship_patient_result)
      result(patient, std::move(trajectory));
    } catch (...) {
      failures[patient] = std::current_exception();
    }
  }
  for (std::size_t i = 0; i < failures.size(); ++i) {
    if (!failures[i]) continue;
    try {
      std::rethrow_exception(failures[i]);
    } catch (const NumericalError& error) {
      throw NumericalError(fmt::format("patient {} of {}: {}", i + 1, failures.size(), error.what()));
    }
  }
}

SystemicTrajectory simulate_population(const std::vector<Case>& patients, const std::vector<double>& times) {
  constexpr double most_bytes = 4e9;
  constexpr double columns_about = 24.0;
  const double bytes = 8.0 * columns_about * static_cast<double>(patients.size()) * static_cast<double>(times.size());
  if (bytes > most_bytes)
    throw InputError(
        fmt::format("{} patients over {} rows need {:.1f} GB of memory, more than 4: reduce "
                    "population.size or time.end",
                    patients.size(), times.size(), bytes / 1e9));
  std::vector<SystemicTrajectory> all(patients.size());
  simulate_patients(patients, times, [&](std::size_t i, SystemicTrajectory&& one) { all[i] = std::move(one); });

  SystemicTrajectory result;
  result.columns.push_back({"time [day]", times});
  if (all.empty()) return result;
  const auto columns = static_cast<long>(all.front().columns.size());
  const std::size_t kinds = population_quantiles().size();
  result.columns.resize(1 + (static_cast<std::size_t>(columns) - 1) * kinds);
#pragma omp parallel for schedule(dynamic)
  for (long c = 1; c < columns; ++c) {
    const auto column = static_cast<std::size_t>(c);
    const std::size_t first = 1 + (column - 1) * kinds;
    for (std::size_t k = 0; k < kinds; ++k) {
      result.columns[first + k].name = all.front().columns[column].name + " " + population_quantiles()[k].name;
      result.columns[first + k].values.resize(times.size());
    }
    std::vector<double> values(all.size());
    for (std::size_t row = 0; row < times.size(); ++row) {
      for (std::size_t i = 0; i < all.size(); ++i) values[i] = all[i].columns[column].values[row];
      std::sort(values.begin(), values.end());
      for (std::size_t k = 0; k < kinds; ++k)
        result.columns[first + k].values[row] = quantile_of(values, population_quantiles()[k].share);
    }
  }
  return result;
}

}  // namespace howship
