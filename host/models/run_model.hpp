#pragma once

#include <functional>
#include <iosfwd>
#include <vector>

#include "howship/case.hpp"

#include "host/models/published_model.hpp"

namespace howship {

/// Called with a time [day], the state there and the readouts there.
using OnModelRow =
    std::function<void(double time, const std::vector<double>& states, const std::vector<double>& outputs)>;

/// Follows a published model from rest at day 0 under the inputs and doses of a case.
///
/// A row that falls on a dose or on the start or end of an input shows what was before it; inputs from day 0 on count
/// in the row of day 0. \param times of the rows, ascending [day], >= 0 \throws InputError for a dose that the model
/// lacks, NumericalError when CVODE fails or cells become negative
void integrate_model(PublishedModel& model, const Case& c, const std::vector<double>& times, const OnModelRow& on_row);

/// Integrates the published model that a case names and writes it as CSV: time, states, readouts; one row per day and
/// one at the end. Of the case only [model], denosumab and time.end count.
/// \throws as integrate_model
void run_model(const Case& c, std::ostream& csv);

}  // namespace howship
