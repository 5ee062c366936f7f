#include "tests/validation/cohorts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "host/case/patients.hpp"
#include "host/systemic/population.hpp"

namespace howship::validation {

void spread(Case& c, int patients) {
  c.population.size = patients;
  c.population.seed = 2023;
  std::vector<PopulationCase::Spread> spreads = {{"weight", 0.22},
                                                 {"clearance", 0.35},
                                                 {"volume_central", 0.25},
                                                 {"absorption", 0.40},
                                                 {"bioavailability", 0.10},
                                                 {"target", 0.40},
                                                 {"creatinine_clearance", 0.30},
                                                 {"kd_denosumab", 0.30},
                                                 {"tissue_serum_ratio", 0.30},
                                                 {"zoledronate_half", 0.50},
                                                 {"ctx_background", 0.25},
                                                 {"untx_background", 0.25},
                                                 {"k_f", 0.30},
                                                 {"k_a", 0.30},
                                                 {"calcium", 0.043},
                                                 {"gfr", 0.25}};
  if (!c.lesions.empty()) {
    spreads.push_back({"metastatic_fraction", 0.50});
    spreads.push_back({"tumour_growth", 0.20});
    spreads.push_back({"pthrp_spill", 0.50});
  }
  const std::vector<std::string> known = spread_names();
  c.population.spreads.clear();
  for (const auto& s : spreads)
    if (std::find(known.begin(), known.end(), s.parameter) != known.end()) c.population.spreads.push_back(s);
}

std::vector<Course> simulate_all(const std::vector<Case>& patients, const std::vector<double>& times) {
  std::vector<std::optional<Course>> done(patients.size());
  simulate_patients(patients, times,
                    [&](std::size_t i, SystemicTrajectory&& trajectory) { done[i].emplace(std::move(trajectory)); });
  std::vector<Course> courses;
  for (auto& course : done) courses.push_back(std::move(*course));
  return courses;
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return quantile_of(values, 0.5);
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values) {
  const double mean = mean_of(values);
  double sum = 0.0;
  for (double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

}  // namespace howship::validation
