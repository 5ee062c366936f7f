#pragma once

#include <string>

#include "host/report/run_folder.hpp"

namespace howship {

/// The case in sentences (HTML): bone, lesions, treatment, patient, span, computation. Of a case that this version does
/// not understand, what the results tell.
std::string case_words(const RunFolder& run);

/// Parameters of the model that differ from their defaults, and whose they are, as a table (HTML).
std::string changed_parameters(const Case& c);

}  // namespace howship
