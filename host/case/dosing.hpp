#pragma once

#include <vector>

#include "howship/case.hpp"

namespace howship {

/// Every administration of the schedules, sorted by time; those at the same time in the order of the schedules.
/// \throws InputError for more than 100 000 administrations
std::vector<Dose> expand_schedules(const std::vector<DoseSchedule>& schedules);

}  // namespace howship
