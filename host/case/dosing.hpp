#pragma once

#include <cstddef>
#include <vector>

#include "howship/case.hpp"

namespace howship {

constexpr int most_doses = 100000;              ///< of one case
constexpr std::size_t most_doses_a_day = 1000;  ///< more would be an infusion
constexpr double most_amount = 1e5;             ///< of one administration [mg]
constexpr double most_vitamin_d = 15.0;         ///< 600 000 IU, the most in use; above it units were mixed up [mg]
constexpr double longest_infusion = 365.25;     ///< [day]

/// Every administration of the schedules, sorted by time; those at the same time in the order of the schedules. A
/// schedule of a supplement is one dose with the total amount, taken evenly from its start to its end.
/// \throws InputError for more than 100 000 administrations
std::vector<Dose> expand_schedules(const std::vector<DoseSchedule>& schedules);

/// Gives the patient another weight [kg], and all that follows from it: amounts per weight and Case::doses, which are
/// those of the schedules and of the event table, sorted by time.
/// \throws InputError for more than 100 000 administrations
void set_weight(Case& c, double weight);

}  // namespace howship
