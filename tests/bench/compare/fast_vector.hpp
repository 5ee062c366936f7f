#pragma once

#include <nvector/nvector_serial.h>

namespace howship::compare {

/// A serial vector of SUNDIALS whose arithmetic is compiled for this machine: distributions compile it for the oldest
/// one, with sums that do not vectorise, and it would be most of what CVODE takes. Clones inherit it.
N_Vector make_fast_vector(sunindextype size, SUNContext context);

}  // namespace howship::compare
