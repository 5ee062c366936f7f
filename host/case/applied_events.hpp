#pragma once

#include <vector>

#include "howship/case.hpp"
#include "howship/results.hpp"

namespace howship {

/// Rows of events.csv that a run of the case makes, sorted by time: doses, cycles of therapies and fractions of
/// radiotherapy, those after the end included.
std::vector<AppliedEvent> applied_events(const Case& c);

}  // namespace howship
