#pragma once

#include <string>
#include <vector>

#include "tests/validation/trials.hpp"

namespace howship::validation {

/// A patient whose lesion stood when treatment began.
struct TreatedLesion {
  double start;              ///< of treatment [day]
  Course course, untreated;  ///< weekly rows until 53 weeks after it at least
};

/// Patients as in Quattrocchi 2007: zoledronic acid 4 mg every 4 weeks on top of systemic treatment against the tumour.
///
/// Treatment begins when the lesion is established: a lytic one has 0.4 of its healthy density left, a sclerotic one
/// 1.3 of it. Of 40 patients, those whose lesion gets there within 4 years. Systemic treatment is assumed to kill the
/// tumour at a median of 0.03 per day, log-normal with a spread of 0.5, from the first infusion on. \param phenotype
/// "lytic" or "sclerotic"
const std::vector<TreatedLesion>& treated_lesions(const std::string& phenotype);

}  // namespace howship::validation
