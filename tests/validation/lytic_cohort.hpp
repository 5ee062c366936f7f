#pragma once

#include <vector>

#include "tests/validation/trials.hpp"

namespace howship::validation {

/// A hundred patients with lytic metastases, treated from start_of_treatment on for a year with 120 mg of denosumab or
/// 4 mg of zoledronic acid every 4 weeks: weekly rows. Arms are of the same patients.
const std::vector<Course>& lytic_cohort(Arm arm);

/// The same patients: zoledronic acid for 24 weeks, then denosumab 180 mg every 4 weeks.
const std::vector<Course>& lytic_cohort_switched();

}  // namespace howship::validation
