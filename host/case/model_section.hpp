#pragma once

#include <string>

#include "howship/case.hpp"

#include "host/case/run_span.hpp"
#include "host/case/section.hpp"

namespace howship {

/// Reads `[model]` and holds the rest of the case against what the model takes: doses, and nothing of a tumour.
/// Inputs that start after the end are refused or left out, as doses are.
/// \param top the whole case file
ModelCase read_model(Section& top, const RunSpan& span);

/// `[model]` as it stands in a case file.
std::string write_model(const ModelCase& model);

}  // namespace howship
