#pragma once

#include <string>
#include <vector>

#include "howship/case.hpp"
#include "howship/run.hpp"

namespace howship {

/// Prints what each arm of a trial came to and where its files are. \param folder  of the trial
void print_trial(const Case& c, const std::vector<ArmOutcome>& arms, const std::string& folder);

/// One object: the title, and of each arm its name, folder, failure if there was one, and summary.json.
/// \throws FileError when the summary of an arm that had come to its end before cannot be read
std::string trial_json(const Case& c, const std::vector<ArmOutcome>& arms);

/// An arm that was stopped before its end, the one that is least far; null when there is none.
const ArmOutcome* stopped_arm(const std::vector<ArmOutcome>& arms);

/// "; arm zoledronate has failed: WHY", empty when none has.
std::string failures_in_words(const std::vector<ArmOutcome>& arms);

/// \throws Error of the kind of the first arm's failure that there is, naming all arms that failed and why
void throw_failure(const std::vector<ArmOutcome>& arms);

}  // namespace howship
