#include "host/case/dosing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "howship/error.hpp"

namespace howship {

std::vector<Dose> expand_schedules(const std::vector<DoseSchedule>& schedules) {
  constexpr long most = 100000;
  long total = 0;
  for (const DoseSchedule& s : schedules) total += s.count;
  if (total > most)
    throw InputError(
        fmt::format("the schedules hold {} doses; at most {} are allowed: look at dose.count", total, most));
  std::vector<Dose> doses;
  for (const DoseSchedule& s : schedules)
    for (int i = 0; i < s.count; ++i) doses.push_back({s.start + i * s.every, s.drug, s.route, s.amount, s.duration});
  std::stable_sort(doses.begin(), doses.end(), [](const Dose& a, const Dose& b) { return a.time < b.time; });
  return doses;
}

}  // namespace howship
