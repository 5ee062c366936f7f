#pragma once

#include <cstddef>
#include <vector>

#include "tests/validation/trials.hpp"

namespace howship::validation {

/// Patients as in Hu 2014: serum calcium above 12.5 mg/dL although they have had a bisphosphonate at least a week ago.
struct HypercalcaemiaTrial {
  std::size_t screened = 0;
  std::vector<double> entry;    ///< day of the first dose of each that entered [day]
  std::vector<Course> courses;  ///< of these, daily rows
};

/// Extensive lytic disease: median share of the skeleton's turnover 0.6, further spreads as everywhere but pthrp_spill
/// 1.0, since humoral hypercalcaemia varies most. Zoledronic acid 4 mg every 4 weeks from day 60 until entry within the
/// first year; then denosumab 120 mg on days 1, 8, 15 and 29 and every 4 weeks. Supplements are not given.
const HypercalcaemiaTrial& hypercalcaemia_trial();

}  // namespace howship::validation
