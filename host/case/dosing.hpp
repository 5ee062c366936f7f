#pragma once

#include <vector>

#include "howship/case.hpp"

namespace howship {

/// Every administration of the schedules, sorted by time; those at the same time in the order of the schedules. A
/// schedule of a supplement is one dose with the total amount, taken evenly from its start to its end.
/// \throws InputError for more than 100 000 administrations
std::vector<Dose> expand_schedules(const std::vector<DoseSchedule>& schedules);

/// Gives the patient another weight [kg], and all that follows from it: amounts per weight and Case::doses, which are
/// those of the schedules and of the event table, sorted by time.
/// \throws InputError for more than 100 000 administrations
void set_weight(Case& c, double weight);

}  // namespace howship
