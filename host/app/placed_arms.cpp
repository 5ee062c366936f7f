#include "host/app/placed_arms.hpp"

#include <fmt/format.h>

#include "howship/error.hpp"

#include "host/app/tissue_sites.hpp"
#include "host/case/arm_cases.hpp"

namespace howship {

std::vector<Case> placed_arms(const Case& c, const Prepared& bone) {
  std::vector<Case> cases = arm_cases(c);
  for (std::size_t arm = 0; arm < cases.size(); ++arm) {
    cases[arm].lesions = bone.c.lesions;
    // Those of all arms are placed; the arm's own follow them, and count from 1 in messages.
    std::vector<TherapyCase> own = c.arms[arm].therapies;
    try {
      place_therapies(own, bone.named_sites, bone.domain);
      cases[arm].therapies = bone.c.therapies;
      cases[arm].therapies.insert(cases[arm].therapies.end(), own.begin(), own.end());
    } catch (const InputError& error) {
      throw InputError(fmt::format("arm[{}] (\"{}\"): {}", arm + 1, c.arms[arm].name, error.what()));
    }
  }
  return cases;
}

}  // namespace howship
