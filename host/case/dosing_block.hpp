#pragma once

#include <filesystem>
#include <vector>

#include "howship/case.hpp"

#include "host/case/run_span.hpp"
#include "host/case/section.hpp"

namespace howship {

/// A table of doses that a case names.
struct NamedEvents {
  std::filesystem::path file;  ///< absolute; empty: none is named
  std::vector<Dose> doses;     ///< sorted by time
};

/// The key `events` of a `[dosing]` table. \param case_file  beside which the table lies \throws InputError
NamedEvents read_events(Section& dosing, const std::filesystem::path& case_file, const RunSpan& span);

/// The key `after_end`: whether doses after the end are left out instead of refused. \throws InputError
bool read_after_end(Section& dosing, bool otherwise);

}  // namespace howship
