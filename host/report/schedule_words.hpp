#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"

namespace howship {

/// "denosumab 120 mg s.c. every 28 days from day 84, 24 doses", with what was missed, late, stopped or added. What is
/// planned for after the end of a case is left out by treatment_words().
std::string schedule_words(const DoseSchedule& schedule, double weight);

/// "radiotherapy of 5 fractions of 4 Gy ...": of one therapy block.
std::string therapy_words(const TherapyCase& therapy);

/// Everything that is given, one phrase each (plain text); empty when nothing is.
std::vector<std::string> treatment_words(const Case& c);

}  // namespace howship
