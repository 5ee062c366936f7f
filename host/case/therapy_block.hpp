#pragma once

#include "howship/case.hpp"

#include "host/case/run_span.hpp"
#include "host/case/section.hpp"

namespace howship {

/// A `[[therapy]]` block. Keys of another kind of therapy are refused. \throws InputError
TherapyCase read_therapy_block(Section& t, const RunSpan& span);

}  // namespace howship
