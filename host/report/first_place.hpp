#pragma once

#include <vector>

#include "host/report/run_folder.hpp"

namespace howship {

/// Change of mean density against healthy bone [%] of the bone that lesions took up in the first snapshot, at other
/// times: unlike the means of lesions.csv, always of the same bone. Of the last snapshot no later than each time.
/// \return one value per time; nothing when the snapshots lack bmd or bmd_change, or there was no lesion
/// \throws FileError when a snapshot cannot be read
std::vector<double> change_at_first_place(const RunFolder& run, const std::vector<double>& times);

}  // namespace howship
