#pragma once

#include <string>

#include "host/report/run_folder.hpp"

namespace howship {

// Tables of a report (HTML), each from what the run folder has.

std::string key_numbers(const RunFolder& run);       ///< at the start, before treatment, at the end; extremes
std::string lesion_table(const RunFolder& run);      ///< every lesion at those times, all columns of lesions.csv
std::string event_table(const RunFolder& run);       ///< what was given
std::string balance_table(const RunFolder& run);     ///< books of the conserved quantities
std::string solver_table(const RunFolder& run);      ///< steps, sweeps, time, memory, device, version
std::string provenance_table(const RunFolder& run);  ///< program, machine, command and hashes, of manifest.json
std::string warning_list(const RunFolder& run);      ///< of run.log

}  // namespace howship
