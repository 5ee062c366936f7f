#pragma once

#include "howship/case.hpp"

#include "host/case/run_span.hpp"
#include "host/case/section.hpp"

namespace howship {

/// A `[[dose]]` block. \throws InputError
DoseSchedule read_dose_block(Section& d, const RunSpan& span);

/// Administrations that start at `start` and come `every` [day, > 0] until just before `until` [day]; 1 at least.
/// For schedules that name no count. \throws InputError at `every` when there are more than 100 000
int count_until(const Section& block, double start, double every, double until);

}  // namespace howship
