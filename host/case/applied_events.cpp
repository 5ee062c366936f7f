#include "host/case/applied_events.hpp"

#include <algorithm>

#include "host/case/names.hpp"

namespace howship {

std::vector<AppliedEvent> applied_events(const Case& c) {
  std::vector<AppliedEvent> events;
  for (const Dose& dose : c.doses) {
    AppliedEvent event;
    event.time = dose.time;
    event.kind = is_supplement(dose.drug) ? "intake" : "dose";
    event.drug = name_of(dose.drug);
    event.route = name_of(dose.route);
    event.amount = dose.amount;
    event.duration = dose.duration;
    events.push_back(event);
  }
  for (const TherapyCase& therapy : c.therapies)
    for (int cycle = 0; cycle < therapy.count; ++cycle) {
      AppliedEvent event;
      event.time = therapy.start + cycle * therapy.every;
      event.kind = name_of(therapy.kind);
      event.duration = therapy.duration;
      event.absorbed_dose = therapy.fraction_dose;
      events.push_back(event);
    }
  std::stable_sort(events.begin(), events.end(),
                   [](const AppliedEvent& a, const AppliedEvent& b) { return a.time < b.time; });
  return events;
}

}  // namespace howship
