#pragma once

#include "howship/case.hpp"

#include "host/case/section.hpp"

namespace howship {

/// The table `[population]` with the parameters' spread, `[population.cv]`. \throws InputError
PopulationCase read_population_block(Section block);

}  // namespace howship
