#include "host/case/arm_cases.hpp"

#include <fmt/format.h>

#include "host/case/dosing.hpp"

namespace howship {

Case arm_case(const Case& c, std::size_t arm) {
  const ArmCase& own = c.arms.at(arm);
  Case alone = c;
  alone.arms.clear();
  alone.title = c.title.empty() ? own.name : fmt::format("{}: {}", c.title, own.name);
  alone.schedules.insert(alone.schedules.end(), own.schedules.begin(), own.schedules.end());
  alone.therapies.insert(alone.therapies.end(), own.therapies.begin(), own.therapies.end());
  if (!own.dose_events.empty()) {
    alone.dose_events = own.dose_events;
    alone.event_doses = own.event_doses;
  }
  alone.ignore_after_end = c.ignore_after_end || own.ignore_after_end;
  set_weight(alone, alone.weight);
  return alone;
}

std::vector<Case> arm_cases(const Case& c) {
  std::vector<Case> cases;
  cases.reserve(c.arms.size());
  for (std::size_t arm = 0; arm < c.arms.size(); ++arm) cases.push_back(arm_case(c, arm));
  return cases;
}

}  // namespace howship
