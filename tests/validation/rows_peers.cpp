#include <algorithm>

#include "tests/validation/questions.hpp"
#include "tests/validation/trials.hpp"

namespace howship::validation {

namespace {

/// Pharmacokinetics of published models with their own parameters: to be asked here once they are presets.
Answer needs_a_preset() {
  return cannot_say("needs that published model as a preset");
}

Answer on_off_on() {
  const Course& course = trial("60 mg for 2 years, a year without, again", [] {
    Case c = postmenopausal(4.0 * year);
    give_denosumab(c, 60.0, 0.0, 0.5 * year, 4);
    give_denosumab(c, 60.0, 3.0 * year, 0.5 * year, 2);
    return c;
  });
  const char* density = course.has("bmd_spine [%]") ? "bmd_spine [%]" : "bmd_rest [mg/cm3]";
  const double d0 = course.at(density, 0.0), d24 = course.at(density, 2.0 * year), d36 = course.at(density, 3.0 * year),
               d48 = course.at(density, 4.0 * year);
  return give(d24 > d0 && d36 < d24 && d48 > d36, d48 - d36, "rise on treatment again [column's unit]");
}

Answer tumour_left_under_denosumab() {
  const double end = start_of_treatment + 2.0 * year;
  const double left =
      lesion_trial("lytic", Arm::Denosumab).at(tumour, end) / lesion_trial("lytic", Arm::None).at(tumour, end);
  return give(left >= 0.1, left);
}

/// Overshoot of CTX in the second year after the last dose [points], with the precursor pool free or held at one.
double overshoot(bool pool_held) {
  const Course& course = trial(pool_held ? "stopped, pool held" : "stopped, pool free", [pool_held] {
    Case c = postmenopausal(3.5 * year);
    if (pool_held) c.tissue.ph_d = 0.0;  // the pool is then filled and emptied whatever RANKL does
    give_denosumab(c, 60.0, 0.0, 0.5 * year, 4);
    return c;
  });
  return std::max(0.0, course.most(ctx, 2.0 * year, 3.5 * year) - 100.0);
}

Answer needs_the_pool() {
  return give(overshoot(true) < 0.5 * overshoot(false), overshoot(true), "overshoot left without it");
}

}  // namespace

void add_peers(Questions& q) {
  for (const char* id : {"PK24.1", "PK24.2", "PK25.1", "PK25.2", "PK25.3", "PK25.4", "PK25.5", "PK25.6", "PK26.1",
                         "PK26.2", "PK27.1", "PK27.2", "PK27.3"})
    q[id] = needs_a_preset;
  q["PE02"] = on_off_on;
  q["PE04"] = tumour_left_under_denosumab;
  q["PE06"] = needs_the_pool;
}

}  // namespace howship::validation
