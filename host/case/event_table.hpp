#pragma once

#include <filesystem>
#include <vector>

#include "howship/case.hpp"

#include "host/case/run_span.hpp"

namespace howship {

/// Doses of a NONMEM-style event table, sorted by time; those that ADDL adds are included.
///
/// Columns, in any order and case: TIME [day], AMT [mg], EVID, II [day], ADDL, RATE [mg/day], CMT or DRUG, ROUTE, SS.
/// CMT is 1 for denosumab into the subcutaneous depot, 2 for denosumab into the blood, 3 for zoledronic acid into the
/// blood; DRUG and ROUTE hold the names of case files. TIME, AMT and one of CMT and DRUG are required. ID, DV and MDV
/// are there in most tables and not used. '.' and an empty entry are 0. Without EVID a row with an amount is a dose.
///
/// \throws InputError naming file, line and column
std::vector<Dose> read_event_table(const std::filesystem::path& file, const RunSpan& span);

}  // namespace howship
