#pragma once

#include <string>
#include <utility>
#include <vector>

#include "howship/case.hpp"

#include "tests/validation/trials.hpp"

namespace howship::validation {

/// Sets size and spread of a population. The spreads (standard deviations of logarithms) are assumed from what
/// population analyses of antibodies and marker studies find between patients, and fitted to no row:
///
///   weight 0.22, clearance 0.35, central volume 0.25, absorption 0.40, bioavailability 0.10, circulating target 0.40,
///   creatinine clearance 0.30; affinity 0.30 and tissue ratio 0.30 of denosumab, half effect of zoledronate 0.50,
///   background of markers 0.25, repopulation by osteoclasts and osteoblasts 0.30, filtration by the kidney 0.25, serum
///   calcium in health 0.043 (reference interval 2.15 to 2.55 mmol/L); with a lesion also its share of the
///   skeleton's turnover 0.50, tumour growth 0.20 and spill of PTHrP into blood 0.50.
///
/// A parameter that this version of the model lacks is left out.
void spread(Case& c, int patients);

/// Courses of the same patients, in their order.
std::vector<Course> simulate_all(const std::vector<Case>& patients, const std::vector<double>& times);

/// Share of the courses for which `holds` [%].
template <class Holds>
double share_of(const std::vector<Course>& courses, const Holds& holds) {
  double count = 0.0;
  for (const Course& course : courses) count += holds(course) ? 1.0 : 0.0;
  return 100.0 * count / static_cast<double>(courses.size());
}

double median_of(std::vector<double> values);
double mean_of(const std::vector<double>& values);
double deviation_of(const std::vector<double>& values);  ///< sample standard deviation

}  // namespace howship::validation
