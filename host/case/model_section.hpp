#pragma once

#include <string>

#include "howship/case.hpp"

#include "host/case/section.hpp"

namespace howship {

/// Reads `[model]` and holds the rest of the case against what the model takes: doses, and nothing of a tumour.
/// \param top the whole case file \param end of the run [day]
ModelCase read_model(Section& top, double end);

/// `[model]` as it stands in a case file.
std::string write_model(const ModelCase& model);

}  // namespace howship
