#pragma once

namespace howship {

double available_memory_bytes();  ///< that the system could give this process now; 0 when it does not say
double peak_memory_bytes();       ///< largest resident size of this process so far

}  // namespace howship
