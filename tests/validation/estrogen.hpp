#pragma once

#include "tests/validation/trials.hpp"

namespace howship::validation {

/// A premenopausal woman who loses her estrogen with chemotherapy at day 0, for two years; with zoledronic acid 4 mg
/// every 3 months or without. Estrogen left is assumed 0.15 of before, the ratio of usual values after and before
/// menopause.
const Course& loss_of_estrogen(bool zoledronate);

}  // namespace howship::validation
