#include "tests/validation/lytic_cohort.hpp"

#include <map>

#include "host/case/patients.hpp"

#include "tests/validation/cohorts.hpp"

namespace howship::validation {

namespace {

template <class Treat>
std::vector<Course> treated(const Treat& treat) {
  Case c = oncology_with("lytic", start_of_treatment + 53.0 * week);
  treat(c);
  spread(c, 100);
  std::vector<double> times = {0.0};
  for (int i = 0; i <= 53; ++i) times.push_back(start_of_treatment + i * week);
  return simulate_all(sample_patients(c), times);
}

}  // namespace

const std::vector<Course>& lytic_cohort(Arm arm) {
  static std::map<Arm, std::vector<Course>> arms;
  const auto found = arms.find(arm);
  if (found != arms.end()) return found->second;
  return arms
      .emplace(arm, treated([arm](Case& c) {
                 if (arm == Arm::Denosumab) give_denosumab(c, 120.0, start_of_treatment, 4.0 * week, 14);
                 if (arm == Arm::Zoledronate) give_zoledronate(c, 4.0, start_of_treatment, 4.0 * week, 14);
               }))
      .first->second;
}

const std::vector<Course>& lytic_cohort_switched() {
  static const std::vector<Course> arm = treated([](Case& c) {
    give_zoledronate(c, 4.0, start_of_treatment, 4.0 * week, 6);
    give_denosumab(c, 180.0, start_of_treatment + 24.0 * week, 4.0 * week, 8);
  });
  return arm;
}

}  // namespace howship::validation
