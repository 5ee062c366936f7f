#pragma once

#include <string>

#include "howship/results.hpp"

namespace howship {

/// Prints what a run came to and where its files are. \param folder  of its results
void print_result(const Summary& summary, const std::string& folder);

/// "tumour 12 mm3, lytic 3.1 mm3, sclerotic 0 mm3, BMD -1.20 % against healthy bone"
std::string bone_words(const TimeseriesRow& row);

/// "CTX 95 % of baseline, serum calcium 2.40 mmol/L"
std::string blood_words(const TimeseriesRow& row);

/// A path as a shell takes it.
std::string as_argument(const std::string& path);

}  // namespace howship
